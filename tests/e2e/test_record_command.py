"""`python -m app record`, as it is started, on a microphone that is only software: the real PortAudio hears it."""

import json
import signal
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.acoustics.synthesis import Fault, fan_take
from app.history.history import History
from tests.conftest import ROOT
from tests.e2e.conftest import MACHINE
from tests.e2e.support import copy_history, write_wav
from tests.sound_server import DESCRIPTION, MICROPHONE, SoundServer, sound_server

pytestmark = pytest.mark.slow

RATE_HZ = 48_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    folder = tmp_path / "server"
    folder.mkdir()
    with sound_server(folder) as running:
        yield running


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of a fan with a damaged blade."""
    folder = tmp_path_factory.mktemp("played")
    sound = np.tile(fan_take(30.0, RATE_HZ, 30, Fault.BLADE_DAMAGE), 2)
    return write_wav(folder / "fan.wav", sound, RATE_HZ)


def start(server: SoundServer, history: Path, *words: str) -> "subprocess.Popen[str]":
    # Whoever runs the tests in the background has them ignore Ctrl C, and so would what they start.
    heed = ["env", "--default-signal=INT"]
    return subprocess.Popen(
        [*heed, sys.executable, "-m", "app", "record", "--history", str(history), "--machine", MACHINE, *words],
        cwd=ROOT,
        env=server.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_recorded_fan_gets_the_verdict_of_its_file(server, played, lived_in, tmp_path):
    history = copy_history(lived_in, tmp_path / "history")
    player = server.play(played)
    program = start(server, history, "--seconds", "10", "--device", DESCRIPTION.lower(), "--json")
    out, err = program.communicate(timeout=120)
    player.terminate()
    player.wait()
    assert program.returncode == 0, err
    said = json.loads(out)
    filed = subprocess.run(
        [
            sys.executable,
            "-m",
            "app",
            "inspect",
            "--history",
            str(history),
            "--machine",
            MACHINE,
            "--json",
            str(played),
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert said["verdict"] == json.loads(filed.stdout)["verdict"] == "abnormal"
    assert said["quality"]["usable"], said["quality"]
    with wave.open(said["file"]) as stored:
        assert (stored.getframerate(), stored.getsampwidth()) == (RATE_HZ, 3)
        assert stored.getnframes() == pytest.approx(10 * RATE_HZ, abs=RATE_HZ // 10)
    with History.open(history) as kept:
        take = kept.inspection(said["inspection_id"]).take
    assert take.device == DESCRIPTION
    assert list((history / "recording").glob("*.wav")) == []


def test_a_wrong_name_lists_the_right_ones(server, tmp_path):
    program = start(server, tmp_path / "history", "--device", "Nobody's")
    out, err = program.communicate(timeout=60)
    assert program.returncode == 2
    assert out == ""
    assert "“Nobody's”" in err and DESCRIPTION in err
    assert "Monitor" not in err


def test_a_server_that_dies_costs_the_rest_of_the_take_only(server, played, lived_in, tmp_path):
    history = copy_history(lived_in, tmp_path / "history")
    player = server.play(played)
    program = start(server, history, "--seconds", "600", "--json")
    _wait_for_sound(history)
    server.kill()
    out, err = program.communicate(timeout=60)
    player.wait()
    assert program.returncode == 2
    assert "What was recorded is kept." in err
    assert MICROPHONE not in err and DESCRIPTION in err
    assert json.loads(out)["verdict"] in ("abnormal", "cannot tell")
    with History.open(history) as kept:
        assert kept.inspection(json.loads(out)["inspection_id"]).ending.value in (
            "microphone lost",
            "microphone stalled",
        )


def test_control_c_ends_the_take_and_judges_it(server, played, lived_in, tmp_path):
    history = copy_history(lived_in, tmp_path / "history")
    player = server.play(played)
    program = start(server, history, "--seconds", "600", "--json")
    _wait_for_sound(history)
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=60)
    player.terminate()
    player.wait()
    assert program.returncode == 0, err
    assert json.loads(out)["verdict"] == "abnormal"


def test_killed_at_once_the_take_is_told_of_next_time(server, played, lived_in, tmp_path):
    history = copy_history(lived_in, tmp_path / "history")
    player = server.play(played)
    program = start(server, history, "--seconds", "600")
    _wait_for_sound(history)
    program.kill()
    program.communicate()
    player.terminate()
    player.wait()
    again = start(server, history, "--seconds", "2", "--room")
    _, err = again.communicate(timeout=60)
    assert "was not finished; it is kept as" in err
    part = next((history / "recording").glob("*.wav"))
    with wave.open(str(part)) as stored:
        assert stored.getnframes() > 2 * RATE_HZ


def _wait_for_sound(history: Path, seconds: float = 3.0) -> None:
    """Until that much has been written."""
    import time

    end_s = time.monotonic() + 60
    while not any(p.stat().st_size > seconds * RATE_HZ * 3 for p in (history / "recording").glob("*.wav")):
        assert time.monotonic() < end_s, "nothing is being recorded"
        time.sleep(0.1)
