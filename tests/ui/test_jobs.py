"""Threads are in one file, results come back on the GUI thread, and no thread outlives the window."""

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.domain.problem import Problem
from app.ui.jobs import Control, Jobs, Kind
from app.workflows.progress import Progress


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    assert made.close(), "a thread was left running"


def earshot_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("earshot-")]


def fail(problem: Problem) -> None:
    raise AssertionError(problem)


def test_work_is_done_elsewhere_and_told_here(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[str, threading.Thread]] = []
    jobs.run(
        Kind.HISTORY,
        lambda control: threading.current_thread().name,
        lambda name: seen.append((name, threading.current_thread())),
        fail,
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("earshot-history", threading.main_thread())]


def test_a_long_analysis_does_not_keep_the_history_from_answering(jobs: Jobs, qtbot: QtBot) -> None:
    release, order = threading.Event(), []
    jobs.run(Kind.ANALYSIS, lambda control: release.wait(5), lambda _: order.append("analysis"), fail)
    jobs.run(Kind.HISTORY, lambda control: None, lambda _: order.append("history"), fail)
    qtbot.waitUntil(lambda: order == ["history"])
    release.set()
    qtbot.waitUntil(lambda: order == ["history", "analysis"])


def test_a_problem_goes_to_the_one_who_asked(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[object] = []

    def work(control: Control) -> None:
        raise Problem("The disk is full.", "Make room.")

    jobs.run(Kind.ANALYSIS, work, fail, told.append, on_end=lambda: told.append("end"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[0], Problem)
    assert told[1] == "end"


def test_a_cancelled_job_ends_quietly(jobs: Jobs, qtbot: QtBot) -> None:
    started, told = threading.Event(), []

    def work(control: Control) -> None:
        started.set()
        while True:
            control.cancel.check()
            time.sleep(0.001)

    handle = jobs.run(Kind.ANALYSIS, work, told.append, told.append, on_end=lambda: told.append("end"))
    assert started.wait(5)
    handle.cancel()
    qtbot.waitUntil(lambda: handle.ended)
    assert told == ["end"]


def test_a_job_cancelled_before_its_turn_is_never_begun(jobs: Jobs, qtbot: QtBot) -> None:
    release, begun = threading.Event(), []
    jobs.run(Kind.ANALYSIS, lambda control: release.wait(5), lambda _: None, fail)
    second = jobs.run(Kind.ANALYSIS, lambda control: begun.append(1), lambda _: None, fail)
    second.cancel()
    release.set()
    qtbot.waitUntil(lambda: second.ended)
    assert not begun


def test_a_dropped_job_tells_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    release, told = threading.Event(), []
    handle = jobs.run(
        Kind.HISTORY, lambda control: release.wait(5), told.append, told.append, on_end=lambda: told.append("end")
    )
    handle.drop()
    release.set()
    qtbot.waitUntil(lambda: handle.ended)
    assert told == []


def test_a_bug_is_logged_whole_and_announced(jobs: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    ended: list[int] = []
    with qtbot.waitSignal(jobs.crashed) as crash:
        jobs.run(Kind.HISTORY, lambda control: 1 // 0, fail, fail, on_end=lambda: ended.append(1))
    assert "ZeroDivisionError" in crash.args[0]
    assert "Traceback" in caplog.text
    assert ended == [1]


def test_progress_is_throttled_but_its_start_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    shares: list[float] = []
    done: list[None] = []

    def work(control: Control) -> None:
        for at in range(20_000):
            control.report(Progress(at, 20_000, "long.wav"))

    jobs.run(Kind.ANALYSIS, work, done.append, fail, on_progress=lambda at: shares.append(at.share))
    qtbot.waitUntil(lambda: bool(done))
    assert shares[0] == 0.0
    assert shares == sorted(shares)
    assert len(shares) < 2_000


def test_closing_cancels_analysis_keeps_what_the_history_was_told_and_leaves_no_thread(qtbot: QtBot) -> None:
    jobs, kept, told = Jobs(), [], []
    started = threading.Event()

    def work(control: Control) -> None:
        started.set()
        while True:
            control.cancel.check()
            time.sleep(0.001)

    jobs.run(Kind.ANALYSIS, work, told.append, told.append, on_end=lambda: told.append("end"))
    for at in range(50):
        jobs.run(Kind.HISTORY, lambda control, at=at: kept.append(at), told.append, told.append)
    assert started.wait(5)
    assert jobs.close()
    assert kept == list(range(50))
    assert earshot_threads() == []
    qtbot.wait(20)
    assert told == []


def test_hung_work_cannot_keep_the_program_open(qtbot: QtBot) -> None:
    jobs, begun, release = Jobs(), threading.Event(), threading.Event()
    jobs.run(Kind.ANALYSIS, lambda control: (begun.set(), release.wait(30)), lambda _: None, fail)
    assert begun.wait(5)
    assert not jobs.close(wait_s=0.05)
    release.set()
    for thread in threading.enumerate():
        if thread.name.startswith("earshot-"):
            thread.join(5)
    assert earshot_threads() == []


def test_nothing_is_begun_after_closing(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.close()
    assert jobs.run(Kind.HISTORY, lambda control: 1 // 0, fail, fail).ended
