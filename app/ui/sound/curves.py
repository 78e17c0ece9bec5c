"""The band curve in numbers: the take's level in every band, the healthy one beside it, and what exceeds it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import centre_hz, to_db
from app.domain.inspection import HealthyCurve, Inspection
from app.domain.verdict import ExcessRange, State
from app.ui.sound.scale import HIGHEST_HZ, LOWEST_HZ

Curve = NDArray[np.float64]

SPREADS = 2.0
"""The healthy range is drawn this many standard deviations to each side."""

_FINER = 8
_MARGIN_DB = 3.0
_LEAST_SPAN_DB = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class HealthyBand:
    """The baseline at the take's own level: `mean`, `low` and `high` float64 `[128]` in dB."""

    mean: Curve
    low: Curve
    high: Curve
    clip_count: int


@dataclass(frozen=True, slots=True, eq=False)
class BandCurves:
    """What the band plot shows. `take` float64 `[128]` in dB at `hz`; `healthy` is None without a baseline."""

    hz: Curve
    take: Curve
    healthy: HealthyBand | None
    ranges: tuple[ExcessRange, ...]
    state: State

    def span_db(self) -> tuple[float, float]:
        """The dB axis: everything that is drawn in the visible bands, and a little air."""
        seen = (self.hz >= LOWEST_HZ) & (self.hz <= HIGHEST_HZ)
        drawn = [self.take[seen]]
        if self.healthy is not None:
            drawn += [self.healthy.low[seen], self.healthy.high[seen]]
        low, high = float(np.min(drawn)) - _MARGIN_DB, float(np.max(drawn)) + _MARGIN_DB
        short = max(_LEAST_SPAN_DB - (high - low), 0.0)
        return low - short / 2, high + short / 2

    def at(self, hz: float) -> tuple[float, float | None]:
        """Take and healthy mean in dB at a frequency."""
        mean = None if self.healthy is None else float(np.interp(hz, self.hz, self.healthy.mean))
        return float(np.interp(hz, self.hz, self.take)), mean


def band_curves(inspection: Inspection) -> BandCurves | None:
    """The curves of an inspection; None where nothing was measured on the take (too short, unreadable)."""
    if not len(inspection.clips):
        return None
    take: Curve = np.asarray(to_db(inspection.clips.bands.astype(np.float64)).mean(axis=0))
    verdict = inspection.verdict
    healthy = None
    if inspection.healthy is not None:
        healthy = _at_level_of(take, inspection.healthy, verdict.excess_db)
    return BandCurves(np.asarray(centre_hz()), take, healthy, verdict.ranges, verdict.state)


def _at_level_of(take: Curve, healthy: HealthyCurve, excess_db: NDArray[np.float32] | None) -> HealthyBand:
    """The judge does not listen to overall level: the baseline is drawn where it removed it."""
    difference = take - healthy.mean
    if excess_db is not None:
        difference = difference - excess_db
    mean = healthy.mean.astype(np.float64) + float(difference.mean())
    reach = SPREADS * healthy.spread.astype(np.float64)
    return HealthyBand(mean, mean - reach, mean + reach, healthy.clip_count)


Area = tuple[Curve, Curve, Curve]
"""Positions on the axis, and the levels in dB between which it is filled."""


def excess(at: Curve, take: Curve, healthy: HealthyBand) -> tuple[Area, Area]:
    """What lies outside the healthy range, louder first, then quieter.

    `at` are the bands' positions on the axis. The shapes are closed where the curves cross, between the bands too.
    """
    fine = np.interp(np.arange((len(at) - 1) * _FINER + 1) / _FINER, np.arange(len(at)), at)
    level, low, high = (np.interp(fine, at, curve) for curve in (take, healthy.low, healthy.high))
    return (fine, high, np.maximum(level, high)), (fine, low, np.minimum(level, low))


def place_labels(wanted_px: list[float], gap_px: float, low_px: float, high_px: float) -> list[float]:
    """Centres for labels that want to stand at `wanted_px`: at least `gap_px` apart and between both ends.

    Each moves as little as its neighbours let it; where there is no room for all, they are spread evenly.
    """
    order = np.argsort(wanted_px, kind="stable")
    placed = np.clip(np.asarray(wanted_px, dtype=np.float64)[order], low_px, high_px)
    room = max(high_px - low_px, 0.0)
    gap = min(gap_px, room / max(len(placed) - 1, 1))
    # Shifted by their own gaps the labels only need to rise: neighbours that do not are given their mean.
    shifted = placed - gap * np.arange(len(placed))
    blocks: list[list[float]] = []
    for value in shifted:
        blocks.append([float(value)])
        while len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    level = np.concatenate([np.full(len(block), np.mean(block)) for block in blocks]) if blocks else shifted
    level = np.clip(level, low_px, high_px - gap * max(len(placed) - 1, 0))
    result = np.empty(len(placed))
    result[order] = level + gap * np.arange(len(placed))
    return [float(value) for value in result]
