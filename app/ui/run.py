"""Qt's part of opening the program: one application, one window, one event loop, and what breaks in them."""

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.crash_dialog import CrashDialog
    from app.ui.opening import Opening

log = logging.getLogger(__name__)


class Crashes(Protocol):
    """Whoever hears of what nobody caught."""

    def show_with(self, show: "Callable[[str, str, Callable[[bool], None]], None] | None") -> None:
        """Tell it by this from now on; None: no longer."""

    def note(self, line: str) -> None:
        """Qt is about to end the program."""


class CrashTeller(QObject):
    """Shows what broke in one dialog, on the GUI thread, whichever thread it broke in."""

    _broke = Signal(str, str, object)

    def __init__(self, log_file: Path, window: MainWindow | None = None) -> None:
        super().__init__(window)
        self._log_file = log_file
        self._window = window
        self._dialog: CrashDialog | None = None
        self._broke.connect(self._show)

    def tell(self, line: str, text: str, heard: "Callable[[bool], None]") -> None:
        """On the GUI thread at once; from another one as soon as the GUI thread gets to it."""
        self._broke.emit(line, text, heard)

    def _show(self, line: str, text: str, heard: "Callable[[bool], None]") -> None:
        try:
            # Not before something breaks: it brings the widgets along.
            from app.ui.crash_dialog import CrashDialog

            if self._dialog is None:
                self._dialog = CrashDialog(self._log_file, self._window)
            self._dialog.tell(line, text)
        except Exception:
            log.exception("no dialog for a crash")
            heard(False)
        else:
            heard(True)


def run_window(opening: "Opening", folder: Path, log_file: Path, crashes: Crashes) -> int:
    """Shows the window until it is closed; its exit code."""
    qInstallMessageHandler(lambda kind, context, text: _hear_qt(kind, text, crashes))
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Earshot")
    # By this name a desktop knows which of its entries the window belongs to.
    qt.setDesktopFileName("earshot")
    jobs = Jobs()
    window = MainWindow(opening, jobs, folder, log_file)
    crashes.show_with(CrashTeller(log_file, window).tell)
    window.show()
    code = qt.exec()
    crashes.show_with(None)
    jobs.close()
    qInstallMessageHandler(None)
    return code


def _hear_qt(kind: Any, text: str, crashes: Crashes) -> None:
    """Qt's own words into the log, and where Qt ends the program over them into the trace of that."""
    if kind.name == "QtFatalMsg":
        crashes.note(f"Qt: {text}")
    if kind.name not in ("QtDebugMsg", "QtInfoMsg"):
        # Before the log is begun it goes to standard error, which is where Qt would have said it.
        log.warning("Qt: %s", text)
