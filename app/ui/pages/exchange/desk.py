"""Joins the exchange section with what sends, looks, takes in and writes tables."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.problem import Problem
from app.language import tr
from app.ui.jobs import Runner
from app.ui.pages.exchange.dialogs import ask_csv, ask_file, ask_folder, ask_where
from app.ui.pages.exchange.page import ExchangePage
from app.ui.pages.exchange.presenter import ExchangePresenter
from app.ui.pages.exchange.values import ExchangeShown
from app.ui.pages.offer import Notice
from app.ui.pages.surroundings import Surroundings
from app.workflows.exchange.exchange import Exchange
from app.workflows.tables.export_tables import ExportTables

if TYPE_CHECKING:
    from app.workflows.machine_book import MachineBook


class ExchangeDesk(QObject):
    """`open` when the section comes to the front, `leave` when another one does."""

    def __init__(  # noqa: PLR0917 - in the order of every desk
        self,
        exchange: Exchange,
        export: ExportTables,
        machines: "MachineBook",
        jobs: Runner,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self.page = ExchangePage()
        self.presenter = ExchangePresenter(exchange, export, machines, jobs, self)
        self._connect()
        self.show(self.presenter.shown)

    def open(self) -> None:
        """The section is in front."""
        self.presenter.open()

    def leave(self) -> None:
        """Another one is."""
        self.presenter.leave()

    def show(self, shown: ExchangeShown) -> None:
        """On the page."""
        self.page.show_shown(shown)

    def tell(self, title: str, text: str) -> None:
        """Under the bar."""
        self._around.show_notice(Notice(title, text))

    def machines_changed(self) -> None:
        """Passed on."""
        self._around.machines_changed()

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    def _connect(self) -> None:
        page, presenter = self.page, self.presenter
        page.progress.cancel_wanted.connect(presenter.stop)
        page.send.place_chosen.connect(presenter.choose_place)
        page.send.toggled.connect(presenter.toggle)
        page.send.all_wanted.connect(presenter.pick_all)
        page.send.recordings_chosen.connect(presenter.choose_recordings)
        page.send.reports_chosen.connect(presenter.choose_reports)
        page.send.write_wanted.connect(lambda: ask_where(page, presenter.suggested_name(), presenter.write))
        page.file.file_wanted.connect(lambda: ask_file(page, presenter.file.look))
        page.file.dropped.connect(presenter.file.look)
        page.file.matched.connect(lambda key: presenter.file.match_codes(key == "match"))
        page.file.take_wanted.connect(presenter.file.take_in)
        page.file.away_wanted.connect(presenter.file.put_away)
        page.file.machine_wanted.connect(self._around.open_machine)
        page.tables.since_chosen.connect(presenter.choose_since)
        page.tables.until_chosen.connect(presenter.choose_until)
        page.tables.cmms_wanted.connect(self._ask_csv)
        page.tables.parquet_wanted.connect(lambda: ask_folder(page, presenter.export_parquet))

    def _ask_csv(self, profile: str) -> None:
        ask_csv(self.page, tr("Inspections.csv"), lambda path: self.presenter.export_cmms(path, profile))
