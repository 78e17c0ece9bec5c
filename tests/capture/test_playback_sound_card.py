"""A tone through a sound card that is only software: played by `Playback`, recorded from its monitor."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

RATE_HZ = 48_000
TONE_HZ = 1000.0
SINK = "earshot_test"
NEEDED = ("pulseaudio", "pactl", "parec")

PLAYER = f"""
import time
import numpy as np
from app.capture.playback import Playback

playback = Playback()
tone = 0.5 * np.sin(2 * np.pi * {TONE_HZ} * np.arange({RATE_HZ}) / {RATE_HZ})
playback.play(tone.astype(np.float32), {RATE_HZ})
places = []
end = time.monotonic() + 20
while playback.playing and time.monotonic() < end:
    places.append(playback.position_s)
    time.sleep(0.02)
assert playback.problem is None, playback.problem
assert places == sorted(places), "the position went back"
assert places[-1] > 0.8, places[-1]
print("played")
"""


@pytest.fixture
def server(tmp_path):
    """PulseAudio on a socket of its own, without a bus, with one silent sink; stopped by its own id."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: apt install pulseaudio pulseaudio-utils libasound2-plugins")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    socket = tmp_path / "pulse"
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "PULSE_SERVER": f"unix:{socket}",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    sink = f"module-null-sink sink_name={SINK} rate={RATE_HZ} channels=1 format=float32le norewinds=1"
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    command += ["--load", f"module-native-protocol-unix auth-anonymous=1 socket={socket}", "--load", sink]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        try:
            _wait_for(lambda: _answers(environment), "PulseAudio does not answer")
            yield environment
        finally:
            process.terminate()
            process.wait(10)


def _answers(environment):
    asked = subprocess.run(["pactl", "info"], env=environment, capture_output=True, check=False)
    return asked.returncode == 0


def _wait_for(done, what):
    end = time.monotonic() + 20
    while not done():
        if time.monotonic() > end:
            pytest.skip(what)
        time.sleep(0.05)


def test_a_second_of_tone_comes_out_of_the_sound_card(server, tmp_path):
    recorded = tmp_path / "heard.raw"
    command = [
        "parec",
        f"--device={SINK}.monitor",
        "--raw",
        "--format=float32le",
        f"--rate={RATE_HZ}",
        "--channels=1",
    ]
    with (
        recorded.open("wb") as out,
        subprocess.Popen([*command, "--latency-msec=50"], env=server, stdout=out) as recorder,
    ):
        try:
            _wait_for(lambda: recorded.stat().st_size > RATE_HZ, "parec records nothing")
            played = subprocess.run(
                [sys.executable, "-c", PLAYER], env=server, capture_output=True, text=True, check=False, timeout=60
            )
            time.sleep(0.3)
        finally:
            recorder.terminate()
    if "PortAudio library" in played.stderr:
        pytest.skip("needs PortAudio: apt install libportaudio2")
    assert played.stdout.strip() == "played", played.stderr
    heard = np.frombuffer(recorded.read_bytes()[: recorded.stat().st_size // 4 * 4], dtype=np.float32)
    loud = np.flatnonzero(np.abs(heard) > 0.05)
    assert loud.size, "silence"
    sound = heard[loud[0] : loud[-1]]
    assert sound.size == pytest.approx(RATE_HZ, rel=0.03)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size)))
    assert np.argmax(spectrum) * RATE_HZ / sound.size == pytest.approx(TONE_HZ, abs=2.0)
    middle = sound[sound.size // 4 : -sound.size // 4]
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.02)
    assert np.abs(np.diff(heard)).max() < 0.5 * 2 * np.pi * TONE_HZ / RATE_HZ * 1.3
