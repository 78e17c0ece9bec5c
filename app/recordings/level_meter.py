"""How loud a take is, and whether its channels cancel each other when they are mixed to one."""

import math

import numpy as np
from numpy.typing import NDArray

FLOOR_DBFS = -120.0
"""Nothing below this is told apart."""

_LOOK_FRAMES = 512


class LevelMeter:
    """Streams a take's level: RMS over all channels without any constant offset, and the highest sample."""

    def __init__(self, channels: int) -> None:
        self._channels = channels
        self._sums = np.zeros(channels)
        self._ones = np.ones(0, np.float32)
        self._squares = 0.0
        self._frames = 0
        self._peak = 0.0
        self._mixed = self._apart = 0.0

    def add(self, block: NDArray[np.float32], high: float, low: float) -> None:
        """Takes the next block `[frames, channels]`; `high` and `low` are its greatest and least sample."""
        flat = block.reshape(-1)
        self._squares += float(np.dot(flat, flat))
        if len(self._ones) < len(block):
            self._ones = np.ones(len(block), np.float32)
        # A product with ones: numpy adds up a narrow array's columns fifty times slower.
        self._sums += self._ones[: len(block)] @ block
        self._frames += len(block)
        self._peak = max(self._peak, high, -low)
        if self._channels > 1:
            look = block[:_LOOK_FRAMES].astype(np.float64)
            mean = np.ones(len(look)) @ look / len(look)
            covariance = look.T @ look / len(look) - np.outer(mean, mean)
            self._apart += float(np.trace(covariance)) / self._channels
            self._mixed += float(covariance.mean())

    @property
    def rms_dbfs(self) -> float:
        """Level of the take in dBFS (root mean square, full scale 1.0)."""
        if not self._frames:
            return FLOOR_DBFS
        offset = float(np.square(self._sums / self._frames).mean())
        return _dbfs(self._squares / (self._frames * self._channels) - offset)

    @property
    def peak_dbfs(self) -> float:
        """The highest sample in dBFS, whatever its sign."""
        return _dbfs(self._peak * self._peak)

    @property
    def lost_beyond_chance_db(self) -> float:
        """How much more the mean of the channels loses than unrelated channels would (10 log10 n)."""
        if self._apart <= 0.0:
            return 0.0
        return -10.0 * math.log10(max(self._channels * self._mixed / self._apart, 1e-12))


def _dbfs(power: float) -> float:
    return max(FLOOR_DBFS, 10.0 * math.log10(power)) if power > 0.0 else FLOOR_DBFS
