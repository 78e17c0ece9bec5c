"""Whether the system works on the sound before we get it: noise suppression, automatic gain, a noise gate.

Such filters take a steady machine for noise. What gives them away is that they move all frequencies alike, the
room's and the microphone's own noise included: a machine that slows down, stops or changes its load does not. A
filter that had settled before the take began leaves nothing to see here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.quality import Finding, Grade
from app.recordings import processing_findings as findings
from app.recordings.envelope import BANDS, HOP_S

Rows = NDArray[np.float32]

_SPAN_S = 30.0
"""So much is looked at together; longer takes are looked at span by span."""

_FIRST = round(12.0 / HOP_S)
"""Rows in which a filter settles: looked at on their own too, so that what comes later can't hide it."""

_CELL = 10
_SHORTEST_S = 3.0
_START_CELLS = 3
_CALM_CELLS = 5
_DEAD_DBFS = -112.0
"""No microphone is that quiet in a third octave: something switched the sound off."""

_FEWEST_BANDS = 8
_MIDDLE_TWO_THIRDS = np.array((0.16, 0.50, 0.84))
_AGREE_DB = 2.5
_AGREE_SHARE = 0.5
_DIPS_AGREE_DB = 1.3
_DIPS_AGREE_SHARE = 0.06
"""How far the bands may disagree (half of the middle two thirds) about a change that was made by a gain, in dB and
as a share of the change: machines that stop, start or stroke disagree by more. Many dips say it more exactly."""

_SLOWEST_MACHINE_S = 0.8
"""A gain takes longer than this for the middle part of its way up; a machine that is switched on does not."""

_DIP_DB = -3.0
_NEAR_DB = 1.5
_SHORTEST_DIP = 3
_SWING_SHARE = 0.03
_ABRUPT_SHARE = 1.5
"""A gate opens at once: shortly before the end of a dip the sound is still well below where a dip begins."""


@dataclass(frozen=True, slots=True)
class Change:
    """How two moments differ: the median of the bands in dB, and how far the bands disagree about it."""

    db: float
    spread_db: float

    @property
    def common(self) -> bool:
        """Whether all bands moved alike, as only a gain makes them."""
        return self.spread_db <= min(_AGREE_DB, _AGREE_SHARE * abs(self.db))

    @property
    def common_of_dips(self) -> bool:
        """The same of the mean of many dips."""
        return self.spread_db <= max(_DIPS_AGREE_DB, _DIPS_AGREE_SHARE * abs(self.db))


class ProcessingMeter:
    """Streams third-octave levels as `Envelope` gives them, dBFS `[n, BANDS]`; may be asked at any time."""

    def __init__(self) -> None:
        self._span = np.empty((round(_SPAN_S / HOP_S), BANDS), np.float32)
        self._count = 0
        self._earlier: Finding | None = None

    def add(self, levels: Rows) -> None:
        """Takes the next rows `[n, BANDS]`."""
        while len(levels):
            part = levels[: len(self._span) - self._count]
            self._span[self._count : self._count + len(part)] = part
            self._count += len(part)
            levels = levels[len(part) :]
            if self._count == len(self._span):
                self._earlier = self._worst()
                self._count = 0

    def finding(self) -> Finding:
        """The worst that was seen at work so far."""
        return self._worst() or findings.untouched(measured=False)

    def _worst(self) -> Finding | None:
        rows = self._span[: self._count]
        if len(rows) * HOP_S < _SHORTEST_S:
            return self._earlier
        settling = _settling(rows[:_FIRST]) or (_settling(rows) if len(rows) > _FIRST else None)
        found = settling or _swinging(rows) or findings.untouched(measured=True)
        if self._earlier is None or _RANK[found.grade] > _RANK[self._earlier.grade]:
            return found
        return self._earlier


_RANK = {Grade.PASSED: 0, Grade.NOTED: 1, Grade.FAILED: 2}


