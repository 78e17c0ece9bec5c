"""How much of full scale the live waveform shows: fixed steps, so that its height means something."""

from app.domain import words
from app.ui.sound.ticks import Tick, even_ticks

STEPS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
USUAL = 0.2
_AIR = 1.25
_ROOMY_PX = 260


class WaveScale:
    """±0.2 of full scale until the sound leaves the frame, then the step that holds it, and never back by itself.

    Where somebody `fixed` a step it stays, and what exceeds it is cut at the frame.
    """

    def __init__(self) -> None:
        self.step = USUAL
        self.fixed: float | None = None

    @property
    def top(self) -> float:
        """The frame's upper edge: some air above the step, so that what clips is seen to be flat."""
        return self.step * _AIR

    def fix(self, step: float | None) -> None:
        """Stay at this step from now on; None for the usual one and upwards from there."""
        self.fixed = step
        self.reset()

    def reset(self) -> None:
        """Back to where it begins."""
        self.step = USUAL if self.fixed is None else self.fixed

    def grow(self, peak: float) -> bool:
        """Make room for a sample this great, if it may; whether the step is another now."""
        if self.fixed is not None or peak <= self.top:
            return False
        before = self.step
        self.step = next((step for step in STEPS if step * _AIR >= peak), STEPS[-1])
        return self.step != before

    def ticks(self) -> list[Tick]:
        """The step upwards and downwards, and silence."""
        text = f"{self.step:g}"
        return [Tick(-self.step, f"{words.MINUS}{text}"), Tick(0.0, "0"), Tick(self.step, text)]


def past_ticks(shown_s: float, length_px: float, now: str) -> list[Tick]:
    """Seconds back from the right edge, which `now` names; the first one carries the unit."""
    ticks = even_ticks(-shown_s, 0.0, 5 if length_px >= _ROOMY_PX else 2)
    return [Tick(ticks[0].at, f"{ticks[0].text} s"), *ticks[1:-1], Tick(0.0, now)]
