"""Which frequency ranges carry a difference from healthy: what the finding names and the picture marks."""

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS, edges_hz
from app.domain.verdict import ExcessRange

MOST_RANGES = 3

_CLEAR_DB = 3.0
"""A difference below this is hard to hear and is not named on its own."""

_SPREADS = 2.5
"""A band must lie this many healthy standard deviations away from healthy."""

_LEAST_SPREAD_DB = 1.0
"""Few healthy clips can agree by chance; no band is believed to be steadier than this."""

_APART_BANDS = 4
"""Two ranges with fewer bands between them are one."""

_GROW_TO = 0.5
"""A range reaches as far as the difference stays above this share of its peak."""


def telling_ranges(excess_db: NDArray[np.float32], spread_db: NDArray[np.float32]) -> tuple[ExcessRange, ...]:
    """At most three ranges, the most telling first; at least one, since something made the score high.

    Args:
        excess_db: float32 `[128]`, louder (+) or quieter (−) than healthy, overall level removed.
        spread_db: float32 `[128]`, standard deviation of the healthy clips in dB.
    """
    excess_db, spread_db = excess_db[:TRUSTED_BANDS], spread_db[:TRUSTED_BANDS]
    smooth = np.convolve(np.pad(excess_db, 1, mode="edge"), (0.25, 0.5, 0.25), mode="valid")
    telling = np.abs(smooth) / np.maximum(spread_db, _LEAST_SPREAD_DB)
    found: list[ExcessRange] = []
    free = np.ones(len(smooth), dtype=bool)
    while len(found) < MOST_RANGES:
        peak = int(np.argmax(np.where(free, telling, -1.0)))
        clear = telling[peak] >= _SPREADS and abs(smooth[peak]) >= _CLEAR_DB
        if not free[peak] or (found and not clear):
            break
        low, high = _grow(smooth, free, peak)
        # What is left of a flank on either side is the same finding, not another one.
        free[max(low - _APART_BANDS, 0) : high + 1 + _APART_BANDS] = False
        found.append(_named(excess_db, low, high))
    return tuple(found)


def _grow(smooth: NDArray[np.float64], free: NDArray[np.bool_], peak: int) -> tuple[int, int]:
    sign = np.sign(smooth[peak]) or 1.0
    inside = free & (smooth * sign >= _GROW_TO * abs(smooth[peak]))
    low = high = peak
    while low > 0 and inside[low - 1]:
        low -= 1
    while high < len(smooth) - 1 and inside[high + 1]:
        high += 1
    return low, high


def _named(excess_db: NDArray[np.float32], low: int, high: int) -> ExcessRange:
    edges = edges_hz()
    # Mel bands overlap by half: from the centre before the first to the centre after the last.
    return ExcessRange(
        low_hz=float((edges[low] + edges[low + 1]) / 2),
        high_hz=float((edges[high + 1] + edges[high + 2]) / 2),
        excess_db=float(np.mean(excess_db[low : high + 1])),
    )