def _settling(rows: Rows) -> Finding | None:
    """A gain that moved from one level to another and stayed there."""
    count = len(rows) // _CELL
    cells = np.add.reduce(rows[: count * _CELL].reshape(count, _CELL, BANDS), axis=1) / np.float32(_CELL)
    later = count // 2
    settled = _median(cells[later:])
    change = _change(_median(cells[:_START_CELLS]), settled)
    if -findings.RISE_NOTED_DB < change.db < findings.FALL_NOTED_DB:
        return None
    way = np.median(cells - settled, axis=1)
    unsteady = np.convolve(way[later:], np.full(_CALM_CELLS, 1.0 / _CALM_CELLS), "valid")
    if not change.common or np.percentile(np.abs(unsteady), 90) > abs(change.db) / 2.0:
        return None
    if change.db >= findings.FALL_NOTED_DB:
        return findings.turned_down(change.db, _reached(way, 0.2 * change.db) * _CELL * HOP_S)
    if change.db <= -findings.RISE_NOTED_DB:
        middle = _reached(-way, -0.2 * change.db) - _reached(-way, -0.8 * change.db)
        if middle * _CELL * HOP_S > _SLOWEST_MACHINE_S:
            return findings.turned_up(-change.db)
    return None


def _swinging(rows: Rows) -> Finding | None:
    """A gain that goes down and comes back."""
    smooth = (rows[:-2] + rows[1:-1] + rows[2:]) / 3.0
    away = smooth - _median(rows)
    # As many rows have a low middle as have most of their bands low, which is told sooner.
    if np.count_nonzero(np.count_nonzero(away <= _DIP_DB, axis=1) > BANDS // 2) < _SWING_SHARE * len(away):
        return None
    way = np.median(away, axis=1)
    near = np.abs(way) < _NEAR_DB
    begins, ends = _dips(way <= _DIP_DB, near)
    low = np.zeros(len(way), bool)
    for begin, end in zip(begins, ends, strict=True):
        low[begin:end] = True
    if len(begins) < 2 or low.mean() < _SWING_SHARE:
        return None
    change = _change(np.median(smooth[low], axis=0), np.median(smooth[near], axis=0))
    if change.db > -findings.SWING_NOTED_DB or not change.common_of_dips:
        return None
    deepest_db = -float(np.percentile(way[low], 10))
    abrupt = np.median(way[ends - 2]) <= _ABRUPT_SHARE * _DIP_DB
    return findings.swinging(deepest_db, len(begins), -float(way[low].sum()) / len(way), bool(abrupt))


def _change(one: Rows, other: Rows) -> Change:
    """From the levels `[BANDS]` of the other moment to those of the one."""
    alive, also = one > _DEAD_DBFS, other > _DEAD_DBFS
    both = alive & also
    if np.count_nonzero(both) < _FEWEST_BANDS:
        went = np.count_nonzero(alive | also) >= _FEWEST_BANDS
        return Change(float(np.median((one - other)[alive | also])), 0.0) if went else Change(0.0, 0.0)
    apart = np.sort((one - other)[both])
    low, middle, high = np.interp(_MIDDLE_TWO_THIRDS * (len(apart) - 1), np.arange(len(apart)), apart)
    return Change(float(middle), float(high - low) / 2.0)


def _median(rows: Rows) -> Rows:
    """The middle of each band; as `np.median`, without what that costs for so few."""
    half, odd = divmod(len(rows), 2)
    ordered: Rows = np.sort(rows, axis=0)
    middle: Rows = ordered[half] if odd else (ordered[half - 1] + ordered[half]) / np.float32(2.0)
    return middle


def _reached(way: NDArray[np.floating], level_db: float) -> int:
    """In which cell the way down to `level_db` ends."""
    below = np.flatnonzero(way <= level_db)
    return int(below[0]) if len(below) else len(way)


def _dips(low: NDArray[np.bool_], near: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Begins and ends of the stretches that are low long enough, between two that are not."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], low, [False])).astype(np.int8)))
    begins, ends, usual = edges[::2], edges[1::2], np.flatnonzero(near)
    if not len(usual):
        return begins[:0], ends[:0]
    keep = (ends - begins >= _SHORTEST_DIP) & (begins > usual[0]) & (ends <= usual[-1])
    return begins[keep], ends[keep]
