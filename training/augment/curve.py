"""Smooth curves over frequency, as the difference between two microphones looks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import centre_hz

SMOOTH_OVER = 0.1
"""Width of the smoothing (standard deviation) as a share of the mel axis from 0 to 8 kHz: some 13 bands, as the
response of a cheap microphone goes up and down three or four times between 100 Hz and 8 kHz."""

_POINTS = 512
_LOWEST_HZ = 1e-3


def smooth_curve(rng: np.random.Generator, points: int) -> NDArray[np.float64]:
    """A random smooth curve `[points]` with mean 0 and rms 1: white noise under a Gaussian."""
    positions = np.linspace(0, 1, points)
    knots = np.linspace(-3 * SMOOTH_OVER, 1 + 3 * SMOOTH_OVER, _POINTS)
    weights = np.exp(-0.5 * ((positions[:, None] - knots) / SMOOTH_OVER) ** 2)
    curve: NDArray[np.float64] = weights @ rng.standard_normal(_POINTS)
    curve -= curve.mean()
    curve /= np.sqrt(np.mean(curve**2))
    return curve


def over_frequency(curve: NDArray[np.float64], frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """A curve that was drawn over the 128 bands, at any frequencies; constant beyond the outermost bands."""
    return np.interp(frequency_hz, centre_hz(), curve)


def pass_db(
    frequency_hz: NDArray[np.float64], low_hz: float, high_hz: float, slope_db: float
) -> NDArray[np.float64]:
    """0 dB from `low_hz` to `high_hz`, and `slope_db` less with every octave below and above.

    Raises:
        ValueError: the range is empty.
    """
    if not 0 <= low_hz < high_hz:
        raise ValueError(f"{low_hz} … {high_hz} Hz is no range.")
    heard_hz = np.maximum(frequency_hz, _LOWEST_HZ)
    outside = np.maximum(0, np.log2(max(low_hz, _LOWEST_HZ) / heard_hz)) + np.maximum(
        0, np.log2(heard_hz / high_hz)
    )
    return -slope_db * outside
