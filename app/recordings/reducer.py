"""Fewer samples a second where nothing above 7 kHz is asked for: a spectrum of them takes a third of the time."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LOWEST_RATE_HZ = 16_000
"""No rate is reduced below this."""

_TAPS = 16
_MIDDLE, _BETA = 0.42, 6.0
"""Where the filter passes half, in parts of the new rate, and the shape of its Kaiser window: from 0.556 on, which
would fold back to below 0.444 (7.1 kHz of 16), nothing passes that is above −60 dB."""

_PRODUCT = 1 << 19
"""Greater products are shared out among threads, which costs more than it saves."""


class Reducer:
    """Streams samples at one `factor`-th of their rate, through a filter (windowed sinc) of 16 · `factor` taps.

    What comes out lags by 8 of its own samples. It comes in groups of 16 to 31, of which a whole number makes
    `hop` where any does.
    """

    def __init__(self, factor: int, hop: int) -> None:
        group = next((size for size in range(_TAPS, 2 * _TAPS) if hop % size == 0), _TAPS)
        self._earlier, self._later = _products(factor, group)
        self._cell = factor * group
        self._cells_at_once = max(1, _PRODUCT // self._earlier.size)
        self._rest = np.zeros(self._cell, np.float32)

    def add(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Takes the next samples float32 `[n]`; what they complete at the lower rate, float32 `[m]`."""
        samples = np.concatenate((self._rest, samples))
        cells = samples[: len(samples) // self._cell * self._cell].reshape(-1, self._cell)
        reduced = np.empty((len(cells) - 1, self._earlier.shape[1]), np.float32)
        for start in range(0, len(reduced), self._cells_at_once):
            end = min(start + self._cells_at_once, len(reduced))
            np.matmul(cells[start:end], self._earlier, out=reduced[start:end])
            reduced[start:end] += cells[start + 1 : end + 1] @ self._later
        self._rest = samples[len(reduced) * self._cell :].copy()
        return reduced.reshape(-1)


def passed(factor: int, at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Which part of the power passes at the frequencies `at`, in parts of the new rate; all of it at factor 1."""
    if factor == 1:
        return np.ones_like(at)
    taps = _taps(factor)
    turns = np.exp(-2j * np.pi * at[..., None] * np.arange(len(taps)) / factor)
    response: NDArray[np.float64] = np.square(np.abs(turns @ taps))
    return response


def _taps(factor: int) -> NDArray[np.float64]:
    size = _TAPS * factor
    at = (np.arange(size) - (size - 1) / 2.0) / factor
    taps: NDArray[np.float64] = np.sinc(2.0 * _MIDDLE * at) * np.kaiser(size, _BETA)
    taps /= taps.sum()
    return taps


@lru_cache(maxsize=8)
def _products(factor: int, group: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What of two neighbouring cells of `factor` · `group` samples goes into each sample of a group."""
    taps, cell = _taps(factor), factor * group
    both = np.zeros((2 * cell, group), np.float32)
    for output in range(group):
        end = cell + factor * (output + 1)
        both[end - len(taps) : end, output] = taps
    return both[:cell], both[cell:]
