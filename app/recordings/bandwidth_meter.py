"""How far up a take's sound really reaches: a telephone codec leaves nothing above 4 kHz at any sampling rate."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LISTENED_HZ = 8_000.0
"""No model listens above this."""

_CELL_HZ = 125.0
_SEARCH_FROM_HZ = 2_500.0
_LOOK_UP_TO_HZ = 9_500.0
_CLIFF_DB = 15.0
_DEAD_ABOVE_HZ = 4_200.0
_DEAD_DBFS_PER_HZ = -160.0
_FRAMES_A_SECOND = 2
_SECONDS_LOOKED_AT = 40
_FRAMES_AT_ONCE = 10
_NOTHING = 1e-20


class BandwidthMeter:
    """Streams a spectrum from a few dozen frames spread over the take, and looks for a cliff in it.

    A machine's own sound falls off smoothly into the noise of its microphone; a codec or a resampler leaves a
    cliff: nearly everything in the 750 Hz below the edge lies at least 15 dB above everything beyond it. Levels
    are means of decibels over time and medians over 125 Hz: neither a knock nor a whistle hides the edge.
    """

    def __init__(self, sample_rate_hz: int, expected_s: float) -> None:
        self._rate_hz = sample_rate_hz
        self._size = 1 << max(6, (sample_rate_hz // 25 - 1).bit_length())
        self._every = max(1, round(expected_s / _SECONDS_LOOKED_AT))
        self._blocks = 0
        self._count = 0
        self._bins = min(self._size // 2 + 1, int(_LOOK_UP_TO_HZ * self._size / sample_rate_hz) + 1)
        self._sum_log = np.zeros(self._bins)
        # Transformed some at a time: each call costs as much as a frame.
        self._frames = np.empty((_FRAMES_AT_ONCE, self._size), np.float32)
        self._waiting = 0

    def add(self, block: NDArray[np.float32]) -> None:
        """Takes the next block `[frames, channels]`, about one second."""
        self._blocks += 1
        room = len(block) - self._size
        if room < 0 or (self._blocks - 1) % self._every:
            return
        channel = _loudest(block)
        for k in range(_FRAMES_A_SECOND):
            start = room * (2 * k + 1) // (2 * _FRAMES_A_SECOND)
            self._frames[self._waiting] = channel[start : start + self._size]
            self._waiting += 1
        if self._waiting == _FRAMES_AT_ONCE:
            self._look()

    def _look(self) -> None:
        frames = self._frames[: self._waiting]
        self._waiting = 0
        frames -= frames.mean(axis=1, keepdims=True)
        frames = frames[frames.any(axis=1)]
        if len(frames):
            frames *= _hann(self._size)
            spectra = np.fft.rfft(frames, axis=1, norm="forward")[:, : self._bins]
            power = np.square(spectra.real) + np.square(spectra.imag)
            # The window's own power is 3/8 of a full frame's; one side of the spectrum stands for both.
            power *= np.float32(2.0 * self._size / (0.375 * self._rate_hz))
            power += np.float32(_NOTHING)
            self._sum_log += np.log(power, out=power).sum(axis=0)
            self._count += len(frames)

    @property
    def measured(self) -> bool:
        """Whether there was any sound to measure on."""
        self._look()
        return self._count > 0

    @property
    def upper_hz(self) -> float:
        """The highest frequency the sound reaches, at most 8 kHz; half the sampling rate where nothing cuts it."""
        self._look()
        limit_hz = min(LISTENED_HZ, self._rate_hz / 2)
        if not self._count:
            return limit_hz
        cells, cell_hz = self._cells()
        edge_hz = _cliff_hz(cells, cell_hz)
        if edge_hz is not None:
            return min(edge_hz, limit_hz)
        above = cells[int(_DEAD_ABOVE_HZ / cell_hz) :]
        if len(above) and float(above.max()) < _DEAD_DBFS_PER_HZ:
            alive = np.flatnonzero(cells >= _DEAD_DBFS_PER_HZ)
            return min(float(alive[-1] + 1) * cell_hz if len(alive) else 0.0, limit_hz)
        return limit_hz

    def _cells(self) -> tuple[NDArray[np.float64], float]:
        """Level in dBFS per Hz, in cells from 0 Hz up to where the anti-alias filter begins."""
        bin_hz = self._rate_hz / self._size
        width = max(1, round(_CELL_HZ / bin_hz))
        top_hz = min(_LOOK_UP_TO_HZ, 0.97 * self._rate_hz / 2)
        count = min(int(top_hz / (bin_hz * width)), self._bins // width)
        mean_db = self._sum_log[: count * width] * (10.0 / np.log(10.0) / self._count)
        cells: NDArray[np.float64] = np.median(mean_db.reshape(count, width), axis=1)
        return cells, bin_hz * width


def _loudest(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """The loudest channel: an average of channels would change the noise floor."""
    if block.shape[1] == 1:
        return block[:, 0]
    # Turned round: numpy looks through narrow columns many times more slowly.
    look = np.ascontiguousarray(block[:: max(1, len(block) // 1000)].T)
    return block[:, int(np.argmax(look.max(axis=1) - look.min(axis=1)))]


def _cliff_hz(cells: NDArray[np.float64], cell_hz: float) -> float | None:
    """Where the steepest cliff is, if there is one. Two cells on either side of it may be its slope."""
    reach, slope = 6, 2
    first = max(reach + slope, int(_SEARCH_FROM_HZ / cell_hz))
    last = len(cells) - slope - 2
    if last < first:
        return None
    beyond = np.maximum.accumulate(cells[::-1])[::-1]
    edges = np.arange(first, last)
    windows = np.lib.stride_tricks.sliding_window_view(cells, reach)[edges - slope - reach]
    below = np.partition(windows, 1, axis=1)[:, 1]
    drops = below - beyond[edges + slope]
    best = int(np.argmax(drops))
    return float(edges[best] * cell_hz) if drops[best] >= _CLIFF_DB else None


@lru_cache(maxsize=8)
def _hann(size: int) -> NDArray[np.float32]:
    return (0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(size) / size)).astype(np.float32)
