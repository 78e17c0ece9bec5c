"""A trend through scattered visits, and how sure it is: many straight lines that fit about as well.

Each line is flat until some day and straight from there, on ln score: lines on the score held the true date less
often on simulated lives, and both together no more often than ln alone. Slopes are medians over pairs of days
(Theil, 1950; Sen, 1968), each pair weighted by its distance (Jaeckel, 1972), so neither a truck nor ten visits in
one week turn them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]

MOST_POINTS = 80
"""More days than this are taken together, neighbours with neighbours."""

FEWEST_AFTER_BEND = 5
BENDS = 8
DRAWS = 128

_USUAL_SPREAD = 0.2
"""Scatter of ln score between takes of a healthy machine (MIMII, nine machines: 0.12–0.23)."""

_SPREAD_WORTH = 4.0
_USUAL_CORRELATION = 0.5
_CORRELATION_WORTH = 8.0
"""For how many days what is usual counts beside the days themselves."""

_SLOWER, _PACE = -0.15, 0.45
"""How much (ln, mean and standard deviation) the pace from now on differs from the pace so far: wear is hardly
ever a straight line, and one that is straight on the score slows down on its ln."""

_MOST_CORRELATED = 0.9
_MOST_LN = 50.0
_NEGLIGIBLE = 0.02
"""Lines whose weight is so small beside the best one's are left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """Lines `[lines]` with weights that sum to 1, in days before (−) and after (+) the last visit.

    A line is at `level` (ln score) until `bend` and rises by `slope` a day from there; after day 0 its pace is
    `slope × pace`. `spread` is the scatter (ln) of a day around the best line.
    """

    bend: Column
    level: Column
    slope: Column
    pace: Column
    weight: Column
    spread: float

    def rising(self) -> float:
        """How sure it is that the score rises, 0 … 1."""
        return float(self.weight[self.slope > 0].sum())

    def at(self, day: float, shares: tuple[float, ...]) -> tuple[float, ...]:
        """Quantiles of the score (not its ln) on a day."""
        return _quantiles(np.exp(np.minimum(self._line(day), _MOST_LN)), self.weight, shares)

    def reached(self, limit: float) -> float:
        """How sure it is that the score is at `limit` already, 0 … 1."""
        return float(self.weight[self._line(0.0) >= np.log(limit)].sum())

    def crossing(self, limit: float, shares: tuple[float, ...], ahead: bool = False) -> tuple[float, ...]:
        """In how many days the score will be at `limit`, as quantiles: 0 for already, infinite for never.

        `ahead`: only of the lines that are not there yet, as far as there are any.
        """
        gap = np.log(limit) - self._line(0.0)
        asked = gap > 0 if ahead and (gap > 0).any() else np.ones(len(gap), dtype=bool)
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            day = np.where(gap <= 0, 0.0, np.where(self.slope > 0, gap / (self.slope * self.pace), np.inf))
        return _quantiles(day[asked], self.weight[asked], shares)

    def _line(self, day: float) -> Column:
        before, after = min(day, 0.0), max(day, 0.0)
        return self.level + self.slope * (np.maximum(before - self.bend, 0) + after * self.pace)


def _quantiles(values: Column, weight: Column, shares: tuple[float, ...]) -> tuple[float, ...]:
    """The value that so large a share of the weighted values stays below."""
    order = np.argsort(values)
    cumulated = np.cumsum(weight[order])
    places = np.searchsorted(cumulated, np.array(shares) * cumulated[-1])
    return tuple(float(values[order][min(place, len(order) - 1)]) for place in places)


def thinned(day: Column, value: Column) -> tuple[Column, Column]:
    """At most `MOST_POINTS` points: neighbours taken together, day by mean and value by median."""
    size = -(-len(day) // MOST_POINTS)
    if size <= 1:
        return day, value
    starts = range(len(day) % size, len(day), size)
    groups = [slice(0, len(day) % size)] if len(day) % size else []
    groups += [slice(start, start + size) for start in starts]
    return (
        np.array([day[group].mean() for group in groups]),
        np.array([np.median(value[group]) for group in groups]),
    )


def trend_of(day: Column, value: Column) -> Trend:
    """The trend of ln scores `[n]` on different days `[n]`, ascending, the last of them 0; n ≥ 5."""
    fits = [_Fit.of(bend, day, value) for bend in _bends(day)]
    best = min(fits, key=lambda fit: fit.loss)
    correlation = _correlation(best.rest)
    worth = len(day) * (1 - correlation) / (1 + correlation)
    spread = _spread(best.rest)
    weights = np.array([(best.loss / fit.loss) ** worth for fit in fits])
    # All bends together are as likely beforehand as none at all.
    weights[1:] /= max(len(fits) - 1, 1)
    kept = np.flatnonzero(weights > _NEGLIGIBLE * weights.max())
    lines = [fits[place].lines(spread, worth) for place in kept]
    level, slope, pace = (np.concatenate(columns) for columns in zip(*lines, strict=True))
    weight = np.repeat(weights[kept] / weights[kept].sum() / DRAWS, DRAWS)
    bend = np.repeat([fits[place].bend for place in kept], DRAWS)
    return Trend(bend, level, slope, pace, weight, spread)


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """A line: flat until `bend`, then straight; `rest` is what is left of each day, `loss` their mean size."""

    bend: float
    since_bend: Column
    level: float
    slope: float
    rest: Column
    loss: float

    @classmethod
    def of(cls, bend: float, day: Column, value: Column) -> "_Fit":
        since = np.maximum(day - bend, 0)
        slope = theil_sen(since, value)
        level = float(np.median(value - slope * since))
        rest = value - level - slope * since
        return cls(bend, since, level, slope, rest, max(float(np.abs(rest).mean()), 1e-3))

    def lines(self, spread: float, worth: float) -> tuple[Column, Column, Column]:
        """Level, slope and pace of lines around this one, as uncertain as through `worth` independent days."""
        level_z, slope_z, pace_z = _draws(round(max(worth - 3, 3)))
        middle, n = self.since_bend.mean(), len(self.since_bend)
        about = self.since_bend - middle
        per_day = spread * np.sqrt(n / worth)
        slope = self.slope + slope_z * per_day / np.sqrt(max(float(about @ about), 1e-9))
        level = self.level + self.slope * middle + level_z * per_day / np.sqrt(n) - slope * middle
        return level, slope, np.exp(_SLOWER + _PACE * pace_z)


def theil_sen(x: Column, y: Column) -> float:
    """The weighted median of the slopes of all pairs, the weight being the distance in x; 0 without any."""
    first, second = np.triu_indices(len(x), 1)
    distance = x[second] - x[first]
    apart = distance > 0
    if not apart.any():
        return 0.0
    distance = distance[apart]
    slopes = (y[second] - y[first])[apart] / distance
    order = np.argsort(slopes)
    cumulated = np.cumsum(distance[order])
    return float(slopes[order][np.searchsorted(cumulated, cumulated[-1] / 2)])


def _bends(day: Column) -> Iterator[float]:
    """The first day, and others far enough from the end that a slope can be seen after them."""
    yield float(day[0])
    places = np.linspace(0, len(day) - FEWEST_AFTER_BEND, BENDS + 1).astype(int)[1:]
    yield from (float(day[place]) for place in sorted(set(places.tolist())) if place > 1)


def _spread(rest: Column) -> float:
    """Standard deviation of a day, outliers clipped, drawn towards what is usual."""
    size = np.abs(rest)
    clipped = np.minimum(size, 3 * 1.4826 * np.median(size))
    own = np.sqrt(np.pi / 2) * clipped.sum() / max(len(rest) - 2, 1)
    return float(np.sqrt((len(rest) * own**2 + _SPREAD_WORTH * _USUAL_SPREAD**2) / (len(rest) + _SPREAD_WORTH)))


def _correlation(rest: Column) -> float:
    """Of neighbours, drawn towards what is usual, corrected for what a fitted line costs: about −(2 + 4ρ) / n."""
    n, clip = len(rest), 3 * 1.4826 * float(np.median(np.abs(rest)))
    rest = np.clip(rest, -clip, clip)
    squares = float(rest @ rest)
    own = (float(rest[1:] @ rest[:-1]) / squares * n + 2) / max(n - 4, 1) if squares > 0 else 0.0
    found = (n * min(max(own, 0.0), 1.0) + _CORRELATION_WORTH * _USUAL_CORRELATION) / (n + _CORRELATION_WORTH)
    return min(found, _MOST_CORRELATED)


@cache
def _draws(freedom: int) -> tuple[Column, Column, Column]:
    """Evenly spread values `[DRAWS]` of two t distributions and a normal one, always the same.

    Points of an additive recurrence on the plastic number's generalisation to three axes; t by the expansion of
    Fisher and Cornish (1960), good from three degrees of freedom on.
    """
    steps = np.array([0.8191725133961645, 0.6710436067037893, 0.5497004779019703])
    shares = (0.5 + np.outer(np.arange(1, DRAWS + 1), steps)) % 1.0
    z = np.vectorize(NormalDist().inv_cdf)(np.clip(shares, 1e-6, 1 - 1e-6))
    t = z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return t[:, 0], t[:, 1], z[:, 2]
