"""The newest sound for whoever draws it: the writer puts it in, a timer takes it out."""

from threading import Lock

import numpy as np
from numpy.typing import NDArray

HOLDS_S = 10.0


class PullRing:
    """What came since it was last pulled, at most ten seconds. One thread adds, one pulls."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._ring = np.zeros(max(round(HOLDS_S * sample_rate_hz), 1), dtype=np.float32)
        self._end = 0
        self._fresh = 0
        self._lock = Lock()

    def add(self, mono: NDArray[np.float32]) -> None:
        """Put float32 `[n]` in; what is too old goes."""
        size = self._ring.size
        mono = mono[-size:]
        with self._lock:
            first = min(mono.size, size - self._end)
            self._ring[self._end : self._end + first] = mono[:first]
            self._ring[: mono.size - first] = mono[first:]
            self._end = (self._end + mono.size) % size
            self._fresh = min(self._fresh + mono.size, size)

    def pull(self) -> NDArray[np.float32]:
        """What is new, float32 `[n]`, oldest first; a copy."""
        with self._lock:
            start = self._end - self._fresh
            self._fresh = 0
            if start >= 0:
                return self._ring[start : self._end].copy()
            return np.concatenate([self._ring[start:], self._ring[: self._end]])
