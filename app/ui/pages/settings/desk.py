"""Joins the settings page with what keeps them and with the window around it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QImage

from app.domain.problem import Problem
from app.ui.jobs import Runner
from app.ui.pages.offer import Notice
from app.ui.pages.settings.bar import SettingsBar
from app.ui.pages.settings.dialogs import ask_export, ask_import, ask_logo
from app.ui.pages.settings.page import SettingsPage
from app.ui.pages.settings.presenter import SettingsPresenter
from app.ui.pages.settings.values import SettingsShown
from app.ui.pages.surroundings import Surroundings
from app.ui.settings import listen_while
from app.workflows.preferences import Preferences


class SettingsDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does."""

    def __init__(
        self, preferences: Preferences, jobs: Runner, around: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._around = around
        self.page = SettingsPage()
        self.bar = SettingsBar()
        self.presenter = SettingsPresenter(preferences, jobs, self)
        self._connect()
        listen_while(self, preferences, lambda now: self.presenter.refresh())

    def open(self) -> None:
        """The page is in front."""
        self.presenter.open()

    def leave(self) -> None:
        """Another one is."""
        self._finish()
        self.presenter.leave()

    # What the presenter tells

    def show(self, shown: SettingsShown) -> None:
        """On the page and in the bar."""
        self.page.show_shown(shown)
        self.bar.show_busy(shown.busy)

    def show_logo(self, image: QImage) -> None:
        """On the page."""
        self.page.show_logo(image)

    def show_notice(self, notice: Notice) -> None:
        """Passed on."""
        self._around.show_notice(notice)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Passed on."""
        self._around.offer_undo(text, undo)

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    # How it hangs together

    def _connect(self) -> None:
        page, bar, presenter = self.page, self.bar, self.presenter
        page.chosen.connect(self._chosen)
        for wanted in (page.reset_wanted, page.group_reset_wanted, bar.import_wanted, bar.export_wanted):
            wanted.connect(self._finish)
        page.reset_wanted.connect(presenter.reset)
        page.group_reset_wanted.connect(presenter.reset_group)
        page.folder_wanted.connect(self._open_folder)
        bar.import_wanted.connect(lambda: ask_import(page, presenter.import_from))
        bar.export_wanted.connect(lambda: ask_export(page, presenter.export_to))

    def _finish(self) -> None:
        """What is being typed counts, also where a press leaves the focus in its field."""
        for panel in self.page.groups.values():
            for row in panel.rows.values():
                row.control.finish()

    def _chosen(self, key: str, value: object) -> None:
        if isinstance(value, Path):
            self.presenter.give_logo(value)
        elif value is None:
            ask_logo(self.page, self.presenter.give_logo)
        elif isinstance(value, str | int | float):
            self.presenter.choose(key, value)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._preferences.folder)))
