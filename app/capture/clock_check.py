"""Counts the sound that never arrived: frames against the clock, since systems drop sound without a word.

The lag of a block is the time since the first one less what its frames and all before it last. Sound only ever
arrives late, so the smallest lag of half a second is what remains without delays. A device's own clock moves it
slowly, by up to 200 millionths. A step up that stays is sound that is missing; if the lag comes down again later,
the sound was only late, and what was counted is taken back.
"""

from collections import deque

DRIFT = 1000e-6
"""How much faster or slower than ours a device's clock may seem to run: its own error, and ours being set."""

MISSING_S = 0.15
"""The least step that counts: a sound system may change how much it gathers before it delivers, by up to 0.1 s."""

SETTLED_S = 0.5
"""How long a step must stay."""


class ClockCheck:
    """`lost_frames` says how many frames fewer came than the clock asks for; it may go down again."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._rate_hz = sample_rate_hz
        self._started_s: float | None = None
        self._frames = 0
        self._expected_s = 0.0
        self._at_s = 0.0
        self._touched_s = 0.0
        self._lost_s = 0.0
        self._recent: deque[tuple[float, float]] = deque()

    def add(self, frames: int, at_s: float) -> None:
        """A block of so many frames arrived at `at_s`."""
        if self._started_s is None:
            self._started_s = self._at_s = self._touched_s = at_s
            return
        self._frames += frames
        lag_s = at_s - self._started_s - self._frames / self._rate_hz
        while self._recent and self._recent[-1][1] >= lag_s:
            self._recent.pop()
        self._recent.append((at_s, lag_s))
        while self._recent[0][0] <= at_s - SETTLED_S:
            self._recent.popleft()
        self._expected_s += DRIFT * (at_s - self._at_s)
        self._at_s = at_s
        self._compare(self._recent[0][1])

    @property
    def lost_frames(self) -> int:
        """Frames that are missing, as far as is known by now."""
        return round(self._lost_s * self._rate_hz)

    def _compare(self, lag_s: float) -> None:
        """A step up is lost; coming down again, as far as drift can't explain it, is what was only late."""
        step_s = lag_s - self._lost_s - self._expected_s
        if step_s > MISSING_S:
            self._lost_s += step_s
            self._touched_s = self._at_s
        elif step_s < 0.0:
            drifted_s = 2.0 * DRIFT * (self._at_s - self._touched_s)
            late_s = min(max(-step_s - drifted_s, 0.0), self._lost_s)
            left_s = self._lost_s - late_s
            # So little could not have been told from jitter by itself.
            self._expected_s += step_s + late_s + (left_s if left_s < MISSING_S else 0.0)
            self._lost_s = left_s if left_s >= MISSING_S else 0.0
            self._touched_s = self._at_s
