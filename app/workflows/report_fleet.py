"""Print all machines: how they stand, which to visit first, and what changed in a period."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.plan import plant_order
from app.domain.problem import Problem
from app.history.exchange.exchange_history import ExchangeHistory
from app.history.exchange.plain_lines import Wanted
from app.history.history import History
from app.language import later
from app.reports.fleet_report_facts import FleetReportFacts
from app.reports.printing import Period, Printing
from app.workflows.fleet_now import FleetNow
from app.workflows.forecast import LookAhead
from app.workflows.progress import Cancel

if TYPE_CHECKING:
    # It brings the whole of reportlab, which nobody needs before a report is printed.
    from app.reports.fleet_report import FleetReport

USUAL_DAYS = 30
"""Of what changed, where no period is named."""


class ReportFleet:
    """Writes reports of all machines; only reads the history. `printing` says for whom, on what paper, when."""

    def __init__(
        self, history: History, ahead: LookAhead, pages: "FleetReport", printing: Callable[[], Printing]
    ) -> None:
        self._lines = ExchangeHistory(history)
        self._fleet = FleetNow(history, ahead)
        self._pages = pages
        self._printing = printing

    def __call__(self, out: Path, period: Period | None = None, cancel: Cancel | None = None) -> Path:
        """The PDF's path; without a period what changed in the last thirty days.

        Raises:
            Problem: there is no machine, or the file can't be written.
            Cancelled: asked to stop; nothing of it is kept.
        """
        cancel, how = cancel or Cancel(), self._printing()
        machines = self._fleet.overview(how.printed_at)
        if not machines:
            raise Problem(
                later("There is no machine yet, so there is nothing to report."), later("Add a machine first.")
            )
        until = (period.until if period else None) or how.printed_at
        since = (period.since if period else None) or until - timedelta(days=USUAL_DAYS)
        facts = FleetReportFacts(
            machines=sorted(machines, key=lambda one: plant_order(one.machine)),
            first=self._fleet.first(machines, at=how.printed_at),
            alerts=self._fleet.changes(since, until, cancel),
            visits=self._lines.count_inspections(Wanted(None, since, until)),
            period=Period(since, until),
            how=how,
        )
        self._pages.write(out, facts, on_page=cancel.check)
        return out
