"""Qt's part of opening the program: one application, one window, one event loop."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from app.ui.opening import Opening

log = logging.getLogger(__name__)


def run_window(opening: "Opening", folder: Path, log_file: Path) -> int:
    """Shows the window until it is closed; its exit code."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Earshot")
    jobs = Jobs()
    window = MainWindow(opening, jobs, folder, log_file)
    _report_bugs_to(window.show_crash)
    window.show()
    code = qt.exec()
    jobs.close()
    return code


def _report_bugs_to(show: Callable[[str], None]) -> None:
    """What a slot raises would otherwise be lost on standard error, which a desktop program does not have."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("unexpected", exc_info=(kind, error, trace))
        show(f"{kind.__name__}: {error}")

    sys.excepthook = report
