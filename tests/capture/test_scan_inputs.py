"""The real child on a real sound server: microphones come and go, servers die, parents are killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.capture import pulse_sources, scan_inputs
from app.capture.devices import Device
from app.capture.scanner import MicrophoneWatch
from tests.sound_server import sound_server

PATIENCE_S = 60.0


@pytest.fixture
def server(tmp_path, monkeypatch):
    with sound_server(tmp_path) as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.fixture
def watch(server):
    watch = MicrophoneWatch(restart_after_s=(0.2,))
    watch.start()
    yield watch
    watch.close()


def wait_for(true):
    end_s = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end_s, "waited in vain"
        time.sleep(0.02)


def names(watch):
    return None if watch.microphones is None else [microphone.name for microphone in watch.microphones]


def test_a_microphone_appears_and_leaves_while_the_watch_runs(server, watch):
    wait_for(lambda: names(watch) == ["Virtual_Microphone"])
    module = server.add_microphone("second", "room", "Zweites-Gerät")
    wait_for(lambda: names(watch) == ["Virtual_Microphone", "Zweites-Gerät"])
    assert [microphone.is_default for microphone in watch.microphones] == [True, False]
    server.unload(module)
    wait_for(lambda: names(watch) == ["Virtual_Microphone"])
    assert watch.problem is None


def test_a_killed_server_empties_the_list_and_a_new_one_fills_it(server, watch):
    wait_for(lambda: names(watch) == ["Virtual_Microphone"])
    server.kill()
    wait_for(lambda: names(watch) == [])
    server.start()
    wait_for(lambda: names(watch) == ["Virtual_Microphone"])
    assert watch.problem is None


@pytest.mark.slow
def test_a_server_that_hangs_is_told_and_the_list_stays(server, watch):
    wait_for(lambda: names(watch) == ["Virtual_Microphone"])
    server.stop_answering()
    wait_for(lambda: watch.problem is not None)
    assert names(watch) == ["Virtual_Microphone"]
    server.answer_again()
    wait_for(lambda: watch.problem is None)


def test_without_pactl_the_door_to_the_default_is_left(server, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    watch = MicrophoneWatch()
    watch.start()
    wait_for(lambda: watch.microphones is not None)
    watch.close()
    assert names(watch) == ["System default microphone"]
    assert watch.microphones[0].key == "portaudio:ALSA:pulse"


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_killed_program_leaves_no_child(server, root):
    code = (
        "import time\n"
        "from app.capture.scanner import MicrophoneWatch\n"
        "watch = MicrophoneWatch()\n"
        "watch.start()\n"
        "while watch.microphones is None: time.sleep(0.02)\n"
        "print(watch._child.pid, flush=True)\n"
        "time.sleep(3600)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        assert alive(child)
        program.send_signal(signal.SIGKILL)
    wait_for(lambda: not alive(child))


def test_the_child_ends_with_its_input_even_where_nobody_reads_what_it_says(root):
    command = [sys.executable, "-m", "app.capture.scan_inputs"]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as child:
        assert child.stdin is not None
        time.sleep(1.0)
        assert child.poll() is None
        child.stdin.close()
        assert child.wait(PATIENCE_S) == 0


def test_the_child_is_small_and_asks_for_no_numpy(root):
    code = "import sys, app.capture.scan_inputs\nprint('numpy' in sys.modules, 'sounddevice' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_program_without_portaudio_says_so_and_ends(root, tmp_path):
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{root}"}
    command = [sys.executable, "-m", "app.capture.scan_inputs"]
    done = subprocess.run(command, env=environment, cwd=root, input=b"", capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout == b'{"missing": "PortAudio library not found"}\n'


class Library:
    """As much of sounddevice as the look needs, counting how often it was started anew."""

    def __init__(self):
        self.starts = 0

    def _terminate(self):
        pass

    def _initialize(self):
        self.starts += 1

    def query_hostapis(self):
        return ({"name": "ALSA", "devices": [0], "default_input_device": 0},)

    def query_devices(self, index):
        return {"name": "pulse", "max_input_channels": 32, "default_samplerate": 44_100.0}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere PortAudio is asked at each look")
def test_cards_are_opened_only_when_the_kernel_or_the_server_has_news(monkeypatch):
    library, kernel, server = Library(), ["a"], [(None, "")]
    monkeypatch.setattr(scan_inputs.alsa_cards, "told", lambda: kernel[0])
    monkeypatch.setattr(pulse_sources, "ask", lambda: server[0])
    monkeypatch.setattr(scan_inputs.alsa_cards, "with_those_in_use", lambda devices, before: tuple(devices))
    looker = scan_inputs.Looker(library)
    for _ in range(3):
        assert looker.look().devices == (Device(0, "pulse", "ALSA", 32, 44_100, True),)
    assert library.starts == 1
    kernel[0] = "a\nb"
    looker.look()
    looker.look()
    assert library.starts == 2
    server[0] = ((), "PulseAudio")
    assert looker.look().server == "PulseAudio"
    looker.look()
    assert library.starts == 3


def test_elsewhere_every_look_starts_portaudio_anew(monkeypatch):
    library = Library()
    monkeypatch.setattr(sys, "platform", "win32")
    looker = scan_inputs.Looker(library)
    assert looker.look().sources is None
    looker.look()
    assert library.starts == 2
