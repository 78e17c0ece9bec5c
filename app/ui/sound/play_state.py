"""What would be heard if one pressed Play now. No widget: the panel shows this and asks for what it says."""

from dataclasses import dataclass, replace
from typing import Literal

from app.domain.verdict import ExcessRange

Which = Literal["take", "healthy"]

_END_S = 0.05
"""A head this close to the end is at the end."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One `play_wanted`: where from, which frequencies (None = all), which sound, over and over or once."""

    start_s: float
    low_hz: float | None
    high_hz: float | None
    which: Which
    loop: bool


@dataclass(frozen=True, slots=True)
class PlayState:
    """Play head, selected stretch, chosen range and switches; every change is a new state."""

    duration_s: float = 0.0
    ranges: tuple[ExcessRange, ...] = ()
    head_s: float = 0.0
    selection_s: tuple[float, float] | None = None
    which: Which = "take"
    loop: bool = False
    chosen: int = 0
    only: bool = False
    playing: bool = False

    @property
    def range(self) -> ExcessRange | None:
        """The range that "Hear only" is about."""
        return self.ranges[self.chosen] if self.chosen < len(self.ranges) else None

    @property
    def wish(self) -> Wish:
        """What Play asks for: from the head, or from the start of the stretch where the head lies outside it."""
        start, end = self.selection_s or (0.0, self.duration_s)
        from_s = self.head_s if start <= self.head_s < end - _END_S else start
        one = self.range if self.only else None
        low_hz, high_hz = (one.low_hz, one.high_hz) if one else (None, None)
        return Wish(from_s, low_hz, high_hz, self.which, self.loop)

    def at(self, seconds: float) -> "PlayState":
        """With the head there, but inside the take."""
        return replace(self, head_s=min(max(seconds, 0.0), self.duration_s))

    def select(self, start_s: float, end_s: float) -> "PlayState":
        """With that stretch selected, the head at its start."""
        start, end = max(start_s, 0.0), min(end_s, self.duration_s)
        return replace(self, selection_s=(start, end)).at(start) if end > start else self

    def cleared(self) -> "PlayState":
        """Without a stretch."""
        return replace(self, selection_s=None)

    def hear_range(self, index: int) -> "PlayState":
        """That range alone, over and over: what a click on its label means."""
        return replace(self, chosen=index, only=True, loop=True)
