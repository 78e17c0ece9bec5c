"""When will the score cross a limit? Only where the visits support an answer; otherwise why they do not.

Every number here was chosen on simulated lives; `python -m training forecast` shows how it does on others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from app.diagnosis import forecast_wording as wording
from app.diagnosis.forecast_break import fits_better_as_step, newest_break
from app.diagnosis.forecast_fit import Column, Trend, thinned, trend_of
from app.domain.forecast import COVERAGE, Crossing, Forecast, ForecastPoint, Outlook
from app.domain.verdict import State, Thresholds

FEWEST_DAYS = 8
FEWEST_SPAN_DAYS = 28.0
"""Fewer days with visits, or over a shorter time, show no trend."""

SURE = 0.99
"""So sure must it be that the score rises."""

LIKELY_WITHIN = 1.0
LATEST_WITHIN = 2.0
"""How far ahead a date may be, in times over which the trend was seen."""

MOST_DAYS_AHEAD = 730.0

_SAME_DAY = timedelta(hours=12)
_LOW, _HIGH = (1 - COVERAGE) / 2, (1 + COVERAGE) / 2
_LATE = 0.95
"""Where the late end is taken: what is asked about is chosen for seeming near, so the truth tends to be later."""

_LAST = 3
_MONTH = 30.0
_LEAST, _MOST = 0.01, 100.0
"""Scores beyond are taken for these."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A visit with a score; `device` is the microphone, empty where nobody knows."""

    when: datetime
    score: float
    device: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Days:
    """Days with visits `[n]`, oldest first: `day` 0 is `until`; `value` is the median ln score of a day."""

    until: datetime
    day: Column
    value: Column

    def when(self, day: float) -> datetime:
        return self.until + timedelta(days=float(day))

    def since(self, place: int) -> "_Days":
        return replace(self, day=self.day[place:], value=self.value[place:])

    @property
    def span(self) -> float:
        return float(-self.day[0])

    @property
    def enough(self) -> bool:
        return len(self.day) >= FEWEST_DAYS and self.span >= FEWEST_SPAN_DAYS


def forecast(condition_id: str, visits: Sequence[Scored], limits: Thresholds, now: datetime) -> Forecast:
    """How the score of one condition goes on, from its visits since the last learning or repair, in any order.

    Only the microphone that heard most of the days counts: another one is another level. Visits after `now` and
    scores that are no numbers are left out. All times are aware.
    """
    days = _by_day([one for one in visits if one.when <= now and np.isfinite(one.score)])
    if days is None:
        return Forecast(condition_id, Outlook.TOO_FEW, now, wording.NOTHING_HEARD, wording.LISTEN_ON)
    told = _told(days, limits, now)
    return replace(
        told, condition_id=condition_id, days=len(days.day), since=days.when(days.day[0]), until=days.until
    )


def _told(days: _Days, limits: Thresholds, now: datetime) -> Forecast:
    """The forecast but for the fields that are always the same."""
    if len(days.day) >= _LAST and np.median(days.value[-_LAST:]) >= np.log(limits.abnormal):
        return Forecast("", Outlook.ALREADY, now, wording.ALREADY, wording.ALREADY_NEXT)
    if not days.enough:
        return Forecast("", Outlook.TOO_FEW, now, wording.too_few(len(days.day), days.span), wording.LISTEN_ON)
    place = newest_break(days.day, days.value)
    changed_at = None
    if place is not None:
        changed_at, worse = days.when(days.day[place]), _worse(days, place)
        days = days.since(place)
        if not days.enough:
            return _step(changed_at, worse, now)
    day, value = thinned(days.day, days.value)
    trend = trend_of(day, value)
    if trend.rising() < SURE:
        what = wording.no_trend(len(days.day), days.when(days.day[0]), changed_at, trend.rising() <= 1 - SURE)
        return Forecast("", Outlook.NO_TREND, now, what, wording.NO_TREND_NEXT, changed_at=changed_at)
    step = fits_better_as_step(day, value)
    if step is not None:
        return _step(days.when(day[step]), True, now)
    return replace(_ahead(trend, days, limits, now), changed_at=changed_at)


def _step(at: datetime, worse: bool, now: datetime) -> Forecast:
    to_do = wording.WORSE_NEXT if worse else wording.BETTER_NEXT
    return Forecast("", Outlook.STEP, now, wording.changed(at, worse), to_do, changed_at=at)


def _ahead(trend: Trend, days: _Days, limits: Thresholds, now: datetime) -> Forecast:
    """What a trend that surely rises says about the limits ahead."""
    crossings = []
    for state, limit in ((State.WATCH, limits.watch), (State.ABNORMAL, limits.abnormal)):
        if trend.reached(limit) >= _HIGH:
            if state is State.ABNORMAL:
                return Forecast("", Outlook.ALREADY, now, wording.ALREADY, wording.ALREADY_NEXT)
            continue
        earliest, likely = trend.crossing(limit, (_LOW, 0.5))
        # Whether it is there already nobody knows: the early end says "perhaps", the late end "if not yet".
        (latest,) = trend.crossing(limit, (_LATE,), ahead=True)
        if likely <= LIKELY_WITHIN * days.span and latest <= min(LATEST_WITHIN * days.span, MOST_DAYS_AHEAD):
            crossings.append(Crossing(state, *(max(days.when(day), now) for day in (earliest, likely, latest))))
            if days.when(latest) < now:
                return Forecast("", Outlook.TOO_FEW, now, wording.long_ago(days.until), wording.LISTEN_NOW)
    rise = trend.at(0, (0.5,))[0] / max(trend.at(-_MONTH, (0.5,))[0], _LEAST) - 1
    if not crossings:
        least = max(days.when(min(earliest, 1e4)), now)
        told = Forecast("", Outlook.FAR, now, wording.far(rise, least), wording.FAR_NEXT)
    else:
        what, to_do = wording.crossing(crossings[-1], rise, now), wording.crossing_next(crossings[-1], now)
        told = Forecast("", Outlook.CROSSING, now, what, to_do, crossings=tuple(crossings))
    until = crossings[-1].latest if crossings else days.until
    return replace(told, rise_per_month=rise, line=_line(trend, days, until))


def _line(trend: Trend, days: _Days, until: datetime, points: int = 25) -> tuple[ForecastPoint, ...]:
    end = (until - days.until) / timedelta(days=1)
    return tuple(
        ForecastPoint(days.when(day), *trend.at(float(day), (_LOW, 0.5, _HIGH)))
        for day in np.linspace(days.day[0], end, points)
    )


def _worse(days: _Days, place: int) -> bool:
    beside = 2 * _LAST
    before, after = days.value[max(place - beside, 0) : place], days.value[place : place + beside]
    return bool(np.median(after) > np.median(before))


def _by_day(visits: Sequence[Scored]) -> _Days | None:
    """One value a day, by the microphone that heard most days: visits on one day say the same thing again."""
    ordered = sorted(visits, key=lambda one: one.when)
    heard: dict[str, list[list[Scored]]] = {}
    for one in ordered:
        days = heard.setdefault(one.device, [])
        if days and one.when - days[-1][0].when < _SAME_DAY:
            days[-1].append(one)
        else:
            days.append([one])
    if not heard:
        return None
    most = max(heard, key=lambda device: len(heard[device]))
    firsts = [day[0].when for day in heard[most]]
    scores = [np.clip([one.score for one in day], _LEAST, _MOST) for day in heard[most]]
    day = np.array([(first - firsts[-1]) / timedelta(days=1) for first in firsts])
    return _Days(firsts[-1], day, np.array([float(np.median(np.log(of_day))) for of_day in scores]))
