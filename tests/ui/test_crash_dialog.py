"""The crash dialog: one, however much breaks; and the teller that brings it up from any thread."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QtMsgType
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import run
from app.ui.crash_dialog import CrashDialog
from app.ui.run import CrashTeller


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> CrashDialog:
    made = CrashDialog(tmp_path / "earshot.log")
    qtbot.addWidget(made)
    return made


def dialogs() -> list[CrashDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog) and each.isVisible()]


def test_all_of_it_and_the_logs_place_can_be_copied(dialog: CrashDialog, qtbot: QtBot, tmp_path: Path):
    dialog.tell("ValueError: broken", "Traceback\nValueError: broken")
    assert dialog.isVisible() and not dialog.isModal()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "Traceback\nValueError: broken" in copied and str(tmp_path / "earshot.log") in copied


def test_the_logs_folder_is_opened(
    dialog: CrashDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog.tell("line", "text")
    qtbot.mouseClick(dialog.open_folder, Qt.MouseButton.LeftButton)
    assert opened == [tmp_path.as_posix()]


def test_enter_and_escape_close_it_and_another_error_brings_it_back(dialog: CrashDialog, qtbot: QtBot):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog.tell("line", "text")
        assert dialog.isVisible()
        qtbot.keyClick(dialog, key)
        assert not dialog.isVisible()
    assert dialog.text.count("text") == 2


def test_many_errors_are_one_dialog_of_limited_length(dialog: CrashDialog):
    for number in range(100):
        dialog.tell(f"line {number}", f"text {number} ")
    assert "text 99 " in dialog.text and "text 3 " not in dialog.text


def test_the_teller_shows_one_dialog_for_all(qtbot: QtBot, tmp_path: Path):
    teller, heard = CrashTeller(tmp_path / "earshot.log"), []
    teller.tell("one", "text", heard.append)
    teller.tell("two", "text", heard.append)
    assert heard == [True, True] and len(dialogs()) == 1
    dialogs()[0].close()


def test_what_breaks_in_a_thread_is_shown_by_the_gui_thread(qtbot: QtBot, tmp_path: Path):
    teller, heard = CrashTeller(tmp_path / "earshot.log"), []
    thread = threading.Thread(target=lambda: teller.tell("in a thread", "text", heard.append))
    thread.start()
    thread.join()
    assert heard == []
    qtbot.waitUntil(lambda: heard == [True])
    dialogs()[0].close()


def test_a_dialog_that_cannot_be_made_is_said_to_whoever_asked(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.ui.crash_dialog.CrashDialog.tell", lambda *_: 1 / 0)
    heard: list[bool] = []
    CrashTeller(tmp_path / "earshot.log").tell("one", "text", heard.append)
    assert heard == [False]


def test_qts_own_words_go_into_the_log_and_its_last_ones_into_the_trace(caplog: pytest.LogCaptureFixture):
    class Crashes:
        noted: list[str] = []  # noqa: RUF012 - of this one test

        def note(self, line: str) -> None:
            self.noted.append(line)

    for kind in (QtMsgType.QtDebugMsg, QtMsgType.QtWarningMsg, QtMsgType.QtFatalMsg):
        run._hear_qt(kind, f"said by {kind.name}", Crashes())  # type: ignore[arg-type]
    assert [record.message for record in caplog.records] == ["Qt: said by QtWarningMsg", "Qt: said by QtFatalMsg"]
    assert Crashes.noted == ["Qt: said by QtFatalMsg"]
