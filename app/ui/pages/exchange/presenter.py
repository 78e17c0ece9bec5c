"""Decides what the exchange section shows and does: send, look into a file, take it in, write tables."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.identity import now
from app.language import tr
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.exchange import words
from app.ui.pages.exchange.receiving import Receiving
from app.ui.pages.exchange.sending import Sending
from app.ui.pages.exchange.values import ExchangeShown, TablesFace
from app.ui.pages.exchange.work import Work
from app.ui.pages.problems import ProblemView
from app.workflows.exchange.exchange import Estimate, Exchange
from app.workflows.tables.export_tables import Choice, ExportTables, Period, Profile, Tables

if TYPE_CHECKING:
    from app.domain.fleet import MachineSummary
    from app.workflows.machine_book import MachineBook

READING, SENDING, TABLES = "exchange machines", "exchange send", "export tables"


class ExchangeView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show(self, shown: ExchangeShown) -> None:
        """All of the section."""

    def tell(self, title: str, text: str) -> None:
        """Something was done."""

    def machines_changed(self) -> None:
        """Machines or visits came in."""


class ExchangePresenter:
    """One long job at a time; what only reads is dropped when the section is left, what writes goes on."""

    def __init__(
        self,
        exchange: Exchange,
        export: ExportTables,
        machines: "MachineBook",
        jobs: Runner,
        view: ExchangeView,
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._exchange = exchange
        self._export = export
        self._machines = machines
        self._jobs = jobs
        self._view = view
        self._clock = clock
        self._sending = Sending()
        self._estimating: JobHandle | None = None
        self._work = Work(jobs, view, self._busy)
        self.file = Receiving(exchange, jobs, self._work, self._change, self._came_in)
        self._period = ["", ""]
        today = clock().astimezone()
        tables = TablesFace(words.since_choices(today), words.until_choices(today))
        self.shown = ExchangeShown(tables=tables)

    def open(self) -> None:
        """The section comes to the front: read the machines."""

        def read(summaries: "list[MachineSummary]") -> None:
            self._view.clear_problem(READING)
            self._sending.show_machines([one.machine for one in summaries])
            self._estimate()

        self._jobs.run(
            Kind.HISTORY,
            lambda control: self._machines.summaries(),
            read,
            lambda problem: self._view.show_problem(READING, problem),
        )

    def leave(self) -> None:
        """Something else comes to the front."""
        if self._estimating is not None:
            self._estimating.drop()
            self._estimating = None
        self.file.leave()

    def stop(self) -> None:
        """Stop what is being done."""
        self._work.stop()

    # Sending

    def choose_place(self, place: str) -> None:
        """Only the machines of a site or area."""
        self._sending.choose_place(place)
        self._estimate()

    def toggle(self, machine_id: str) -> None:
        """Tick a machine or not."""
        self._sending.toggle(machine_id)
        self._estimate()

    def pick_all(self, picked: bool) -> None:
        """All or none of them."""
        self._sending.pick_all(picked)
        self._estimate()

    def choose_recordings(self, key: str) -> None:
        """Which recordings travel."""
        self._sending.choose_recordings(key)
        self._estimate()

    def choose_reports(self, key: str) -> None:
        """Whether reports travel."""
        self._sending.choose_reports(key == "with")
        self._change()

    def suggested_name(self) -> str:
        """What the file may be called."""
        return words.suggested_name(self._sending.chosen, self._sending.face.place, self._clock())

    def write(self, path: Path) -> None:
        """Write what is chosen."""
        choice, wish = self._sending.choice, self._sending.wish

        self._work.start(
            tr("Writing {file}", file=path.name),
            lambda control: self._exchange.write(
                path, choice, wish, on_progress=control.report, cancel=control.cancel
            ),
            lambda written: self._view.tell(*words.written(written)),
            SENDING,
        )

    # Tables

    def choose_since(self, key: str) -> None:
        """From when on."""
        self._period[0] = key

    def choose_until(self, key: str) -> None:
        """Until when."""
        self._period[1] = key

    def export_cmms(self, path: Path, profile: str) -> None:
        """Write the inspections of the ticked machines for work orders."""
        choice, period = self._of_tables()
        self._work.start(
            tr("Writing {file}", file=path.name),
            lambda control: self._export.cmms(
                path, choice, period, Profile(profile), on_progress=control.report, cancel=control.cancel
            ),
            self._exported,
            TABLES,
        )

    def export_parquet(self, folder: Path) -> None:
        """Write everything about the ticked machines for analysts."""
        choice, period = self._of_tables()
        self._work.start(
            tr("Writing {file}", file=folder.name),
            lambda control: self._export.parquet(
                folder, choice, period, on_progress=control.report, cancel=control.cancel
            ),
            self._exported,
            TABLES,
        )

    def _of_tables(self) -> tuple[Choice, Period]:
        today = self._clock()
        since, until = (words.moment(key, today) for key in self._period)
        return self._sending.choice, Period(since, until)

    def _came_in(self) -> None:
        self._view.machines_changed()
        self.open()

    def _exported(self, tables: Tables) -> None:
        self._change(tables=replace(self.shown.tables, line=words.exported(tables.rows)))

    def _estimate(self) -> None:
        """How large it gets; of several choices in a row only the last is of interest."""
        if self._estimating is not None:
            self._estimating.drop()
        self._change()
        choice, wish = self._sending.choice, self._sending.wish
        if not choice.machine_ids:
            return

        def done(found: Estimate) -> None:
            self._sending.face = replace(
                self._sending.face, line=words.estimated(found), warning=words.missing(found)
            )
            self._change()

        self._estimating = self._jobs.run(
            Kind.HISTORY,
            lambda control: self._exchange.estimate(choice, wish),
            done,
            lambda problem: self._view.show_problem(READING, problem),
        )

    def _busy(self, text: str, share: float | None) -> None:
        self._change(busy=text, share=share)

    def _change(self, **changed: object) -> None:
        self.shown = replace(self.shown, send=self._sending.face, file=self.file.face, **changed)  # type: ignore[arg-type]
        self._view.show(self.shown)
