"""One line of a fine spectrum: how strong it is, and whether it stands out of what is around it."""

from dataclasses import dataclass
from functools import cache
from math import log, log10

import numpy as np
from numpy.typing import NDArray

from app.acoustics.fine_spectrum import LINES, STEP_HZ, FineSpectrum

_HALF_WIDTH_HZ, _HALF_WIDTH_SHARE = 1.0, 0.002
"""A line is as wide as the window makes it, and as the speed wanders in ten seconds."""

_AROUND = 8.0
"""What is around a line: this many of its half widths to either side."""

STANDS_OUT_DB = 6.0
"""What noise of one look does not reach by itself over the median around it."""

_MAINS_HZ = (50.0, 60.0)
_MAINS_UP_TO_HZ = 1_000.0
_MAINS_HALF_WIDTH_HZ = 2.0 * STEP_HZ
_LEAST_INSIDE, _LEAST_AROUND = 2, 6
_NEPER_PER_DB = log(10.0) / 10.0

_SMOOTH_HZ = 12.0


@dataclass(frozen=True, slots=True)
class Line:
    """Level of a line, and of what would be there without it, in dB over the same width."""

    level_db: float
    floor_db: float

    @property
    def stands_out(self) -> bool:
        """Whether there is a line at all."""
        return self.level_db - self.floor_db >= STANDS_OUT_DB


def line_at(spectrum: FineSpectrum, hz: float, apart_hz: float) -> Line | None:
    """The line at `hz`, where others lie `apart_hz` apart; None where mains hum or the spectrum's end hides it.

    What hum spills over (a multiple of 50 or 60 Hz below 1 kHz, and a hertz beside it) is left out on both sides.
    """
    half_hz = min(max(_HALF_WIDTH_HZ, _HALF_WIDTH_SHARE * hz), 0.3 * apart_hz)
    reach_hz = min(_AROUND * half_hz, 0.5 * apart_hz + half_hz)
    first, last = round((hz - reach_hz) / STEP_HZ), round((hz + reach_hz) / STEP_HZ)
    if first < 1 or last >= LINES or half_hz < _HALF_WIDTH_HZ or _hum()[round(hz / STEP_HZ)]:
        return None
    free = ~_hum()[first : last + 1]
    apart = np.abs(np.arange(first, last + 1) * STEP_HZ - hz)
    level_db = spectrum.level_db[first : last + 1].astype(np.float64)
    inside = level_db[free & (apart <= half_hz)]
    around = np.sort(level_db[free & (apart > half_hz)])
    if len(inside) < _LEAST_INSIDE or len(around) < _LEAST_AROUND:
        return None
    return Line(
        level_db=10.0 * log10(float(np.exp(inside * _NEPER_PER_DB).sum())),
        floor_db=float(around[len(around) // 2]) + 10.0 * log10(len(inside)),
    )


def standing_out_db(level_db: NDArray[np.float32], mains: bool = True) -> NDArray[np.float32]:
    """How far each line stands above what is around it, dB of the same shape, 0 for what does not.

    What is around is the mean of the dB within ± 6 Hz, twice, the second time without what stood out the first
    time. With `mains`, what can't be told from hum does not stand out.
    """
    width = round(_SMOOTH_HZ / STEP_HZ) | 1
    around = _smooth(level_db, width)
    around = _smooth(np.minimum(level_db, around + 3.0), width)
    above: NDArray[np.float32] = np.maximum(level_db - around, np.float32(0.0))
    if mains:
        above[_hum()[: len(level_db)]] = 0.0
    return above


def _smooth(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    padded = np.pad(values.astype(np.float64), width // 2, mode="edge")
    sums = np.cumsum(np.concatenate(([0.0], padded)))
    return np.asarray((sums[width:] - sums[:-width]) / width, dtype=np.float32)


@cache
def _hum() -> NDArray[np.bool_]:
    """Which of the `LINES` mains hum may spill over, read-only."""
    hz = np.arange(LINES) * STEP_HZ
    hidden = np.zeros(LINES, dtype=np.bool_)
    for mains in _MAINS_HZ:
        hidden |= np.abs(hz - np.rint(hz / mains) * mains) <= _MAINS_HALF_WIDTH_HZ
    hidden &= hz <= _MAINS_UP_TO_HZ
    hidden.setflags(write=False)
    return hidden
