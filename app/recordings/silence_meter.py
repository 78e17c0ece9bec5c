"""Stretches in which nothing arrived from the microphone: every sample the same as the one before."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_SAME = 1e-6
_CELLS_A_SECOND = 100
_SHORTEST_S = 0.02


class SilenceMeter:
    """Streams a take's digital silence, in cells of 10 ms.

    A cell is silent when no sample of any channel differs from the frame before it by more than −120 dBFS:
    no microphone is that quiet, but a decoder's rounding of silence is.
    """

    def __init__(self, sample_rate_hz: int) -> None:
        self._rate_hz = sample_rate_hz
        self._cell = max(1, sample_rate_hz // _CELLS_A_SECOND)
        self._run = self._longest = self._total = self._frames = 0

    def add(self, block: NDArray[np.float32]) -> None:
        """Takes the next block `[frames, channels]`."""
        edges, last_ones, ones_before = _cells(len(block), self._cell)
        ends, before = block[last_ones], block[ones_before]
        # Most cells are told to be alive by their ends alone; only the others are looked at sample by sample.
        maybe = np.flatnonzero((np.abs(ends - before) <= _SAME).all(axis=1))
        if len(maybe) == 0:
            self._end_run()
        else:
            self._look(block, edges, before, set(maybe.tolist()))
        self._frames += len(block)

    @property
    def longest_s(self) -> float:
        """The longest silent stretch."""
        return max(self._longest, self._run) / self._rate_hz

    @property
    def share(self) -> float:
        """Share of the take that is silent, 0 to 1, in stretches of 20 ms and more."""
        return (self._total + self._counted(self._run)) / self._frames if self._frames else 0.0

    @property
    def total_s(self) -> float:
        """All silent stretches of 20 ms and more together."""
        return (self._total + self._counted(self._run)) / self._rate_hz

    def _look(
        self, block: NDArray[np.float32], edges: NDArray[np.int64], before: NDArray[np.float32], maybe: set[int]
    ) -> None:
        for index in range(len(edges) - 1):
            start, end = int(edges[index]), int(edges[index + 1])
            if index in maybe and bool((np.abs(block[start:end] - before[index]) <= _SAME).all()):
                self._run += end - start
            else:
                self._end_run()

    def _end_run(self) -> None:
        self._longest = max(self._longest, self._run)
        self._total += self._counted(self._run)
        self._run = 0

    def _counted(self, run: int) -> int:
        return run if run >= _SHORTEST_S * self._rate_hz else 0


@lru_cache(maxsize=8)
def _cells(frames: int, cell: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Where the cells of a block begin and end, the last frame of each, and the one before each in the block."""
    edges = np.arange(0, frames + cell, cell)
    edges[-1] = frames
    return edges, edges[1:] - 1, np.maximum(edges[:-1] - 1, 0)
