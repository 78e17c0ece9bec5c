"""How loud a take is in third octaves, fifty times a second: what the meters of disturbances have in common."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.acoustics.levels import power_to_db
from app.recordings.mono import to_mono

HOP_S = 0.02
"""Time from one row to the next."""

WINDOW_S = 2.0 * HOP_S

CENTRE_HZ = (
    100.0, 125.0, 160.0, 200.0, 250.0, 315.0, 400.0, 500.0, 630.0, 800.0,
    1000.0, 1250.0, 1600.0, 2000.0, 2500.0, 3150.0, 4000.0, 5000.0, 6300.0,
)  # fmt: skip
"""Nominal middles of the bands. The next one up would not fit below the 8 kHz that every take must reach."""

BANDS = len(CENTRE_HZ)

_ROWS_AT_ONCE = 64

LINES = 115
"""As many lines of the spectrum, 25 Hz apart from 0 Hz on, are at hand for a closer look: up to 2.85 kHz."""


class Envelope:
    """Streams third-octave levels of the mean of a take's channels, since that is what the ear hears.

    Row i speaks for the `WINDOW_S` (Hann) from i · `HOP_S` on; times are exact where `HOP_S` is a whole number of
    samples. Levels are root mean squares: the bands' powers add up to the sound's, a full-scale sine reads −3.01.
    A band above half the sampling rate reads −120 dBFS. Band edges: IEC 61260-1, base ten. Below 400 Hz, where
    bands are hardly wider than the 25 Hz between two lines of the spectrum, neighbouring bands share their sound.
    """

    def __init__(self, sample_rate_hz: int) -> None:
        self._hop = max(1, round(HOP_S * sample_rate_hz))
        self._window, self._weights = _window_and_weights(2 * self._hop, sample_rate_hz)
        self._bins = len(self._weights)
        self._rest = np.zeros(0, np.float32)
        # Kept from block to block: fresh memory for each would cost more than the transform.
        self._frames = np.empty((_ROWS_AT_ONCE, 2, self._hop), np.float32)
        self.lines = np.zeros((0, min(LINES, self._bins)), np.float32)
        """Power of the lowest lines of the rows that the last `add` gave, float32 `[n, LINES]`, any unit."""

    def add(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Takes the next block `[frames, channels]`; the rows it completes, dBFS `[n, BANDS]`, n may be 0."""
        mono = to_mono(block)
        samples = np.concatenate((self._rest, mono)) if len(self._rest) else mono
        hops = samples[: len(samples) // self._hop * self._hop].reshape(-1, self._hop)
        count = max(0, len(hops) - 1)
        self._rest = samples[count * self._hop :].copy()
        self.lines = np.empty((count, self.lines.shape[1]), np.float32)
        levels = np.empty((count, BANDS), np.float32)
        for at in range(0, count, _ROWS_AT_ONCE):
            power = self._power(hops[at : at + _ROWS_AT_ONCE + 1])
            self.lines[at : at + len(power)] = power[:, : self.lines.shape[1]]
            np.matmul(power, self._weights, out=levels[at : at + len(power)])
        return power_to_db(levels)

    def _power(self, hops: NDArray[np.float32]) -> NDArray[np.float32]:
        """Power `[n, lines]` of the n pairs of neighbours among n + 1 hops."""
        count = len(hops) - 1
        halves = self._frames[:count]
        np.multiply(hops[:-1], self._window[: self._hop], out=halves[:, 0])
        np.multiply(hops[1:], self._window[self._hop :], out=halves[:, 1])
        spectra = np.fft.rfft(halves.reshape(count, -1), axis=1)[:, : self._bins]
        power: NDArray[np.float32] = np.square(spectra.real)
        power += np.square(spectra.imag)
        return power


@lru_cache(maxsize=8)
def _window_and_weights(size: int, sample_rate_hz: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The window, and for each line of the power spectrum `[lines, BANDS]` how much of it each band gets."""
    window = np.sin(np.pi * (np.arange(size) + 0.5) / size) ** 2
    bin_hz = sample_rate_hz / size
    middles = 1000.0 * 10.0 ** (np.arange(-10, BANDS - 10) / 10.0)
    low, high = middles * 10.0**-0.05, middles * 10.0**0.05
    lines = min(size // 2 + 1, math.ceil(high[-1] / bin_hz + 0.5))
    at = np.arange(lines)[:, None] * bin_hz
    inside = np.clip(np.minimum(at + bin_hz / 2, high) - np.maximum(at - bin_hz / 2, low), 0.0, bin_hz) / bin_hz
    # Two sides of the spectrum, and the power that the window takes away (Parseval).
    weights = inside * (2.0 / (size * float(window @ window)))
    return window.astype(np.float32), weights.astype(np.float32)
