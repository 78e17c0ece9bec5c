"""Random building blocks: noise of a given shape and slow drifts."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.acoustics.sizes import quick_length

Floats = NDArray[np.float64]

Shape = Callable[[Floats], Floats]
"""Gain over frequency: float64 `[n]` in Hz to float64 `[n]`."""

_UNIT_WIDTH_HZ = 8000.0
_DRIFT_RATE_HZ = 100.0


def shaped_noise(random: np.random.Generator, frames: int, sample_rate_hz: int, shape: Shape) -> Floats:
    """Gaussian noise `[frames]` whose level over frequency follows `shape`, the same at any rate.

    Where `shape` is 1, 8 kHz of the noise have rms 1.
    """
    length = quick_length(frames)
    frequency_hz = np.fft.rfftfreq(length, 1.0 / sample_rate_hz).astype(np.float64)
    density = shape(frequency_hz) * np.sqrt(length * sample_rate_hz / (4.0 * _UNIT_WIDTH_HZ))
    noise: Floats = np.fft.irfft(_gaussian(random, frequency_hz.size) * density, length)[:frames]
    return noise


def drift(random: np.random.Generator, frames: int, sample_rate_hz: int, fastest_hz: float) -> Floats:
    """A slow random course `[frames]` of mean 0 and deviation 1 with nothing above `fastest_hz` (below 50 Hz)."""
    points = int(np.ceil(frames / sample_rate_hz * _DRIFT_RATE_HZ)) + 2
    length = quick_length(points + int(4.0 * _DRIFT_RATE_HZ / fastest_hz))
    frequency_hz = np.fft.rfftfreq(length, 1.0 / _DRIFT_RATE_HZ)
    inside = (frequency_hz > 0.0) & (frequency_hz <= fastest_hz)
    course = np.fft.irfft(np.where(inside, _gaussian(random, frequency_hz.size), 0.0), length)
    course *= length / (2.0 * np.sqrt(np.count_nonzero(inside)))
    at = np.arange(frames) * (_DRIFT_RATE_HZ / sample_rate_hz)
    slow: Floats = np.interp(at, np.arange(points), course[:points])
    return slow


def _gaussian(random: np.random.Generator, size: int) -> NDArray[np.complex128]:
    numbers: NDArray[np.complex128] = random.standard_normal(size) + 1j * random.standard_normal(size)
    return numbers


def db_to_gain(level_db: float) -> float:
    """Amplitude ratio of a level difference in dB."""
    return float(10.0 ** (level_db / 20.0))
