"""Where the 128 mel bands of `ear.onnx` lie, so that a band can be named in hertz."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.domain.take import BAND_COUNT

HIGHEST_HZ = 8000.0
"""Upper end of the last band: half of the 16 kHz the ear listens at."""

TRUSTED_BANDS = 124
"""Bands from here on (above 7.26 kHz) are drawn but not judged: there the filter of the recorder or of the
resampling to 16 kHz decides how loud the machine sounds, up to 19 dB apart for the same sound."""

_LINEAR_UP_TO_HZ = 1000.0
_HZ_PER_MEL = 200.0 / 3.0
_MEL_AT_KNEE = _LINEAR_UP_TO_HZ / _HZ_PER_MEL
_LOG_STEP = float(np.log(6.4)) / 27.0


def _mel(frequency_hz: float) -> float:
    if frequency_hz < _LINEAR_UP_TO_HZ:
        return frequency_hz / _HZ_PER_MEL
    return _MEL_AT_KNEE + float(np.log(frequency_hz / _LINEAR_UP_TO_HZ)) / _LOG_STEP


def _hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    above = _LINEAR_UP_TO_HZ * np.exp(_LOG_STEP * (mel - _MEL_AT_KNEE))
    return np.where(mel < _MEL_AT_KNEE, mel * _HZ_PER_MEL, above)


@cache
def edges_hz() -> NDArray[np.float64]:
    """The 130 corner frequencies in Hz, read-only: band i rises from edge i, peaks at i + 1 and ends at i + 2.

    Slaney's mel scale: linear up to 1 kHz, then 27 steps to a factor of 6.4
    (M. Slaney, Auditory Toolbox, Interval Research report 1998-010).
    """
    edges = _hz(np.linspace(0.0, _mel(HIGHEST_HZ), BAND_COUNT + 2))
    edges.setflags(write=False)
    return edges


def centre_hz() -> NDArray[np.float64]:
    """The 128 frequencies in Hz at which the bands peak, read-only."""
    return edges_hz()[1:-1]


def band_range_hz(first: int, last: int) -> tuple[float, float]:
    """The range in Hz that bands `first` to `last` (both included) speak for.

    The bands overlap by half, so the range ends half-way to the neighbouring centres: ranges of neighbouring
    groups of bands meet without a gap. IndexError when the bands do not exist or are in the wrong order.
    """
    if not 0 <= first <= last < BAND_COUNT:
        raise IndexError(f"no bands {first} to {last}")
    edges = edges_hz()
    return float(edges[first] + edges[first + 1]) / 2.0, float(edges[last + 1] + edges[last + 2]) / 2.0


def to_db(bands: NDArray[np.floating]) -> NDArray[np.floating]:
    """Natural-log mel power of any shape to dB: 10 / ln 10 times as much."""
    level_db: NDArray[np.floating] = bands * (10.0 / np.log(10.0))
    return level_db
