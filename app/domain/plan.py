"""When a machine is to be visited, and in which order on the way through the plant."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.identity import new_id, now
from app.domain.machine import Machine, MachineVersion
from app.domain.spelling import natural
from app.language import later


class Timing(StrEnum):
    """Where a machine stands in its plan; the value is the word shown."""

    UNPLANNED = later("no date")
    LATER = later("later")
    DUE = later("due")
    OVERDUE = later("overdue")


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


def planned_since(versions: Iterable[MachineVersion]) -> datetime | None:
    """Since when a machine has been planned without a break, None where it is not; `versions` newest first.

    Another interval is no other plan: who halves it does not want to forget how late the machine is.
    """
    since = None
    for version in versions:
        if version.machine.interval_days is None:
            break
        since = version.at
    return since


def plant_order(machine: Machine) -> tuple[object, ...]:
    """A sort key for the way through the plant: site, area, name, with "Fan 2" before "Fan 10"."""
    site, area = machine.site, machine.area
    return not site, natural(site), not area, natural(area), natural(machine.name), machine.name


class StopState(StrEnum):
    """What became of a stop of a walk; the value is the word shown."""

    LEFT = later("to do")
    DONE = later("done")
    SKIPPED = later("skipped")


def stop_state(*, wanted: int, heard: int, passed_over: bool) -> StopState:
    """What became of a stop of which `heard` of the `wanted` measuring points were listened to since the start.

    A stop is done when every point that was ever listened to was listened to again, in whichever condition the
    machine runs: a fan at full speed can't be heard at half speed too. Whoever goes on without the rest passes
    the stop over: it is done where at least one point was heard, and skipped where none was.
    """
    if heard and (heard >= wanted or passed_over):
        return StopState.DONE
    return StopState.SKIPPED if passed_over else StopState.LEFT


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
    """One walk along a route; `skipped` are the stops that were passed over, see `stop_state`."""

    route_id: str
    machine_ids: tuple[str, ...]
    skipped: tuple[str, ...] = ()
    by: str = ""
    ended_at: datetime | None = None
    id: str = field(default_factory=new_id)
    started_at: datetime = field(default_factory=now)
