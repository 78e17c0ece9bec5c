"""The reports' layouts, each made with the first print: reportlab takes longer to import than the first page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from app.main import paths

if TYPE_CHECKING:
    from app.reports.card import RecordingCard
    from app.reports.fleet_report import FleetReport
    from app.reports.inspection_report import InspectionReport
    from app.reports.machine_report import MachineReport
    from app.reports.route_report import RouteReport

T = TypeVar("T")


class _OnDemand(Generic[T]):
    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: T | None = None

    def __getattr__(self, name: str) -> Any:
        # Two workers may make it twice at once; either will do.
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)


def on_demand(make: Callable[[], T]) -> T:
    """Stands in for what `make` gives, which is asked for with the first use of it."""
    return cast(T, _OnDemand(make))


def inspection() -> "InspectionReport":
    """Of one inspection."""
    from app.reports.inspection_report import InspectionReport

    return InspectionReport(paths.FONTS)


def machine() -> "MachineReport":
    """Of a machine's time."""
    from app.reports.machine_report import MachineReport

    return MachineReport(paths.FONTS)


def fleet() -> "FleetReport":
    """Of all machines."""
    from app.reports.fleet_report import FleetReport

    return FleetReport(paths.FONTS)


def route() -> "RouteReport":
    """Of one walk."""
    from app.reports.route_report import RouteReport

    return RouteReport(paths.FONTS)


def card(program: str) -> "RecordingCard":
    """How to record a machine well."""
    from app.reports.card import RecordingCard

    return RecordingCard(paths.FONTS, program)
