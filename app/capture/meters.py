"""How loud the microphone is right now, what was cut off, and for how long it has been silent to the last bit."""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

METER_S = 0.3
"""What the level is taken over: long enough to read, short enough to follow a knock."""

FULL_SCALE = 1.0 - 1.5 / 32_768
"""The highest 16 bit step and all above it; a coarser device's own highest step is lower and is not known here."""

SILENT_DBFS = -120.0
"""What a level is never said to be below: digital silence has none."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Of the last 0.3 s in dBFS (`rms_dbfs` of a full-scale sine: −3), of all channels together."""

    rms_dbfs: float = SILENT_DBFS
    peak_dbfs: float = SILENT_DBFS


class Meter:
    """Levels of the newest sound; what was clipped since it was reset."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._rate_hz = sample_rate_hz
        self._span = round(METER_S * sample_rate_hz)
        self._blocks: deque[tuple[int, int, float, float]] = deque()
        self._frames = 0
        self._zero_frames = 0
        # One number for each of the two threads, so that a reset never loses a sample that clips meanwhile.
        self._clipped = 0
        self._clipped_before = 0

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take the next block, finite float32 `[frames, channels]`."""
        frames = samples.shape[0]
        if not frames or not samples.shape[1]:
            return
        height = np.abs(samples)
        peak = float(height.max())
        if peak >= FULL_SCALE:
            self._clipped += int(np.count_nonzero(height >= FULL_SCALE))
        self._zero_frames = self._zero_frames + frames if peak == 0.0 else 0
        power = float(np.mean(np.square(samples), dtype=np.float64)) if peak else 0.0
        self._blocks.append((frames, samples.shape[1], power * frames, peak))
        self._frames += frames
        while self._frames - self._blocks[0][0] >= self._span:
            self._frames -= self._blocks.popleft()[0]

    def reset_clip(self) -> None:
        """Start to count clipped samples anew; from any thread."""
        self._clipped_before = self._clipped

    @property
    def clipped(self) -> int:
        """Samples at full scale since the start or the last reset."""
        return self._clipped - self._clipped_before

    @property
    def levels(self) -> Levels:
        """Of the last 0.3 s."""
        if not self._frames:
            return Levels()
        power = sum(block[2] for block in self._blocks) / self._frames
        peak = max(block[3] for block in self._blocks)
        return Levels(_db(np.sqrt(power)), _db(peak))

    @property
    def zero_s(self) -> float:
        """How long every sample has been exactly 0."""
        return self._zero_frames / self._rate_hz


def _db(height: float) -> float:
    return max(20.0 * float(np.log10(height)), SILENT_DBFS) if height > 0.0 else SILENT_DBFS
