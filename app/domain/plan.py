"""When a machine is to be visited, and in which order on the way through the plant."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.identity import new_id, now


class Timing(StrEnum):
    """Where a machine stands in its plan; the value is the word shown."""

    UNPLANNED = "no date"
    LATER = "later"
    DUE = "due"
    OVERDUE = "overdue"


DUE_FROM = timedelta(days=1)
"""A visit is due from a day before its date, and overdue from its date on."""


def due_at(interval_days: int | None, last: datetime | None, planned_since: datetime) -> datetime | None:
    """When the next visit is to be made; a machine never visited is due as soon as it is planned."""
    if interval_days is None:
        return None
    return planned_since if last is None else last + timedelta(days=interval_days)


def timing(due: datetime | None, at: datetime) -> Timing:
    """Where that leaves the machine at a moment."""
    if due is None:
        return Timing.UNPLANNED
    if at >= due:
        return Timing.OVERDUE
    return Timing.DUE if at >= due - DUE_FROM else Timing.LATER


@dataclass(frozen=True, slots=True)
class Route:
    """An ordered walk past machines. The newest wording of a route counts; `dropped` takes it off the list."""

    name: str
    machine_ids: tuple[str, ...]
    dropped: bool = False
    by: str = ""
    id: str = field(default_factory=new_id)
    changed_at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class RouteRun:
    """One walk along a route. A stop is done when its machine was visited after the start, or was skipped."""

    route_id: str
    machine_ids: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    by: str = ""
    ended_at: datetime | None = None
    id: str = field(default_factory=new_id)
    started_at: datetime = field(default_factory=now)
