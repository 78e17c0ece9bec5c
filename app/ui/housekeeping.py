"""What is done by itself while the window is open: a backup a day, and the bin emptied of what has had its time."""

from PySide6.QtCore import QObject, QTimer

from app.domain.problem import Problem
from app.ui.jobs import Control, Kind, Runner
from app.ui.pages.problems import ProblemView
from app.workflows.backups import BackUpHistory

BACKUP = "daily backup"

_EVERY_MS = 10 * 60 * 1000
_FIRST_MS = 60 * 1000
"""Not at the start, when the technician is waiting for something else."""


class Housekeeping(QObject):
    """Begins a minute after the window, and looks every ten minutes; `stop` when the window closes."""

    def __init__(self, backups: BackUpHistory, jobs: Runner, view: ProblemView, parent: QObject) -> None:
        super().__init__(parent)
        self._backups = backups
        self._jobs = jobs
        self._view = view
        self._timer = QTimer(self)
        self._timer.setInterval(_FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Do what is due, behind whatever is analysed."""
        self._timer.setInterval(_EVERY_MS)
        self._jobs.run(Kind.ANALYSIS, self._back_up, lambda _: self._view.clear_problem(BACKUP), self._refused)

    def stop(self) -> None:
        """Nothing more is begun."""
        self._timer.stop()

    def _back_up(self, control: Control) -> None:
        if self._backups.due():
            self._backups.make(cancel=control.cancel)

    def _refused(self, problem: Problem) -> None:
        """Told until one succeeds: who believes in a backup that isn't there loses more than one without."""
        self._view.show_problem(BACKUP, problem)
