"""Time to x and value to y, and how the stretch of time in sight is moved and zoomed; no painting here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil, floor, log10

from app.ui.pages.trend.values import Chart, Reach

SHORTEST = timedelta(hours=6)
_REACHES = {Reach.QUARTER: timedelta(days=91), Reach.YEAR: timedelta(days=365)}
_TOPS = (1.5, 2.0, 2.5)
_LONE = timedelta(days=6)
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, the start before the end."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.end - self.start

    def zoomed(self, about: datetime, factor: float, bounds: "Span") -> "Span":
        """`factor` times as long (less is nearer), `about` stays in its place; never beyond the bounds."""
        length = min(max(self.length * factor, SHORTEST), bounds.length)
        share = (about - self.start) / self.length
        start = about - length * share
        return Span(start, start + length).within(bounds)

    def moved(self, by: timedelta, bounds: "Span") -> "Span":
        """As long as before, later by so much or earlier, within the bounds."""
        return Span(self.start + by, self.end + by).within(bounds)

    def within(self, bounds: "Span") -> "Span":
        """Pushed back into the bounds; no longer than they are."""
        if self.length >= bounds.length:
            return bounds
        if self.start < bounds.start:
            return Span(bounds.start, bounds.start + self.length)
        if self.end > bounds.end:
            return Span(bounds.end - self.length, bounds.end)
        return self


def bounds_of(chart: Chart) -> Span:
    """From the first of all that is drawn to the last, some days at least; the forecast half as far at most."""
    moments = [point.when for point in chart.points]
    moments += [mark.when for mark in chart.marks]
    moments += [point.when for lane in chart.lanes for point in lane.points]
    start, last = min([*moments, chart.now]), max([*moments, chart.now])
    end = last
    crossings = chart.forecast.crossings if chart.forecast else ()
    if crossings:
        end = max(last, min(crossings[-1].latest, last + max((last - start) / 2, timedelta(days=60))))
    if end - start < _LONE:
        return Span(start - _LONE / 2, end + _LONE / 2)
    room = (end - start) / 40
    return Span(start - room, end + room)


def in_reach(reach: Reach, chart: Chart, bounds: Span) -> Span:
    """What is in sight at first: so much of the past, and of the future at most half as much again."""
    past = _REACHES.get(reach)
    if past is None:
        return bounds
    newest = chart.points[-1].when if chart.points else chart.now
    now = min(max(newest, bounds.start), bounds.end)
    ahead = min(bounds.end, max(chart.now, now) + past / 2)
    return replace(bounds, start=max(bounds.start, now - past), end=ahead).within(bounds)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Time to x between `left` and `left + width`; what lies outside the span lies outside."""

    left: float
    width: float
    span: Span

    @property
    def right(self) -> float:
        """The x of the span's end."""
        return self.left + self.width

    def x(self, moment: datetime) -> float:
        """The x of an aware time."""
        return self.left + (moment - self.span.start) / self.span.length * self.width

    def moment(self, x: float) -> datetime:
        """The time at an x."""
        return self.span.start + self.span.length * ((x - self.left) / max(self.width, 1.0))


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Value to y between `top` and `top + height`, larger is higher; what lies outside is pinned to the edge."""

    top: float
    height: float
    low: float
    high: float

    @property
    def bottom(self) -> float:
        """The y of the lowest value."""
        return self.top + self.height

    def y(self, value: float) -> float:
        """The y of a value."""
        return self.free_y(min(max(value, self.low), self.high))

    def free_y(self, value: float) -> float:
        """The y of a value, outside the plot where it lies outside: for curves that are cut off there."""
        return self.top + (1 - (value - self.low) / (self.high - self.low)) * self.height


def score_top(scores: Iterable[float | None]) -> float:
    """The end of the score axis: as low as all visits allow, at most 2.5. It stays while one moves along."""
    highest = max((score for score in scores if score is not None), default=0.0)
    return next((top for top in _TOPS if highest <= top - 0.1), _TOPS[-1])


def ticks(values: Sequence[float], *, about_zero: bool = False, most: int = 3) -> tuple[float, ...]:
    """Two or more round numbers around all values, evenly apart, at most about `most`; the scale ends at them."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if about_zero:
        low, high = min(low, -3.0), max(high, 3.0)
    if high - low < 1e-9:
        half = max(abs(high) * 0.1, 0.5)
        low, high = low - half, high + half
    rough = (high - low) / (most - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(one * power for one in (*_STEPS, 20.0) if one * power >= rough * 0.999)
    first, last = floor(low / step + 1e-6), ceil(high / step - 1e-6)
    return tuple(round(at * step, 10) for at in range(first, max(last, first + 1) + 1))
