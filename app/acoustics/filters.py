"""Lets only one range of frequencies through, for "hear only this range"."""

import numpy as np
from numpy.typing import NDArray

from app.acoustics.levels import finite
from app.acoustics.sizes import quick_length

_NARROWEST_EDGE_HZ = 20.0
_EDGE_SHARE = 0.08
_RINGING_EDGES = 8.0
"""An edge of width B rings for about 1 / B; after this many times that it is below −80 dB."""

_CHUNK_S = 20.0


def keep_range(
    samples: NDArray[np.floating], sample_rate_hz: float, low_hz: float, high_hz: float
) -> NDArray[np.float32]:
    """What of mono `samples` `[n]` lies between `low_hz` and `high_hz`, as float32 `[n]`, not delayed.

    Inside the range nothing changes; outside, the level falls along half a cosine within 8 % of the edge (at
    least 20 Hz). A `low_hz` of 0 and a `high_hz` beyond half the rate leave that side open. ValueError when the
    range is empty. Long arrays are filtered in overlapping pieces, so memory stays flat.
    """
    if not low_hz < high_hz:
        raise ValueError(f"{low_hz} to {high_hz} Hz is not a range")
    heard = np.empty(samples.size, dtype=np.float32)
    margin = int(_RINGING_EDGES * sample_rate_hz / _edge_width_hz(low_hz))
    step = int(_CHUNK_S * sample_rate_hz)
    for at in range(0, samples.size, step):
        first = max(0, at - margin)
        part = finite(samples[first : at + step + margin])
        kept = _filtered(part, margin, sample_rate_hz, low_hz, high_hz)
        heard[at : at + step] = kept[at - first : at - first + step]
    return heard


def _filtered(
    part: NDArray[np.float32], margin: int, sample_rate_hz: float, low_hz: float, high_hz: float
) -> NDArray[np.float32]:
    length = quick_length(part.size + margin)
    spectrum = np.fft.rfft(part, length)
    spectrum *= _gain(np.fft.rfftfreq(length, 1.0 / sample_rate_hz), low_hz, high_hz)
    kept: NDArray[np.float32] = np.fft.irfft(spectrum, length)[: part.size].astype(np.float32)
    return kept


def _gain(frequency_hz: NDArray[np.floating], low_hz: float, high_hz: float) -> NDArray[np.float32]:
    gain = np.ones(frequency_hz.size)
    if low_hz > 0.0:
        gain *= _half_cosine((frequency_hz - low_hz) / _edge_width_hz(low_hz) + 1.0)
    gain *= _half_cosine((high_hz - frequency_hz) / _edge_width_hz(high_hz) + 1.0)
    return gain.astype(np.float32)


def _half_cosine(share: NDArray[np.floating]) -> NDArray[np.floating]:
    """0 below 0, 1 above 1, half a cosine between."""
    rise: NDArray[np.floating] = 0.5 - 0.5 * np.cos(np.pi * np.clip(share, 0.0, 1.0))
    return rise


def _edge_width_hz(edge_hz: float) -> float:
    return max(_NARROWEST_EDGE_HZ, _EDGE_SHARE * abs(edge_hz))
