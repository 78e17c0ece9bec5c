"""Where a machine changed at once: from one visit to the next, worse or (after a repair nobody noted) better.

Nothing before that day says how it goes on, and a change at once is no trend.
"""

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]

FEWEST_BESIDE = 3
"""Days needed on either side of a change at once."""

_FEWEST_FOR_A_LINE = 6
_CLEARER = 3.0
"""So much smaller must the scatter be around two pieces than around one bent line, by n ln, for each further
parameter beyond what any three would earn."""

_BETTER = 4.0
"""By so much, in n ln of the squares, must two levels fit better before a rise is called a step."""

_JUMP = 2.5
"""Least size of the change, in standard deviations of a day."""


def newest_break(day: Column, value: Column) -> int | None:
    """The place of the first day after the newest change at once, in ln scores `[n]` on ascending days.

    None where there is none. A line bent once is held against two pieces that do not meet.
    """
    start: int | None = None
    while True:
        begin = start or 0
        found = _break(day[begin:], value[begin:])
        if found is None:
            return start
        start = begin + found


def _break(day: Column, value: Column) -> int | None:
    n = len(day)
    if n < 2 * FEWEST_BESIDE + 2:
        return None
    calm = _calmed(value)
    places = np.arange(FEWEST_BESIDE, n - FEWEST_BESIDE + 1)
    losses = [_Piece.of(day[:at], calm[:at]).loss + _Piece.of(day[at:], calm[at:]).loss for at in places]
    at = int(places[int(np.argmin(losses))])
    before, after = _Piece.of(day[:at], calm[:at]), _Piece.of(day[at:], calm[at:])
    bent = min(_bent(day, calm, bend) for bend in range(0, n - FEWEST_BESIDE))
    loss = max(before.loss + after.loss, 1e-6)
    spread = np.sqrt(loss / max(n - 4, 1)) + 0.03
    edge = (day[at - 1] + day[at]) / 2
    jump = abs(after.at(edge) - before.at(edge))
    clear = n * np.log(max(bent, 1e-6) / loss) > _CLEARER * 2 * np.log(n) + 3
    return at if clear and jump >= _JUMP * spread else None


def fits_better_as_step(day: Column, value: Column) -> int | None:
    """The first place of the second level where two levels fit clearly better than a line bent once; None where
    they do not, or where there are too few days to tell."""
    n = len(day)
    if n < 2 * FEWEST_BESIDE:
        return None
    calm = _calmed(value)
    losses = [_flat(calm[:at]) + _flat(calm[at:]) for at in range(2, n - 1)]
    at = int(np.argmin(losses))
    bent = min(_bent(day, calm, bend) for bend in range(0, n - FEWEST_BESIDE))
    return at + 2 if n * np.log(max(bent, 1e-6) / max(losses[at], 1e-6)) > _BETTER else None


def _flat(value: Column) -> float:
    rest = value - value.mean()
    return float(rest @ rest)


class _Piece:
    """A least-squares line, or a mean where there are too few days for a line."""

    def __init__(self, middle: float, level: float, slope: float, loss: float) -> None:
        self._middle, self._level, self._slope, self.loss = middle, level, slope, loss

    @classmethod
    def of(cls, day: Column, value: Column) -> "_Piece":
        middle, level = float(day.mean()), float(value.mean())
        about, rest = day - middle, value - level
        wide = float(about @ about)
        slope = float(about @ rest) / wide if len(day) >= _FEWEST_FOR_A_LINE and wide > 0 else 0.0
        rest = rest - slope * about
        return cls(middle, level, slope, float(rest @ rest))

    def at(self, day: float) -> float:
        return self._level + self._slope * (day - self._middle)


def _bent(day: Column, value: Column, bend: int) -> float:
    """The squares around a line that is flat until a bend."""
    since = np.maximum(day - day[bend], 0)
    about, rest = since - since.mean(), value - value.mean()
    wide = float(about @ about)
    slope = float(about @ rest) / wide if wide > 0 else 0.0
    rest = rest - slope * about
    return float(rest @ rest)


def _calmed(value: Column) -> Column:
    """A lone outlier gives way to its neighbours' median; a step stays where it is."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(value, 1, mode="edge"), 3)
    middle = np.median(around, axis=1)
    far = 3 * 1.4826 * float(np.median(np.abs(value - middle))) + 1e-9
    return np.where(np.abs(value - middle) > far, middle, value)
