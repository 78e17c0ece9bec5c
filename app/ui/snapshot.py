"""A picture of the result page as it would be on the screen, for where there is none."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.domain.inspection import Inspection
from app.domain.problem import Problem
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from app.workflows.backups import BackUpHistory
    from app.workflows.workflows import Workflows

SIZE = (1366, 768)
_PATIENCE_S = 60.0


class _Open:
    """A history that somebody else opened, and closes."""

    files: tuple[Path, ...] = ()
    first_start = False

    def __init__(self, workflows: "Workflows") -> None:
        self._workflows = workflows
        self.preferences = workflows.preferences

    def __call__(self) -> "Workflows":
        return self._workflows

    def close(self) -> None:
        """Not ours to close."""

    def backups(self) -> "BackUpHistory":
        return self._workflows.backups

    def notices(self) -> tuple[tuple[str, Problem], ...]:
        return ()


def picture_of_result(
    workflows: "Workflows", inspection: Inspection, folder: Path, out: Path, size: tuple[int, int] = SIZE
) -> bool:
    """Opens the window unseen, waits for the inspection and its sound to be drawn, and keeps the picture.

    False when the page was not complete in time or the picture can't be written.
    """
    qt = QApplication.instance() or QApplication([])  # one must exist, and be kept
    jobs = Jobs()
    window = MainWindow(_Open(workflows), jobs, folder)
    window.resize(*size)
    window.show()
    try:
        return _complete(window, inspection) and window.grab().save(str(out))
    finally:
        window.close()
        jobs.close()
        del qt


def _complete(window: MainWindow, inspection: Inspection) -> bool:
    until = time.monotonic() + _PATIENCE_S
    opened = False
    while time.monotonic() < until:
        QApplication.processEvents()
        desk = window.desk
        if desk is not None and not opened:
            desk.open_machine(inspection.machine_id)
            opened = True
        if desk and desk.result.page.heard is not None and desk.result.presenter.pictured == inspection.id:
            QApplication.processEvents()
            return True
        time.sleep(0.01)
    return False
