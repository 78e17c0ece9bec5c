"""A technician's takes: the real window, real clicks, a microphone that is only software, and what goes wrong."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from app.acoustics.synthesis import Fault, fan_take
from app.history.history import History
from tests.e2e.conftest import MACHINE
from tests.e2e.support import copy_history, write_wav
from tests.e2e.troubles import TROUBLES, Scene, Trouble, broke_off, record, scene, take_another
from tests.e2e.window_child import WindowChild
from tests.sound_server import DESCRIPTION, MOST_CONNECTIONS

pytestmark = pytest.mark.slow

RATE_HZ = 48_000


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five minutes of a fan with a damaged blade."""
    sound = np.tile(fan_take(10.0, RATE_HZ, 30, Fault.BLADE_DAMAGE), 30)
    return write_wav(tmp_path_factory.mktemp("played") / "fan.wav", sound, RATE_HZ)


@pytest.fixture
def shop(tmp_path: Path, faulty: Path, lived_in: Path) -> Iterator[Scene]:
    with scene(tmp_path, faulty) as made:
        copy_history(lived_in, made.history)
        yield made


def visits(history: Path) -> int:
    with History.open(history) as kept:
        return len(kept.visits(kept.machines()[0].id))


def left_over(history: Path) -> list[Path]:
    return list((history / "recording").glob("*.wav"))


def test_one_click_and_one_key_lead_to_the_verdict(shop: Scene):
    before = visits(shop.history)
    window = shop.open_window()
    assert window.now["microphone"] == DESCRIPTION
    record(window, seconds=4)
    window.key("space")
    window.until(lambda now: now["verdict"], "the verdict")
    assert window.now["verdict"] == "abnormal"
    assert window.now["ending"] == "stopped"
    assert window.now["banner"] == ""
    assert visits(shop.history) == before + 1
    assert left_over(shop.history) == []
    assert window.complaints == ""


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.name)
def test_trouble_costs_the_rest_of_the_take_only(shop: Scene, trouble: Trouble):
    window = shop.open_window()
    record(window, seconds=3)
    trouble.happens(shop)
    broke_off(window, trouble)
    trouble.ends(shop)
    take_another(window)
    # PortAudio says on standard error what it thinks of such servers; of ours there must be nothing.
    assert "Traceback" not in window.complaints and "Qt" not in window.complaints, window.complaints


def test_a_microphone_that_others_hold_is_told_and_works_once_they_let_go(shop: Scene):
    """Other programs take all connections that the sound server has to give."""
    window = shop.open_window()
    window.press_until("ctrl+1", lambda now: not now["on_page"], "another page")
    with ExitStack() as others:
        for _ in range(2 * MOST_CONNECTIONS):
            other = others.enter_context(socket.socket(socket.AF_UNIX))
            other.connect(str(shop.server.socket))
        window.press_until("ctrl+r", lambda now: now["on_page"], "the record page")
        window.until(lambda now: now["banner"], "the banner")
        assert not window.now["listening"]
    window.until(lambda now: now["listening"] and not now["banner"], "the microphone")
    record(window)
    window.key("space")
    window.until(lambda now: now["verdict"] == "abnormal", "the verdict")


def test_killed_in_the_middle_the_take_is_offered_at_the_next_start(shop: Scene):
    window = shop.open_window()
    record(window, seconds=5)
    window.end()
    again = shop.open_window()
    again.until(lambda now: now["notice"], "the offer")
    assert "was not finished" in again.now["notice"][0] and MACHINE in again.now["notice"][0]
    again.click(again.now["notice_buttons"]["Check it"])
    again.until(lambda now: now["verdict"], "the verdict")
    assert again.now["verdict"] == "abnormal"
    assert left_over(shop.history) == []


def test_a_window_that_is_closed_while_recording_keeps_the_take(shop: Scene):
    window: WindowChild = shop.open_window()
    record(window, seconds=3)
    window.close()
    again = shop.open_window()
    again.until(lambda now: now["notice"], "the offer")
    assert "was not finished" in again.now["notice"][0]
