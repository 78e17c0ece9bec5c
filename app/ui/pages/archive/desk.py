"""Joins the archive section with what looks at a folder and takes it in."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.domain.problem import Problem
from app.language import later, tr
from app.ui.jobs import Runner
from app.ui.pages.archive.page import ArchivePage
from app.ui.pages.archive.presenter import ArchivePresenter
from app.ui.pages.archive.values import ArchiveShown
from app.ui.pages.dialogs import ask_folder, ask_table
from app.ui.pages.offer import Notice
from app.ui.pages.surroundings import Surroundings

if TYPE_CHECKING:
    from app.workflows.archive.archive_import import ArchiveImport


class ArchiveDesk(QObject):
    """`open` when the section comes to the front, `leave` when another one does; an import goes on behind."""

    def __init__(
        self, archives: "ArchiveImport", jobs: Runner, around: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self.page = ArchivePage()
        self.presenter = ArchivePresenter(archives, jobs, self)
        self._in_front = False
        page, presenter = self.page, self.presenter
        page.dropped.connect(self._dropped)
        page.folder_wanted.connect(lambda: ask_folder(page, tr("Archive"), str(Path.home()), presenter.choose))
        page.table_wanted.connect(lambda: ask_table(page, str(Path.home()), self._use_table))
        page.answered.connect(presenter.answer)
        page.start_wanted.connect(presenter.start)
        page.stop_wanted.connect(presenter.stop)
        page.back_wanted.connect(presenter.back)
        page.retry_wanted.connect(presenter.retry)
        page.go_on_wanted.connect(presenter.go_on)
        page.give_up_wanted.connect(presenter.give_up)
        page.failures_wanted.connect(self._open_failures)

    def open(self) -> None:
        """The section is in front."""
        self._in_front = True
        self.presenter.open()

    def leave(self) -> None:
        """Another one is."""
        self._in_front = False

    def show(self, shown: ArchiveShown) -> None:
        """On the page."""
        self.page.show_shown(shown)

    def imported(self, sentence: str) -> None:
        """Everywhere else; and in a notice for whoever has gone on to other things."""
        self._around.machines_changed()
        if sentence and not self._in_front:
            self._around.show_notice(Notice(tr("The archive was taken in."), sentence))

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    def _dropped(self, paths: list[Path]) -> None:
        folders = [path for path in paths if path.is_dir()]
        if folders:
            self.presenter.choose(folders[0])
        else:
            told = Problem(later("That is not a folder."), later("Drop the folder that holds the recordings."))
            self._around.show_problem("archive", told)

    def _use_table(self, path: Path) -> None:
        self.presenter.answer(replace(self.presenter.shown.answers, table=str(path)))

    def _open_failures(self) -> None:
        if self.presenter.shown.failures is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.presenter.shown.failures)))
