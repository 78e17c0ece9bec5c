"""The window: paints first, then opens the history, then brings in what is slow to import; closes in order."""

import importlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from app.domain.problem import Problem
from app.ui.desk import Desk
from app.ui.frame import HELP, MACHINE, SETTINGS, Frame
from app.ui.jobs import Jobs, Kind, Runner
from app.ui.menus import FootMenus, pop_up
from app.ui.pages.opening_page import OpeningPage
from app.ui.pages.problems import Problems
from app.ui.settings import WindowSettings
from app.ui.theme import SystemFollower, px

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows

log = logging.getLogger(__name__)

HEARD_PANEL = "app.ui.sound.heard_panel"
"""Names pyqtgraph, whose import would more than double the time to the first paint."""


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
        self._log_file = log_file
        self._settings = WindowSettings(folder)
        look = SystemFollower(_application(), self._settings.appearance)
        self.menus = FootMenus(self, look, self._settings, folder)
        self.frame = Frame(self)
        self.opening = OpeningPage()
        self.problems = Problems(self._show_problem)
        self.desk: Desk | None = None
        self.frame.add_page(self.opening, self.opening.bar)
        self.frame.show_page(self.opening, MACHINE.key, with_machines=True)
        self.setCentralWidget(self.frame)
        self.setWindowTitle("Earshot")
        self.setMinimumSize(px(800), px(560))
        self._connect()
        self._restore()

    def showEvent(self, event: QShowEvent) -> None:
        """The first time: open the history once this has been painted."""
        super().showEvent(event)
        if self.desk is None and not event.spontaneous():
            # Else the first button would have the focus, and its ring.
            self.frame.setFocus()
            QTimer.singleShot(0, self.open)

    def open(self) -> None:
        """Open the history off the GUI thread."""
        self.opening.show_opening()
        self._jobs.run(
            Kind.HISTORY, lambda control: self._open_workflows(), self._opened, self.opening.show_problem
        )

    def show_crash(self, line: str) -> None:
        """Something of ours broke: say so calmly, and where the whole of it is."""
        where = f"The log has the details: {self._log_file}." if self._log_file else "The log has the details."
        self.problems.show(
            "crash", Problem("Something went wrong inside Earshot; your history is safe.", where, line)
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, stop what runs, leave no thread behind."""
        self._settings.geometry = self.saveGeometry()
        if self.desk is not None:
            self.desk.leave()
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

    def _opened(self, workflows: "Workflows") -> None:
        self.desk = Desk(self.frame, workflows, self._jobs, self.problems, self._settings)
        # Imported off the GUI thread, so that the window answers meanwhile; made on it, like every widget.
        self._jobs.run(
            Kind.ANALYSIS,
            lambda control: importlib.import_module(HEARD_PANEL),
            self._heard_here,
            self._heard_failed,
        )

    def _heard_here(self, module: object) -> None:
        if self.desk is not None:
            self.desk.attach_heard(module.HeardPanel())  # type: ignore[attr-defined]

    def _heard_failed(self, problem: Problem) -> None:
        self.problems.show("heard", problem)

    def _show_problem(self, problem: Problem | None) -> None:
        if problem is None:
            self.frame.banner.clear()
            return
        log.warning("%s %s (%s)", problem.what, problem.to_do, problem.detail)
        self.frame.banner.show_problem(problem.what, problem.to_do)

    def _connect(self) -> None:
        self.opening.again_wanted.connect(self.open)
        self.frame.rail_chosen.connect(self._rail_chosen)
        self.frame.dropped.connect(lambda paths: self.desk.drop(paths) if self.desk else None)
        self.frame.banner.closed.connect(self.problems.dismiss)
        if isinstance(self._jobs, Jobs):
            self._jobs.crashed.connect(self.show_crash)
        keys: tuple[tuple[str, Callable[[Desk], None]], ...] = (
            ("Ctrl+O", Desk.open_files),
            ("Ctrl+N", Desk.add_machine),
        )
        for key, do in keys:
            QShortcut(QKeySequence(key), self, lambda do=do: do(self.desk) if self.desk else None)
        QShortcut(QKeySequence("?"), self, self.menus.show_shortcuts)

    def _rail_chosen(self, key: str) -> None:
        if key == SETTINGS.key:
            pop_up(self.menus.settings(), self.frame.rail)
        elif key == HELP.key:
            pop_up(self.menus.help(lambda: self.desk.show_start() if self.desk else None), self.frame.rail)
        elif self.desk is not None:
            self.desk.go(key)
        self.frame.mark_page()

    def _restore(self) -> None:
        self.resize(px(1366), px(768))
        geometry = self._settings.geometry
        if geometry is not None:
            self.restoreGeometry(geometry)


def _impossible(problem: Problem) -> None:
    """An import raises no Problem."""
    raise problem


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
