"""What only holds itself is found on the GUI's thread, while workers make all the rubbish they like."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.ui.jobs import Jobs, Kind
from app.ui.rubbish import Rubbish


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()
    assert gc.isenabled()


def litter(_control: object) -> int:
    """Enough for every generation to be searched, were it searched here."""
    for _ in range(200_000):
        knot: list[object] = []
        knot.append(knot)
    return len(gc.get_objects(0))


def test_a_timer_that_only_holds_itself_ends_on_the_threads_of_windows(jobs: Jobs, qtbot: QtBot):
    ended: list[threading.Thread] = []
    for _ in range(20):
        timer = QTimer()
        timer.start(1)
        timer.itself = timer
        weakref.finalize(timer, lambda: ended.append(threading.current_thread()))
    del timer
    done: list[int] = []
    jobs.run(Kind.ANALYSIS, litter, done.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: len(ended) == 20, timeout=10_000)
    assert set(ended) == {threading.main_thread()}


def test_what_hangs_on_a_job_is_let_go_of_on_the_threads_of_windows(jobs: Jobs, qtbot: QtBot):
    ended: list[threading.Thread] = []

    class Told:
        def hear(self, _: object) -> None:
            pass

    for kind in Kind:
        for _ in range(50):
            told = Told()
            weakref.finalize(told, lambda: ended.append(threading.current_thread()))
            jobs.run(kind, lambda control: None, told.hear, pytest.fail)
    del told
    qtbot.waitUntil(lambda: len(ended) == 50 * len(Kind), timeout=10_000)
    assert set(ended) == {threading.main_thread()}


def test_two_windows_and_then_none(qtbot: QtBot):
    one, other = Rubbish(), Rubbish()
    one.end()
    assert not gc.isenabled()
    other.end()
    assert gc.isenabled()
