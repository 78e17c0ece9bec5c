"""Chance that is the same each time: from a seed, and apart for each thing that wants it."""

import uuid
from hashlib import blake2b
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

Thing = TypeVar("Thing")
_WAVES = 5


class Chance:
    """Random numbers, choices and ids. `of` gives another that depends on the seed and a name alone.

    So one machine's life stays as it is whatever is added to another's.
    """

    def __init__(self, seed: int, name: str = "") -> None:
        self._seed = seed
        self._name = name
        digest = blake2b(f"{seed} {name}".encode(), digest_size=16).digest()
        self.numbers = np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))

    def of(self, name: str) -> Self:
        """The chance of that thing alone."""
        return type(self)(self._seed, f"{self._name}/{name}")

    def new_id(self) -> str:
        """An id as `app.domain.identity.new_id` gives them, but always the same ones."""
        return uuid.UUID(bytes=self.numbers.bytes(16), version=4).hex

    def happens(self, share: float) -> bool:
        """True in that share of cases."""
        return bool(self.numbers.random() < share)

    def one(self, things: tuple[Thing, ...]) -> Thing:
        """One of them."""
        return things[int(self.numbers.integers(len(things)))]

    def some(self, things: tuple[Thing, ...], count: int) -> tuple[Thing, ...]:
        """So many of them, each once; all where there are not more."""
        order = self.numbers.permutation(len(things))[:count]
        return tuple(things[int(place)] for place in order)

    def between(self, low: float, high: float) -> float:
        """Any number from `low` to `high`."""
        return float(self.numbers.uniform(low, high))

    def near(self, middle: float, scatter: float) -> float:
        """A number around `middle`, with that standard deviation."""
        return float(self.numbers.normal(middle, scatter))

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self.numbers.integers(low, high + 1))

    def wavy(self, place: NDArray[np.float64], height: float) -> NDArray[np.float64]:
        """A smooth curve over `place` (0 to 1, any shape): five cosines, each of that standard deviation."""
        curve: NDArray[np.float64] = np.zeros(place.shape)
        for wave in range(1, _WAVES + 1):
            curve = curve + self.near(0.0, height) * np.cos(np.pi * wave * place)
        return curve
