"""Ten-second pieces of what is heard, for hours of listening: in flat memory, and honest about gaps."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from queue import Empty, Full, Queue

import numpy as np
from numpy.typing import NDArray

from app.domain.microphone import Continuity

CHUNK_S = 10.0
WAITING = 6
"""So many chunks may wait to be taken; while there are as many, new ones are dropped, and counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Ten seconds float32 `[frames, channels]`; `continuity` also counts what was dropped since the last chunk."""

    samples: NDArray[np.float32]
    sample_rate_hz: int
    started_at: datetime
    continuity: Continuity


class Chunker:
    """Cuts blocks into chunks. One thread adds, one takes."""

    def __init__(self, sample_rate_hz: int, channels: int, so_far: Continuity) -> None:
        self._rate_hz = sample_rate_hz
        self._filling = np.empty((round(CHUNK_S * sample_rate_hz), channels), dtype=np.float32)
        self._filled = 0
        self._started_at = datetime.now(UTC)
        self._before = so_far
        self._dropped_frames = 0
        self._ready: Queue[Chunk] = Queue(WAITING)

    def add(self, samples: NDArray[np.float32], so_far: Continuity) -> None:
        """Take the next block, float32 `[frames, channels]`; `so_far` counts since the microphone was opened."""
        if not self._filled:
            self._started_at = datetime.now(UTC) - timedelta(seconds=samples.shape[0] / self._rate_hz)
        while samples.shape[0]:
            count = min(samples.shape[0], self._filling.shape[0] - self._filled)
            self._filling[self._filled : self._filled + count] = samples[:count]
            self._filled += count
            samples = samples[count:]
            if self._filled == self._filling.shape[0]:
                self._put(so_far)

    def take(self) -> Chunk | None:
        """The oldest chunk that nobody took yet."""
        try:
            return self._ready.get_nowait()
        except Empty:
            return None

    def _put(self, so_far: Continuity) -> None:
        overflows = so_far.overflows - self._before.overflows
        lost = max(so_far.lost_frames - self._before.lost_frames, 0) + self._dropped_frames
        chunk = Chunk(self._filling, self._rate_hz, self._started_at, Continuity(overflows, lost))
        self._filled = 0
        self._started_at = datetime.now(UTC)
        try:
            self._ready.put_nowait(chunk)
        except Full:
            self._dropped_frames += self._filling.shape[0]
            return
        self._before, self._dropped_frames = so_far, 0
        self._filling = np.empty_like(self._filling)
