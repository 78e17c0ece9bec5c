"""What nobody caught is told: once, in the window where one can tell it, and without it where none can."""

import gc
import io
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.main import crash_plain, logs
from app.main.crash import CrashReporter
from app.main.crash_plain import system_environment, tell_plainly
from app.main.paths import log_path
from tests.conftest import ROOT
from tests.e2e.screens import x_screen
from tests.main.test_logs import root_logger

__all__ = ["root_logger"]


class Told:
    """What was told without a window."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.texts: list[str] = []

    def __call__(self, line: str, text: str) -> None:
        self.lines.append(line)
        self.texts.append(text)


@pytest.fixture
def plainly() -> Told:
    return Told()


@pytest.fixture
def reporter(tmp_path: Path, plainly: Told, root_logger: logging.Logger) -> Iterator[CrashReporter]:
    """Installed, with its log in the test's folder."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    logs.start_logging(tmp_path)
    made = CrashReporter(tmp_path, plainly)
    made.install()
    yield made
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def broken(number: int = 0) -> None:
    raise ValueError(f"broken {number}")


def crash(work: Callable[[], None] = broken) -> None:
    """As Python does with what nobody caught."""
    try:
        work()
    except (ValueError, KeyError):
        sys.excepthook(*sys.exc_info())


def test_without_a_window_it_is_told_plainly_and_logged(reporter: CrashReporter, plainly: Told, tmp_path: Path):
    crash()
    assert plainly.lines == ["ValueError: broken 0"]
    assert "in broken" in plainly.texts[0] and "Earshot" in plainly.texts[0]
    assert "ValueError: broken 0" in log_path(tmp_path).read_text()


def test_with_a_window_it_is_told_there_alone(reporter: CrashReporter, plainly: Told):
    shown = []
    reporter.show_with(lambda line, text, heard: (shown.append(line), heard(True)))
    crash()
    assert shown == ["ValueError: broken 0"] and plainly.lines == []


def test_a_window_that_is_broken_itself_or_refuses_leaves_the_plain_way(reporter: CrashReporter, plainly: Told):
    def fails(line: str, text: str, heard: Callable[[bool], None]) -> None:
        raise RuntimeError("Internal C++ object already deleted.")

    reporter.show_with(fails)
    crash()
    reporter.show_with(lambda line, text, heard: heard(False))
    crash(lambda: int("x"))
    assert [line.partition(":")[0] for line in plainly.lines] == ["ValueError", "ValueError"]


def test_the_same_error_is_told_once_and_does_not_fill_the_log(
    reporter: CrashReporter, plainly: Told, tmp_path: Path
):
    for number in range(1000):
        crash(lambda number=number: broken(number))
    assert plainly.lines == ["ValueError: broken 0"]
    assert log_path(tmp_path).read_text().count("Traceback") == 4, "at the 1st, 10th, 100th and 1,000th time"
    crash(lambda: {}["another place"])
    assert len(plainly.lines) == 2


def test_a_thread_is_heard(reporter: CrashReporter, plainly: Told, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.main.crash._PATIENCE_S", 0.01)
    reporter.show_with(lambda line, text, heard: None)
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    assert plainly.lines == ["ValueError: broken 0"], "a window that does not answer is not waited for"
    ends = threading.Thread(target=sys.exit)
    ends.start()
    ends.join()
    assert len(plainly.lines) == 1, "a thread may end itself"


def test_what_can_be_raised_nowhere_is_heard(reporter: CrashReporter, plainly: Told):
    class Careless:
        def __del__(self) -> None:
            broken()

    Careless()
    gc.collect()
    assert plainly.lines == ["ValueError: broken 0"]


def test_a_wish_of_the_user_is_no_crash(
    reporter: CrashReporter, plainly: Told, capsys: pytest.CaptureFixture[str]
):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert plainly.lines == [] and "KeyboardInterrupt" in capsys.readouterr().err


def test_before_the_log_is_begun_it_is_begun_for_this(tmp_path: Path, plainly: Told, root_logger: logging.Logger):
    try:
        broken()
    except ValueError:
        CrashReporter(tmp_path / "new", plainly).report(*sys.exc_info())  # type: ignore[arg-type]
    assert "ValueError: broken 0" in log_path(tmp_path / "new").read_text()


def test_a_way_to_tell_that_fails_too_is_no_endless_loop(tmp_path: Path, root_logger: logging.Logger, capsys):
    def fails(line: str, text: str) -> None:
        raise OSError("no way")

    logs.start_logging(tmp_path)
    try:
        broken()
    except ValueError:
        CrashReporter(tmp_path, fails).report(*sys.exc_info())  # type: ignore[arg-type]
    assert "ValueError: broken 0" in capsys.readouterr().err


def test_the_plain_way_says_what_where_and_that_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    tell_plainly("ValueError: broken", "the whole of it", tmp_path / "earshot.log")
    said = capsys.readouterr().err
    assert "history is safe" in said and str(tmp_path / "earshot.log") in said
    assert "ValueError: broken" in said and "the whole of it" in said


def test_without_standard_error_and_without_a_box_nothing_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(crash_plain, "_BOXES", (("no-such-program",),))
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setattr("app.main.display.why_no_display", lambda: "")
    tell_plainly("line", "text", tmp_path / "earshot.log")


@pytest.mark.skipif(sys.platform != "linux", reason="the box of a Linux desktop")
def test_the_box_gets_all_words_whatever_they_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = tmp_path / "shown.txt"
    box = tmp_path / "box"
    box.write_text(f"#!/bin/sh\ncat > {out}.part; mv {out}.part {out}\n")
    box.chmod(0o755)
    monkeypatch.setattr(crash_plain, "_BOXES", ((str(box),),))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setattr("app.main.display.why_no_display", lambda: "")
    tell_plainly("Lüfter “3” $(rm) \udcff", "`text`", tmp_path / "earshot.log")
    os.waitpid(-1, 0)
    assert "Lüfter “3” $(rm)" in out.read_text() and "`text`" in out.read_text()


def test_a_program_of_the_systems_does_not_get_our_libraries(monkeypatch: pytest.MonkeyPatch):
    ours = {"LD_LIBRARY_PATH": "/opt/earshot/_internal", "LD_LIBRARY_PATH_ORIG": "/usr/own", "HOME": "/home/anna"}
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert system_environment(ours) == {"LD_LIBRARY_PATH": "/usr/own", "HOME": "/home/anna"}
    assert system_environment({"LD_LIBRARY_PATH": "/opt/earshot/_internal"}) == {}


@pytest.mark.slow
def test_where_qt_cannot_be_imported_the_user_sees_it_on_the_screen(tmp_path: Path):
    """As where a library of Qt's is missing: the box of the system's own comes up."""
    program = (
        "import sys; sys.modules['PySide6.QtWidgets'] = None;"
        "from app.main.cli import main;"
        f"sys.exit(main(['--history', {str(tmp_path / 'history')!r}]))"
    )
    with x_screen() as screen:
        ran = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=screen, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 1 and "history is safe" in ran.stderr
        assert "ModuleNotFoundError" in log_path(tmp_path / "history").read_text()
        seen = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", "."],
            env=screen,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert seen.stdout.strip(), "no box is on the screen"
