"""Between the sound card's thread, which must never wait, and the writer, which sometimes must."""

from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue

import numpy as np
from numpy.typing import NDArray

HOLDS_S = 60.0
"""A disk may be this slow before sound is lost."""

Order = Callable[[], None]
"""Something the writer does once it has heard all that arrived before."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A block float32 `[frames, channels]` as it arrived at `at_s`; `refused` frames before it found no place."""

    samples: NDArray[np.float32]
    overflowed: bool
    at_s: float
    refused: int


class BlockQueue:
    """Blocks and orders in the order in which they came. One thread gives blocks, one takes.

    Each of the two counts what it does in a number of its own, so that neither waits for a lock.
    """

    def __init__(self, sample_rate_hz: int, clock: Callable[[], float]) -> None:
        self.sample_rate_hz = sample_rate_hz
        self._clock = clock
        self._queue: SimpleQueue[Block | Order] = SimpleQueue()
        self._given = 0
        self._taken = 0
        self._refused = 0
        self._overflow_told = False

    def give(self, samples: NDArray[np.float32], overflowed: bool) -> None:
        """Copy a block in; one that finds no place is counted as refused. Never waits."""
        frames = samples.shape[0]
        overflowed = overflowed or self._overflow_told
        if self._given - self._taken + frames > HOLDS_S * self.sample_rate_hz:
            self._refused += frames
            self._overflow_told = overflowed
            return
        self._overflow_told = False
        self._given += frames
        refused, self._refused = self._refused, 0
        self._queue.put(Block(np.array(samples, dtype=np.float32), overflowed, self._clock(), refused))

    def order(self, order: Order) -> None:
        """Have something done after all that arrived before; from any thread."""
        self._queue.put(order)

    def take(self, patience_s: float) -> Block | Order | None:
        """The next one; None when there was none for so long."""
        try:
            next_one = self._queue.get(timeout=patience_s)
        except Empty:
            return None
        if isinstance(next_one, Block):
            self._taken += next_one.samples.shape[0]
        return next_one

    @property
    def backlog_s(self) -> float:
        """How much sound waits to be taken."""
        return (self._given - self._taken) / self.sample_rate_hz
