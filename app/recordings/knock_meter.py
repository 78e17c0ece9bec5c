"""Knocks on the microphone or near it, slams, dropped tools: few, sudden and irregular."""

import numpy as np
from numpy.typing import NDArray

from app.recordings.envelope import HOP_S
from app.recordings.speech_meter import Span

_RISE_DB = 2.0
_OVER_USUAL_RISES = 4.0
_RISE_ROWS = 3
_ENDS_AT = 0.25
_STAYS_AT = 0.6
_LONGEST_S = 0.6
_FEW_A_SECOND = 2.0
_REGULAR_FROM = 4
_ALL_THE_TIME = 0.55
_REGULAR = 0.45
_SHORTEST_PERIOD = 7
_OUTSTANDING, _OUTSTANDING_DB = 2.0, 3.0


def knocks(above_db: NDArray[np.float32], spoken: list[Span]) -> list[Span]:
    """The knocks among these rows, given what stands out of each, dB `[n]`, and where voices were.

    A knock rises by 2 dB or more (mean of all bands) within 60 ms, and by more than is usual in this sound. What
    comes at regular intervals or more than twice a second, all through the rows, is the machine's own: a bearing,
    a valve, a slide at its end stop.
    """
    hits: list[Span] = []
    rise = np.zeros_like(above_db)
    before = np.concatenate((np.full(_RISE_ROWS, above_db[:1].sum()), above_db))
    for back in range(1, _RISE_ROWS + 1):
        rise = np.maximum(rise, above_db - before[_RISE_ROWS - back : len(before) - back])
    if rise.max(initial=0.0) < _RISE_DB:
        return []
    limit_db = max(_RISE_DB, _OVER_USUAL_RISES * float(np.quantile(rise, 0.75)))
    silent_from = 0
    for row in np.flatnonzero(rise >= limit_db):
        if row < silent_from or any(start - 2 <= row < end for start, end in spoken):
            continue
        end = _end(above_db, int(row))
        if end:
            hits.append((max(0, int(row) - 1), end))
        silent_from = end or int(row) + 1
    return _not_the_machines_own(hits, above_db, rise)


def _end(above_db: NDArray[np.float32], row: int) -> int:
    """Where a knock has died away; 0 if it does not, so that it is something else that began."""
    last = min(row + round(_LONGEST_S / HOP_S), len(above_db))
    peak = float(above_db[row : row + 2 * _RISE_ROWS].max())
    after = above_db[row + _RISE_ROWS : last]
    if len(after) and after.min() > _STAYS_AT * peak:
        return 0
    quiet = np.flatnonzero(after < _ENDS_AT * peak)
    return row + _RISE_ROWS + int(quiet[0]) if len(quiet) else last


def _not_the_machines_own(
    hits: list[Span], above_db: NDArray[np.float32], rise: NDArray[np.float32]
) -> list[Span]:
    """Without those that a machine makes, all the time and at equal intervals; far louder ones among them stay."""
    if len(hits) < _REGULAR_FROM or hits[-1][0] - hits[0][0] < _ALL_THE_TIME * len(above_db):
        return hits
    peaks = np.array([above_db[start:end].max() for start, end in hits])
    many = len(hits) > _FEW_A_SECOND * len(above_db) * HOP_S
    if many or _regular(np.minimum(rise, _RISE_DB)):
        keep = peaks > _OUTSTANDING * np.median(peaks) + _OUTSTANDING_DB
        return [hit for hit, kept in zip(hits, keep, strict=True) if kept]
    return hits


def _regular(rise: NDArray[np.float32]) -> bool:
    """Whether rises come again and again after the same time: their autocorrelation has a high peak."""
    size = 1 << (2 * len(rise) - 1).bit_length()
    # Three rows wide, so that a blow may come a little early or late.
    wide = np.convolve(rise, np.ones(3), "same")
    spectrum = np.fft.rfft(wide - wide.mean(), size)
    alike = np.fft.irfft(np.square(np.abs(spectrum)))[: len(rise) // 2]
    return bool(alike[_SHORTEST_PERIOD:].max(initial=0.0) >= _REGULAR * alike[0])
