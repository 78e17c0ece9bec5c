"""A technician's takes: the real window, real clicks, a microphone that is only software, and what goes wrong."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.acoustics.synthesis import Fault, fan_take
from app.history.history import History
from tests.e2e.conftest import MACHINE
from tests.e2e.screens import x_screen
from tests.e2e.support import copy_history, write_wav
from tests.e2e.test_full_disk import fill, small_disk  # noqa: F401 - a fixture
from tests.e2e.window_child import WindowChild
from tests.sound_server import DESCRIPTION, SoundServer, sound_server

pytestmark = pytest.mark.slow

RATE_HZ = 48_000


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five minutes of a fan with a damaged blade."""
    sound = np.tile(fan_take(10.0, RATE_HZ, 30, Fault.BLADE_DAMAGE), 30)
    return write_wav(tmp_path_factory.mktemp("played") / "fan.wav", sound, RATE_HZ)


@pytest.fixture
def server(tmp_path: Path, faulty: Path) -> Iterator[SoundServer]:
    folder = tmp_path / "server"
    folder.mkdir()
    with sound_server(folder) as running:
        player = running.play(faulty)
        yield running
        player.kill()
        player.wait()


@pytest.fixture
def history(lived_in: Path, tmp_path: Path) -> Path:
    return copy_history(lived_in, tmp_path / "history")


@pytest.fixture
def open_window(server: SoundServer) -> Iterator:
    children: list[WindowChild] = []
    with x_screen() as screen:

        def opened(history: Path) -> WindowChild:
            environment = {**server.environment, "DISPLAY": screen["DISPLAY"]}
            environment.pop("QT_QPA_PLATFORM", None)
            child = WindowChild(history, environment)
            children.append(child)
            child.until(lambda now: now["ready"], "the history")
            child.key("ctrl+r")
            child.until(
                lambda now: now["on_page"] and now["live"] and now["listening"], "the record page to listen"
            )
            return child

        yield opened
        for child in children:
            child.end()


def record(window: WindowChild, seconds: int = 3) -> None:
    window.until(lambda now: now["big"] and now["phase"] in ("idle", "done"), "the big button")
    window.click(window.now["big"])
    window.until(lambda now: now["phase"] == "recording" and now["recorded"] >= seconds, "the recording")


def visits(history: Path) -> int:
    with History.open(history) as kept:
        return kept.summaries()[0].visit_count


def test_one_click_and_one_key_lead_to_the_verdict(open_window, history):
    before = visits(history)
    window = open_window(history)
    assert window.now["microphone"] == DESCRIPTION
    record(window, seconds=4)
    window.key("space")
    window.until(lambda now: now["verdict"], "the verdict")
    assert window.now["verdict"] == "abnormal"
    assert window.now["ending"] == "stopped"
    assert window.now["banner"] == ""
    assert visits(history) == before + 1
    assert not list((history / "recording").glob("*.wav"))
    assert window.complaints == ""


def lost_to(window: WindowChild, word: str) -> None:
    window.until(lambda now: word in now["banner"].lower(), "the banner")
    window.until(lambda now: now["phase"] not in ("starting", "recording", "stopping"), "the take to end")


def judged(window: WindowChild) -> None:
    """The take was long enough for a verdict, or says what it lacks; either way it is kept."""
    window.until(lambda now: now["verdict"] or now["phase"] == "deciding", "the take's own end")


def test_a_microphone_pulled_out_costs_the_rest_of_the_take_only(open_window, server, history):
    window = open_window(history)
    record(window)
    server.unload(server.module)
    lost_to(window, "microphone")
    judged(window)
    assert window.now["ending"] in ("microphone lost", "microphone stalled", "")
    server.plug_in()
    window.until(lambda now: now["listening"] and now["banner"] == "", "the microphone to be back")
    take_another(window)


def test_a_sound_server_that_dies_costs_the_rest_of_the_take_only(open_window, server, history, faulty):
    window = open_window(history)
    record(window)
    server.kill()
    lost_to(window, "microphone")
    judged(window)
    server.start()
    player = server.play(faulty)
    window.until(lambda now: now["listening"] and now["banner"] == "", "the microphone to be back")
    take_another(window)
    player.kill()
    player.wait()


def test_a_sound_server_that_hangs_leaves_the_window_alive(open_window, server, history):
    window = open_window(history)
    record(window)
    server.stop_answering()
    lost_to(window, "microphone")
    judged(window)
    server.answer_again()
    window.until(lambda now: now["listening"] and now["banner"] == "", "the microphone to be back")
    take_another(window)


def test_a_full_disk_ends_the_take_and_keeps_it(open_window, lived_in, small_disk):  # noqa: F811
    history = copy_history(lived_in, small_disk / "history")
    window = open_window(history)
    record(window, seconds=1)
    filler = fill(small_disk, 64 * 1024)
    lost_to(window, "disk")
    filler.unlink()
    window.until(lambda now: now["phase"] in ("deciding", "done"), "the take's own end")
    take_another(window)


def take_another(window: WindowChild) -> None:
    """The next recording works."""
    if window.now["phase"] == "deciding":
        window.until(lambda now: now["big"], "the button to take another")
        window.click(window.now["big"])
    else:
        window.key("space")
    window.until(lambda now: now["phase"] == "recording" and now["recorded"] >= 3, "the next recording")
    window.key("space")
    window.until(lambda now: now["verdict"] == "abnormal" and now["phase"] == "done", "the next verdict")


def test_killed_in_the_middle_the_take_is_offered_at_the_next_start(open_window, history):
    window = open_window(history)
    record(window, seconds=5)
    window.end()
    again = open_window(history)
    again.until(lambda now: now["notice"], "the offer")
    assert "was not finished" in again.now["notice"][0] and MACHINE in again.now["notice"][0]
    again.click(again.now["notice_buttons"]["Check it"])
    again.until(lambda now: now["verdict"], "the verdict")
    assert again.now["verdict"] == "abnormal"
    assert not list((history / "recording").glob("*.wav"))
