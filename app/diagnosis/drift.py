"""Has a machine slowly changed, or have all at once? Asked over visits, since the clips of one visit are alike."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS, band_range_hz, to_db
from app.diagnosis import wording
from app.diagnosis.kolmogorov import autocorrelation, p_value
from app.domain.drift import Change, Drift, FleetDrift

BLOCK_DAYS = 8
"""The first so many days with visits tell the usual scatter; looked at whenever as many more are complete."""

MOST_DAYS = 20

RANGES = 8
LIMIT = 0.05
TOGETHER = timedelta(days=60)
"""Machines whose latest visits began within this time of each other changed at once."""

FEWEST_TOGETHER = 3
FLEET_LIMIT = 0.01
_ALIKE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class DayHeard:
    """How a condition sounded on one day: `bands` float32 `[128]`, the mean of that day's visits."""

    when: datetime
    bands: NDArray[np.float32]
    device: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The days a condition was heard since its baseline began, oldest first, all by one ear."""

    condition_id: str
    days: tuple[DayHeard, ...]


def by_day(visits: Sequence[DayHeard]) -> tuple[DayHeard, ...]:
    """Visits in any order to one entry a day: several on one day say the same thing again."""
    days: dict[object, list[DayHeard]] = {}
    for visit in sorted(visits, key=lambda visit: visit.when):
        days.setdefault(visit.when.date(), []).append(visit)
    return tuple(
        DayHeard(of_day[0].when, np.mean([v.bands for v in of_day], axis=0).astype(np.float32), of_day[-1].device)
        for of_day in days.values()
    )


def drift_of(series: Series) -> Drift | None:
    """Whether the latest days differ from the first ones in one of eight frequency ranges.

    The first eight days are compared with the last third, eight at least, twenty at most. Looked at only when
    another eight days are complete, and the j-th look may spend 6 / (π² j²) of the 5 % that a machine which never
    changes may be called changed, ever (alpha spending); within a look the smallest of the eight p values is
    multiplied by eight (Bonferroni).
    """
    compared = _compare(series)
    if compared is None or compared.p_value > LIMIT:
        return None
    first, latest = compared.first, compared.latest
    other = _microphone(latest) not in {_microphone(first), ""}
    changes = _changes(compared.moved_db)
    return Drift(
        condition_id=series.condition_id,
        since=latest[0].when,
        first_visits=len(first),
        latest_visits=len(latest),
        p_value=compared.p_value,
        changes=changes,
        other_microphone=other,
        what=wording.drift_finding(changes),
        to_do=wording.DRIFT_OTHER_MICROPHONE if other else wording.DRIFT_NEXT,
    )


def fleet_drift(fleet: Sequence[Series]) -> FleetDrift | None:
    """Whether more machines changed in the same weeks than chance explains: that is no machine's fault.

    Of m machines one in twenty may seem changed by chance; the binomial tail of what was found must be below 1 %,
    and it must be half of the machines at least.
    """
    compared = [one for one in map(_compare, fleet) if one is not None]
    changed = [one for one in compared if one.alone <= LIMIT]
    if not changed:
        return None
    newest = max(one.latest[0].when for one in changed)
    together = [one for one in changed if newest - one.latest[0].when <= TOGETHER]
    p = _tail(len(compared), len(together), LIMIT)
    if len(together) < FEWEST_TOGETHER or 2 * len(together) < len(compared) or p > FLEET_LIMIT:
        return None
    alike = _alike([one.moved_db for one in together])
    return FleetDrift(
        changed=len(together),
        machines=len(compared),
        since=min(one.latest[0].when for one in together),
        p_value=p,
        alike=alike,
        what=wording.fleet_finding(len(together), len(compared)),
        to_do=wording.FLEET_ALIKE if alike else wording.FLEET_NEXT,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """First against latest days; `alone` is corrected for the ranges only, `p_value` for the looks as well."""

    first: tuple[DayHeard, ...]
    latest: tuple[DayHeard, ...]
    moved_db: NDArray[np.float64]
    alone: float
    p_value: float


def _compare(series: Series) -> _Compared | None:
    look = len(series.days) // BLOCK_DAYS - 1
    if look < 1:
        return None
    days = series.days[: (look + 1) * BLOCK_DAYS]
    size = min(max(BLOCK_DAYS, len(days) // 3), MOST_DAYS)
    ranges_db = _ranges_db(days)
    before, after = ranges_db[:BLOCK_DAYS], ranges_db[-size:]
    rho = autocorrelation(before, after)
    smallest = min(p_value(before[:, r], after[:, r], rho) for r in range(RANGES))
    alone = min(smallest * RANGES, 1.0)
    looked = min(alone * math.pi**2 / 6 * look**2, 1.0)
    moved_db = np.median(after, axis=0) - np.median(before, axis=0)
    return _Compared(days[:BLOCK_DAYS], days[-size:], moved_db, alone, looked)


def _ranges_db(days: Sequence[DayHeard]) -> NDArray[np.float64]:
    """Level in dB of eight ranges `[days, 8]`, overall level removed: another distance is no change."""
    levels_db = to_db(np.stack([day.bands[:TRUSTED_BANDS] for day in days]).astype(np.float64))
    levels_db = levels_db - levels_db.mean(axis=1, keepdims=True)
    return np.stack([part.mean(axis=1) for part in np.array_split(levels_db, RANGES, axis=1)], axis=1)


def _microphone(days: Sequence[DayHeard]) -> str:
    """The one most of the days were heard by, empty where nobody knows."""
    devices = [day.device for day in days]
    return max(sorted(set(devices)), key=devices.count)


def _changes(moved_db: NDArray[np.float64]) -> tuple[Change, ...]:
    """The two ranges that moved most, the most first."""
    ranges = np.array_split(np.arange(TRUSTED_BANDS), RANGES)
    most = sorted(range(RANGES), key=lambda r: -abs(moved_db[r]))[:2]
    return tuple(Change(*band_range_hz(int(ranges[r][0]), int(ranges[r][-1])), float(moved_db[r])) for r in most)


def _tail(trials: int, found: int, share: float) -> float:
    """How often chance finds at least as many."""
    return sum(math.comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(found, trials + 1))


def _alike(moved_db: Sequence[NDArray[np.float64]]) -> bool:
    """Whether the changes have one shape: their mean correlation with each other."""
    shapes = np.stack([moved - moved.mean() for moved in moved_db])
    norms = np.linalg.norm(shapes, axis=1, keepdims=True)
    if not norms.all():
        return False
    cosines = (shapes / norms) @ (shapes / norms).T
    return bool(cosines[~np.eye(len(cosines), dtype=bool)].mean() > _ALIKE)
