"""The window: paints first and imports the rest afterwards, remembers its size, closes in order.

What is imported here is paid for before the first paint: no page, no widget, no theme, no numpy, and not even
Qt's namespace `Qt`, whose hundred enumerations PySide makes at the first touch.
"""

import importlib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow

from app.domain.problem import Problem
from app.domain.settings import Settings
from app.ui.jobs import Jobs, Kind, Runner, impossible
from app.ui.settings import WindowSettings, listen_while
from app.ui.skeleton import Skeleton
from app.ui.speaking import speak_as_set

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.opening import Opening
    from app.ui.pages.offer import Notice
    from app.ui.shell import Shell


_UNPAINTED_MS = 1000


class MainWindow(QMainWindow):
    """Everything the technician sees.

    Args:
        opening: opens the history and gives the workflows; runs on the history's worker, may raise Problem.
        jobs: closed together with the window when it is a `Jobs`.
        folder: the history's folder, where the window's own settings are kept too.
        log_file: named to the user when something of ours breaks.
    """

    def __init__(
        self,
        opening: "Opening",
        jobs: Runner,
        folder: Path,
        log_file: Path | None = None,
    ) -> None:
        super().__init__()
        self._opening = opening
        self._jobs = jobs
        self._folder = folder
        self._log_file = log_file
        self._settings = WindowSettings(folder, opening.preferences, first_start=opening.first_start)
        self._language = self._settings.preferences.now.language
        speak_as_set(self._language)
        listen_while(self, self._settings.preferences, self._hear_settings)
        self._begun = False
        self.shell: Shell | None = None
        skeleton = Skeleton(self._settings.appearance)
        skeleton.painted.connect(self._begin)
        self.setCentralWidget(skeleton)
        self.setWindowTitle("Earshot")
        self.setMinimumSize(800, 560)
        self.resize(1366, 768)
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
        """A window that is shown minimised is not painted, and still has to begin."""
        super().showEvent(event)
        QTimer.singleShot(_UNPAINTED_MS, self._begin)

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

    def _begin(self) -> None:
        """Once: import the pages off the GUI thread."""
        if self._begun:
            return
        self._begun = True
        self._jobs.run(
            Kind.HISTORY, lambda control: importlib.import_module("app.ui.shell"), self._furnish, impossible
        )

    def _furnish(self, module: ModuleType) -> None:
        self.shell = module.Shell(self, self._opening, self._jobs, self._settings, self._folder)
        self.shell.restored.connect(lambda word: self._begin_anew(module, word))
        self.shell.closed.connect(lambda: self._begin_anew(module, None))
        self.setCentralWidget(self.shell.frame)
        self.shell.frame.show()
        # Else the first button would have the focus, and its ring.
        self.shell.frame.setFocus()
        self.shell.open()

    def _hear_settings(self, now: Settings) -> None:
        if now.language == self._language:
            return
        self._language = now.language
        if self.shell is None:
            speak_as_set(now.language)
        else:
            self.shell.begin_anew()

    def _begin_anew(self, module: ModuleType, word: "Notice | Problem | None") -> None:
        """Another history or another language, or a refusal of either: nothing of the old window stays."""
        speak_as_set(self._language)
        before = self.shell
        self._furnish(module)
        if self.shell is None or before is None:
            return
        before.deleteLater()
        if word is None:
            self.shell.follow(before)
        else:
            self.shell.say_when_open(word)
