"""The window: paints first and imports the rest afterwards, remembers its size, closes in order.

What is imported here is paid for before the first paint: no page, no widget, no numpy.
"""

import importlib
import logging
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from app.domain.problem import Problem
from app.ui.jobs import Jobs, Kind, Runner
from app.ui.settings import WindowSettings
from app.ui.skeleton import Skeleton
from app.ui.theme import SystemFollower, px

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.shell import Shell
    from app.workflows.workflows import Workflows

log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """Everything the technician sees.

    Args:
        open_workflows: opens the history and gives the workflows; runs on the history's worker, may raise Problem.
        jobs: closed together with the window when it is a `Jobs`.
        folder: the history's folder, where the window's own settings are kept too.
        log_file: named to the user when something of ours breaks.
    """

    def __init__(
        self,
        open_workflows: "Callable[[], Workflows]",
        jobs: Runner,
        folder: Path,
        log_file: Path | None = None,
    ) -> None:
        super().__init__()
        self._open_workflows = open_workflows
        self._jobs = jobs
        self._folder = folder
        self._log_file = log_file
        self._settings = WindowSettings(folder)
        self._look = SystemFollower(_application(), self._settings.appearance)
        self._begun = False
        self.shell: Shell | None = None
        self.setCentralWidget(Skeleton())
        self.setWindowTitle("Earshot")
        self.setMinimumSize(px(800), px(560))
        self.resize(px(1366), px(768))
        geometry = self._settings.geometry
        if geometry is not None:
            self.restoreGeometry(geometry)
        if isinstance(jobs, Jobs):
            jobs.crashed.connect(self.show_crash)

    @property
    def desk(self) -> "Desk | None":
        """The window at work; None until the history is open."""
        return self.shell.desk if self.shell is not None else None

    def showEvent(self, event: QShowEvent) -> None:
        """The first time: bring in the rest once this has been painted."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self._begin)

    def show_crash(self, line: str) -> None:
        """Something of ours broke: say so calmly, and where the whole of it is."""
        where = f"The log has the details: {self._log_file}." if self._log_file else "The log has the details."
        what = "Something went wrong inside Earshot; your history is safe."
        if self.shell is not None:
            self.shell.problems.show("crash", Problem(what, where, line))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, stop what runs, leave no thread behind."""
        self._settings.geometry = self.saveGeometry()
        if self.shell is not None:
            self.shell.leave()
        self.hide()
        if isinstance(self._jobs, Jobs):
            self._jobs.close()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 fills the screen, from wherever nothing else wants it."""
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            return
        super().keyPressEvent(event)

    def _begin(self) -> None:
        """Import the pages off the GUI thread."""
        self._jobs.run(
            Kind.HISTORY,
            lambda control: (importlib.import_module("app.ui.shell"), importlib.import_module("app.ui.menus")),
            self._furnish,
            _impossible,
        )

    def _furnish(self, modules: tuple[ModuleType, ModuleType]) -> None:
        shell, menus = modules
        foot = menus.FootMenus(self, self._look, self._settings, self._folder)
        self.shell = shell.Shell(self, self._open_workflows, self._jobs, self._settings, foot)
        self.setCentralWidget(self.shell.frame)
        self.shell.frame.show()
        # Else the first button would have the focus, and its ring.
        self.shell.frame.setFocus()
        self.shell.open()


def _impossible(problem: Problem) -> None:
    """An import raises no Problem."""
    raise problem


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
