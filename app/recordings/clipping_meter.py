"""How much of a take was cut off because the input was overdriven."""

import numpy as np
from numpy.typing import NDArray

_FINE = 32_768
_CODES = 2 * _FINE
_TAIL = 0.9
_NEIGHBOURS = 10
_PILE_UP = 4.0
_FEWEST = 10
_MOST_WAITING = 1 << 17


class ClippingMeter:
    """Finds samples piled up at a ceiling, at full scale or below it (overdriven first, made quieter later).

    Sound that fits has ever fewer samples towards its highest one; sound that was cut off has a heap of them
    there. The heap is the two highest 16 bit steps; it counts when each of its occupied steps holds four times as
    many samples as each of the ten occupied ones below (sound made louder by computing leaves most steps empty).
    Runs of equal samples say less: at 16 kHz a clipped crest is often a single sample.
    """

    def __init__(self) -> None:
        self._sides = (_Tail(), _Tail())
        self._samples = 0

    def add(self, block: NDArray[np.float32], high: float, low: float) -> None:
        """Takes the next block; `high` and `low` are its greatest and least sample."""
        flat = block.reshape(-1)
        self._samples += flat.size
        self._sides[0].add(flat, high, 1.0)
        self._sides[1].add(flat, -low, -1.0)

    @property
    def share(self) -> float:
        """Share of the samples that were cut off, 0 to 1."""
        return sum(side.heap() for side in self._sides) / self._samples if self._samples else 0.0


class _Tail:
    """Counts the samples near the highest one on one side of zero, in steps of 16 bit up to twice full scale."""

    def __init__(self) -> None:
        self._top = 0.0
        self._counts = np.zeros(_CODES, np.int64)
        self._near: list[NDArray[np.float32]] = []
        self._waiting = 0

    def add(self, flat: NDArray[np.float32], top: float, sign: float) -> None:
        self._top = max(self._top, top)
        limit = self._top * _TAIL
        if top < limit or top <= 0.0:
            return
        near = flat[flat >= limit] if sign > 0 else -flat[flat <= -limit]
        self._near.append(near)
        self._waiting += near.size
        if self._waiting >= _MOST_WAITING:
            self._count()

    def _count(self) -> None:
        """Counts what was put by: a few samples of each block, so that is cheaper done together."""
        if not self._near:
            return
        near = np.concatenate(self._near)
        self._near, self._waiting = [], 0
        codes = np.minimum(near * np.float32(_FINE), np.float32(_CODES - 1)).astype(np.int64)
        lowest = int(codes.min())
        counts = np.bincount(codes - lowest)
        self._counts[lowest : lowest + counts.size] += counts

    def heap(self) -> int:
        """How many samples make up the heap; 0 where there is none."""
        self._count()
        top = min(int(np.float32(self._top) * np.float32(_FINE)), _CODES - 1)
        steps = self._counts[max(0, top - 1) : top + 1]
        heap, occupied = int(steps.sum()), int(np.count_nonzero(steps))
        tail = self._counts[int(top * _TAIL) : max(0, top - 1)]
        below = tail[tail > 0][-_NEIGHBOURS:]
        if heap < _FEWEST or below.size < 3:
            return 0
        return heap if heap >= _PILE_UP * occupied * float(below.mean()) else 0
