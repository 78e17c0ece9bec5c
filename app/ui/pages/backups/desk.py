"""Joins the backups section with what lists, makes, looks into and checks; restoring it asks of the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.domain.problem import Problem
from app.ui.jobs import Runner
from app.ui.pages.backups.page import BackupsPage
from app.ui.pages.backups.presenter import BackupsPresenter
from app.ui.pages.backups.values import BackupsShown
from app.ui.pages.dialogs import ask_backup
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.backups import BackUpHistory
    from app.workflows.check_takes import CheckTakes


class BackupsDesk(QObject):
    """`open` when the section comes to the front, `leave` when another one does.

    Without `check` and with a history that can't be opened, there is nothing but the way back.
    """

    restore_wanted = Signal(Path)

    def __init__(
        self,
        backups: "BackUpHistory",
        check: "CheckTakes | None",
        jobs: Runner,
        around: ProblemView,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._folder = backups.folder
        self.page = BackupsPage()
        self.page.show_open_history(check is not None)
        self.presenter = BackupsPresenter(backups, check, jobs, self)
        page, presenter = self.page, self.presenter
        page.chosen.connect(presenter.choose)
        page.make_wanted.connect(presenter.make)
        page.check_wanted.connect(presenter.check)
        page.stop_wanted.connect(presenter.stop)
        page.restore_wanted.connect(self._restore)
        page.file_wanted.connect(lambda: ask_backup(page, str(Path.home()), presenter.choose_file))
        page.folder_wanted.connect(self._open_folder)

    def open(self) -> None:
        """The section is in front."""
        self.presenter.open()

    def leave(self) -> None:
        """Another one is."""
        self.presenter.leave()

    def show(self, shown: BackupsShown) -> None:
        """On the page."""
        self.page.show_shown(shown)

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    def _restore(self) -> None:
        if self.presenter.shown.chosen is not None:
            self.restore_wanted.emit(self.presenter.shown.chosen)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
