"""What is done by itself while the window is open: a backup a day, and the bin is emptied of what is due."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.problem import Problem
from app.ui.jobs import Control, Kind, Runner
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.backups import BackUpHistory
    from app.workflows.bin import ThrowAway

BACKUP = "daily backup"

_EVERY_MS = 10 * 60 * 1000
_FIRST_MS = 60 * 1000
"""Not at the start, when the technician is waiting for something else."""


class Housekeeping(QObject):
    """Begins a minute after the window, and looks every ten minutes; `stop` when the window closes."""

    def __init__(
        self, backups: "BackUpHistory", thrown: "ThrowAway", jobs: Runner, view: ProblemView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._backups = backups
        self._thrown = thrown
        self._jobs = jobs
        self._view = view
        self._timer = QTimer(self)
        self._timer.setInterval(_FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Do what is due, behind whatever is analysed."""
        self._timer.setInterval(_EVERY_MS)
        self._jobs.run(Kind.ANALYSIS, self._keep_house, lambda _: self._view.clear_problem(BACKUP), self._refused)

    def stop(self) -> None:
        """Nothing more is begun."""
        self._timer.stop()

    def _keep_house(self, control: Control) -> None:
        """The backup first: it still holds what the bin then lets go of."""
        if self._backups.due():
            self._backups.make(cancel=control.cancel)
        self._thrown.purge_due()

    def _refused(self, problem: Problem) -> None:
        """Told until one succeeds: who believes in a backup that isn't there loses more than one without."""
        self._view.show_problem(BACKUP, problem)
