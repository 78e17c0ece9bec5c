"""How far a run is and how long it will still take, on one line a piece of work."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

Say = Callable[[str], None]


class Progress:
    """Tells after each job what is left.

    Jobs differ a hundredfold, so each counts for as many seconds as it took in the last run, where there was one.
    """

    def __init__(self, names: Sequence[str], last_s: Mapping[str, float], say: Say) -> None:
        known = [last_s[name] for name in names if name in last_s]
        usual = sum(known) / len(known) if known else 1.0
        self._weight = {name: last_s.get(name, usual) or usual for name in names}
        self._say = say
        self._begun = time.monotonic()
        self._done: list[str] = []

    def done(self, name: str, took_s: float) -> None:
        """One more is finished."""
        self._done.append(name)
        share = sum(self._weight[one] for one in self._done) / (sum(self._weight.values()) or 1.0)
        gone_s = time.monotonic() - self._begun
        left = f"about {told(gone_s / share - gone_s)} left" if share < 1 else "all done"
        self._say(
            f"{len(self._done)} of {len(self._weight)}: {name} took {told(took_s)}; {told(gone_s)} gone, {left}."
        )

    @property
    def gone_s(self) -> float:
        """Since the start."""
        return time.monotonic() - self._begun


def told(seconds: float) -> str:
    """A length of time for people."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"
