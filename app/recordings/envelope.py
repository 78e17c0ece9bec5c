"""How loud a take is in third octaves, fifty times a second: what the meters of disturbances have in common."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.acoustics.levels import FLOOR_DBFS
from app.recordings.reducer import LOWEST_RATE_HZ, Reducer, passed

HOP_S = 0.02
"""Time from one row to the next."""

WINDOW_S = 2.0 * HOP_S

CENTRE_HZ = (
    100.0, 125.0, 160.0, 200.0, 250.0, 315.0, 400.0, 500.0, 630.0, 800.0,
    1000.0, 1250.0, 1600.0, 2000.0, 2500.0, 3150.0, 4000.0, 5000.0, 6300.0,
)  # fmt: skip
"""Nominal middles of the bands. The next one up would not fit below the 8 kHz that every take must reach."""

BANDS = len(CENTRE_HZ)

_ROWS_AT_ONCE = 96
"""The product of more rows would be shared out among threads, which costs more than it saves."""

_FLOOR = np.float32(10.0 ** (FLOOR_DBFS / 10.0))
_DB_PER_NEPER = np.float32(10.0 / math.log(10.0))

LINES = 115
"""As many lines of the spectrum, 25 Hz apart from 0 Hz on, are at hand for a closer look: up to 2.85 kHz."""


class Envelope:
    """Streams third-octave levels of a take, of the mean of its channels, since that is what the ear hears.

    Row i speaks for the `WINDOW_S` (Hann) from i · `HOP_S` on; times are exact to half a millisecond where `HOP_S`
    is a whole number of samples. Rates of 32 kHz and more are reduced first: no band reaches beyond 7.1 kHz.
    Levels are root mean squares: the bands' powers add up to the sound's, a full-scale sine reads −3.01. A band
    above half the sampling rate reads −120 dBFS. Band edges: IEC 61260-1, base ten. Below 400 Hz, where bands are
    hardly wider than the 25 Hz between two lines of the spectrum, neighbouring bands share their sound.
    """

    def __init__(self, sample_rate_hz: int) -> None:
        hop = max(1, round(HOP_S * sample_rate_hz))
        factor = _factor(sample_rate_hz, hop)
        self._hop = hop // factor
        self._reducer = Reducer(factor, self._hop) if factor > 1 else None
        self._window, self._weights = _window_and_weights(2 * self._hop, sample_rate_hz / factor, factor)
        self._bins = len(self._weights)
        self._rest = np.zeros(0, np.float32)
        # Kept from block to block: fresh memory for each would cost more than the transform.
        self._frames = np.empty((_ROWS_AT_ONCE, 2, self._hop), np.float32)
        self.lines = np.zeros((0, min(LINES, self._bins)), np.float32)
        """Power of the lowest lines of the rows that the last `add` gave, float32 `[n, LINES]`, full scale 1."""

    def add(self, mono: NDArray[np.float32]) -> NDArray[np.float32]:
        """Takes the next samples `[frames]`; the rows they complete, dBFS `[n, BANDS]`, n may be 0."""
        if self._reducer:
            mono = self._reducer.add(mono)
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
        # As `power_to_db`, in place, and by the natural logarithm, which is four times as quick.
        np.log(np.maximum(levels, _FLOOR, out=levels), out=levels)
        levels *= _DB_PER_NEPER
        return levels

    def _power(self, hops: NDArray[np.float32]) -> NDArray[np.float32]:
        """Power `[n, lines]` of the n pairs of neighbours among n + 1 hops."""
        count = len(hops) - 1
        halves = self._frames[:count]
        np.multiply(hops[:-1], self._window[: self._hop], out=halves[:, 0])
        np.multiply(hops[1:], self._window[self._hop :], out=halves[:, 1])
        # Scaled here, because the plain call scales by a whole number, whose conversion takes as long again.
        spectra = np.fft.rfft(halves.reshape(count, -1), axis=1, norm="forward")
        power: NDArray[np.float32] = np.square(spectra.real[:, : self._bins])
        power += np.square(spectra.imag[:, : self._bins])
        return power


def _factor(sample_rate_hz: int, hop: int) -> int:
    """By how much the rate may be reduced: hops stay whole."""
    most = max(1, sample_rate_hz // LOWEST_RATE_HZ)
    return next(factor for factor in range(most, 0, -1) if hop % factor == 0)


@lru_cache(maxsize=8)
def _window_and_weights(size: int, rate_hz: float, factor: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The window, and for each line of the power spectrum `[lines, BANDS]` how much of it each band gets."""
    window = np.sin(np.pi * (np.arange(size) + 0.5) / size) ** 2
    bin_hz = rate_hz / size
    middles = 1000.0 * 10.0 ** (np.arange(-10, BANDS - 10) / 10.0)
    low, high = middles * 10.0**-0.05, middles * 10.0**0.05
    lines = min(size // 2 + 1, math.ceil(high[-1] / bin_hz + 0.5))
    at = np.arange(lines)[:, None] * bin_hz
    inside = np.clip(np.minimum(at + bin_hz / 2, high) - np.maximum(at - bin_hz / 2, low), 0.0, bin_hz) / bin_hz
    # Two sides of the spectrum, and the power that the window and the filter before it take away (Parseval).
    weights = inside * (2.0 * size / float(window @ window)) / passed(factor, at / rate_hz)
    return window.astype(np.float32), weights.astype(np.float32)
