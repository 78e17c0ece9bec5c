"""The watch for microphones: what its child tells, and what becomes of a child that lies, dies or hangs."""

import json
import sys
import threading
import time

import pytest

from app.capture.devices import Device, Found, Source
from app.capture.scanner import SCAN_ARGUMENT, MicrophoneWatch, child_command

PATIENCE_S = 60.0
YETI = Device(3, "Yeti (hw:1,0)", "ALSA", 2, 48_000, True)
RODE = Device(4, "RØDE (hw:2,0)", "ALSA", 1, 48_000)


def line(*devices, **found):
    return json.dumps(Found(devices, **found).as_json())


def python(code):
    return [sys.executable, "-c", f"import json, os, sys, time\n{code}"]


def saying(*lines, then="sys.stdin.read()"):
    """A child that says these lines, and then waits for the end."""
    return python("\n".join([*(f"print({each!r}, flush=True)" for each in lines), then]))


@pytest.fixture
def watching():
    started = []

    def start(command, **how):
        how.setdefault("restart_after_s", (0.05,))
        watch = MicrophoneWatch(command, **how)
        started.append(watch)
        watch.start()
        return watch

    yield start
    for watch in started:
        watch.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "microphones"]


def wait_for(true):
    end_s = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end_s, "waited in vain"
        time.sleep(0.01)


def names(watch):
    return None if watch.microphones is None else [microphone.name for microphone in watch.microphones]


def test_nothing_is_known_before_the_first_look(watching):
    watch = watching(saying())
    assert watch.microphones is None and watch.problem is None


def test_the_last_list_told_is_the_list(watching):
    watch = watching(saying(line(YETI), "", line(YETI, RODE), ""))
    wait_for(lambda: names(watch) == ["Yeti", "RØDE"])
    assert watch.problem is None and watch.microphones[0].is_default


def test_no_microphone_at_all_is_a_list_too(watching):
    watch = watching(saying(line()))
    wait_for(lambda: watch.microphones is not None)
    assert watch.microphones == () and watch.problem is None


def test_names_stay_when_one_of_two_leaves(watching):
    one, two = Source("a", "USB mic", 1, 48_000), Source("b", "USB mic", 1, 48_000)
    door = Device(0, "pulse", "ALSA", 32, 44_100)
    told = [line(door, sources=(one, two), server="PulseAudio"), line(door, sources=(two,), server="PulseAudio")]
    watch = watching(saying(*told))
    wait_for(lambda: names(watch) == ["USB mic (2)"])


def test_lines_that_are_none_of_ours_are_passed_over(watching):
    odd = ["ALSA lib pcm.c: Unknown PCM", "[]", "17", '"silent"', '{"devices": 3}', line(RODE)]
    watch = watching(saying(*odd))
    wait_for(lambda: names(watch) == ["RØDE"])
    assert watch.problem is None


def test_a_child_that_dies_is_started_again_and_the_list_stays(watching, tmp_path):
    told = [line(YETI), line(YETI, RODE)]
    code = (
        f"log = {str(tmp_path / 'starts')!r}\n"
        "open(log, 'a').write('x')\n"
        f"print({told!r}[len(open(log).read()) > 1], flush=True)\n"
        "len(open(log).read()) > 1 and sys.stdin.read()\n"
        "os._exit(3)"
    )
    watch = watching(python(code))
    wait_for(lambda: names(watch) == ["Yeti"])
    wait_for(lambda: names(watch) == ["Yeti", "RØDE"])
    assert watch.problem is None


def test_a_child_that_dies_again_and_again_is_told_and_forgotten_when_one_lives(watching, tmp_path):
    code = (
        f"if not os.path.exists({str(tmp_path / 'well')!r}): os._exit(3)\n"
        f"print({line(RODE)!r}, flush=True)\n"
        "sys.stdin.read()"
    )
    watch = watching(python(code))
    wait_for(lambda: watch.problem is not None)
    assert watch.problem.what == "Earshot can't see which microphones come and go."
    assert "exit code 3" in watch.problem.detail and watch.microphones is None
    (tmp_path / "well").touch()
    wait_for(lambda: names(watch) == ["RØDE"])
    assert watch.problem is None


def test_the_pauses_grow(watching, tmp_path):
    log = tmp_path / "starts"
    watch = watching(python(f"open({str(log)!r}, 'a').write('x')"), restart_after_s=(0.0, 0.0, 3_600.0))
    wait_for(lambda: log.exists() and log.read_text() == "xxx")
    wait_for(lambda: watch.problem is not None)
    time.sleep(0.5)
    assert log.read_text() == "xxx"


def test_a_child_that_hangs_is_ended_and_started_again(watching, tmp_path):
    log = tmp_path / "starts"
    code = f"open({str(log)!r}, 'a').write('x')\ntime.sleep(3600)"
    watch = watching(python(code), hung_after_s=1.0)
    wait_for(lambda: watch.problem is not None)
    assert log.read_text().startswith("xx")


def test_a_child_that_can_t_be_started_is_told(watching, tmp_path):
    watch = watching([str(tmp_path / "nothing")])
    wait_for(lambda: watch.problem is not None)


def test_a_missing_library_is_told_and_leaves_no_microphone(watching):
    watch = watching(saying(json.dumps({"missing": "PortAudio library not found"}), then="os._exit(1)"))
    wait_for(lambda: watch.problem is not None)
    assert "PortAudio" in watch.problem.what and watch.microphones == ()


def test_a_sound_server_that_hangs_is_told_until_it_answers(watching, tmp_path):
    code = (
        f"print({line(YETI)!r}, flush=True)\n"
        "print(json.dumps({'silent': 'timeout'}), flush=True)\n"
        f"while not os.path.exists({str(tmp_path / 'well')!r}): time.sleep(0.01)\n"
        f"print({line(YETI)!r}, flush=True)\n"
        "sys.stdin.read()"
    )
    watch = watching(python(code))
    wait_for(lambda: watch.problem is not None)
    assert "does not answer" in watch.problem.what and names(watch) == ["Yeti"]
    (tmp_path / "well").touch()
    wait_for(lambda: watch.problem is None)


@pytest.mark.parametrize("then", ["sys.stdin.read()", "time.sleep(3600)", "os._exit(0)"])
def test_closing_ends_the_child_whatever_it_does(then):
    watch = MicrophoneWatch(saying(line(YETI), then=then))
    watch.start()
    wait_for(lambda: watch.microphones is not None)
    watch.close()
    watch.close()
    assert watch._child is None
    assert not [thread for thread in threading.enumerate() if thread.name == "microphones"]


def test_closing_at_once_or_without_a_start_is_fine():
    watch = MicrophoneWatch(saying())
    watch.close()
    watch = MicrophoneWatch(saying())
    watch.start()
    watch.close()
    assert watch._child is None


def test_the_bundled_program_starts_itself(monkeypatch):
    assert child_command()[1:] == ["-m", "app.capture.scan_inputs"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, SCAN_ARGUMENT]
