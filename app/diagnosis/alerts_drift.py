"""When a slow change was found: drift is looked at whenever eight days are complete, and told the first time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from app.diagnosis.drift import BLOCK_DAYS, Series, drift_of, fleet_drift
from app.domain.drift import Drift, FleetDrift

FIRST_LOOK = 2 * BLOCK_DAYS
WEEK = timedelta(days=7)


def looks(whens: Sequence[datetime]) -> list[datetime]:
    """When each look at a condition was complete; of its visits `whens`, oldest first, each day counts once."""
    first_of_day: dict[object, datetime] = {}
    for when in whens:
        first_of_day.setdefault(when.date(), when)
    return list(first_of_day.values())[FIRST_LOOK - 1 :: BLOCK_DAYS]


def found_drifts(series: Series, since: datetime, until: datetime) -> Iterator[tuple[datetime, Drift]]:
    """The looks from `since` on, before `until`, that found a drift which the look before had not found."""
    for days in range(FIRST_LOOK, len(series.days) + 1, BLOCK_DAYS):
        at = series.days[days - 1].when
        if since <= at < until and (drift := _look(series, days)) and not _look(series, days - BLOCK_DAYS):
            yield at, drift


@dataclass(frozen=True, slots=True)
class FleetFound:
    """All machines at once, in the week from `week` on; `at` is the last look, `machine_ids` all asked."""

    week: datetime
    at: datetime
    machine_ids: tuple[str, ...]
    drift: FleetDrift


def weeks(since: datetime, until: datetime) -> Iterator[datetime]:
    """The beginnings of the weeks that touch this time: Mondays, UTC, the same whenever somebody asks."""
    day = since.astimezone(UTC).date()
    monday = datetime.combine(day - timedelta(days=day.weekday()), time(), UTC)
    while monday < until:
        yield monday
        monday += WEEK


def found_in_fleet(of_machine: Mapping[str, Series], week: datetime, until: datetime) -> FleetFound | None:
    """Whether the visits of that week and before `until` tell that the machines changed together.

    `of_machine` is one condition of each machine. None where they do not, or where the week before told it too.
    """
    now = _as_of(of_machine, min(week + WEEK, until))
    last = max((looks([day.when for day in series.days])[-1] for series in now.values()), default=None)
    if last is None or last < week:
        return None
    drift = fleet_drift(list(now.values()))
    if drift is None or fleet_drift(list(_as_of(of_machine, week).values())):
        return None
    return FleetFound(week, last, tuple(now), drift)


def _as_of(of_machine: Mapping[str, Series], moment: datetime) -> dict[str, Series]:
    """Those with enough days before that moment."""
    days = {one: tuple(day for day in series.days if day.when < moment) for one, series in of_machine.items()}
    return {
        one: Series(of_machine[one].condition_id, heard) for one, heard in days.items() if len(heard) >= FIRST_LOOK
    }


def _look(series: Series, days: int) -> Drift | None:
    return drift_of(Series(series.condition_id, series.days[:days]))
