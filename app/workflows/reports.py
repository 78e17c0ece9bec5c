"""Everything that can be printed besides one inspection, and what is done with it before it goes anywhere."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.reports.printing import Period
from app.workflows.preview_report import PreviewReport
from app.workflows.print_card import PrintCard
from app.workflows.progress import Cancel
from app.workflows.report_fleet import ReportFleet
from app.workflows.report_machine import ReportMachine
from app.workflows.report_route import ReportRoute
from app.workflows.report_route_inspections import ReportRouteInspections


@dataclass(frozen=True, slots=True)
class Reports:
    """`inspections` are those of a whole walk, `card` is how to record a machine well."""

    machine: ReportMachine
    fleet: ReportFleet
    route: ReportRoute
    inspections: ReportRouteInspections
    card: PrintCard
    preview: PreviewReport

    def of_machine(self, machine_id: str, out: Path, since: datetime | None, cancel: Cancel) -> Path:
        """A machine from a moment on, or all that is known of it; the PDF's path, see `ReportMachine`."""
        return self.machine(machine_id, out, Period(since), cancel)
