"""How machines wear: the true ln score of every day, without scatter, in the shapes that are judged.

A score of 1 (ln 0) is where abnormal begins. Healthy machines of MIMII stand at ln −0.5 … −1.2.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Curve = NDArray[np.float64]
DAYS = 4000
"""A curve that has not crossed a limit by then never does."""

_DAY = np.arange(DAYS, dtype=np.float64)


def linear(random: np.random.Generator) -> Curve:
    """The score itself grows by the same amount each day, from the start or a little later."""
    low, onset, life = _healthy(random), *_onset_and_life(random)
    return np.log(np.exp(low) + (1 - np.exp(low)) * _worn(onset, life))


def exponential(random: np.random.Generator) -> Curve:
    """The score grows by the same share each day."""
    low, onset, life = _healthy(random), *_onset_and_life(random)
    return low - low * _worn(onset, life)


def plateau(random: np.random.Generator) -> Curve:
    """Nothing for most of its life, then quickly worse."""
    low, life = _healthy(random), _life(random)
    return low - low * _worn(life * random.uniform(0.6, 0.9), life)


def step(random: np.random.Generator) -> Curve:
    """Changes from one day to the next, to below or above abnormal, and stays there."""
    low, day = _healthy(random), _life(random) * random.uniform(0.3, 0.9)
    return np.where(day > _DAY, low, random.uniform(low / 2, 0.4))


def never(random: np.random.Generator) -> Curve:
    """Stays as it is."""
    return np.full(DAYS, _healthy(random))


def accelerating(random: np.random.Generator) -> Curve:
    """Worse ever faster, on the logarithmic scale too."""
    low, life = _healthy(random), _life(random)
    return low - low * (_DAY / life) ** random.uniform(2, 4)


def saturating(random: np.random.Generator) -> Curve:
    """Worn in: rises to somewhere below abnormal and no further."""
    low, time = _healthy(random), _life(random) / 4
    return low - low * random.uniform(0.3, 0.9) * (1 - np.exp(-_DAY / time))


def seasonal(random: np.random.Generator) -> Curve:
    """Well, but it sounds different in summer."""
    phase, swing = random.uniform(0, 2 * np.pi), random.uniform(0.05, 0.2)
    return _healthy(random) + swing * np.sin(2 * np.pi * _DAY / 365.25 + phase)


WEAR: dict[str, Callable[[np.random.Generator], Curve]] = {
    "linear": linear,
    "exponential": exponential,
    "plateau, then sudden": plateau,
    "step": step,
    "never failing": never,
    "accelerating": accelerating,
    "saturating": saturating,
    "seasonal": seasonal,
}

REPAIRED = "repaired"
SEEN = ("linear", "exponential", "plateau, then sudden", "step", REPAIRED, "never failing")
UNSEEN = ("accelerating", "saturating", "seasonal")
"""Nothing was trained or chosen on these."""


def next_crossing(curve: Curve, limit: float) -> NDArray[np.float64]:
    """For each day `[days]` the day when the curve is at `limit` (ln score) next: that day itself where it is
    there already, NaN where it never will be."""
    above = np.flatnonzero(curve >= limit)
    place = np.searchsorted(above, np.arange(len(curve)))
    return np.append(above.astype(np.float64), np.nan)[place]


def _healthy(random: np.random.Generator) -> float:
    return float(np.clip(random.normal(-0.75, 0.2), -1.25, -0.45))


def _life(random: np.random.Generator) -> float:
    return float(np.exp(random.uniform(np.log(90), np.log(720))))


def _onset_and_life(random: np.random.Generator) -> tuple[float, float]:
    life = _life(random)
    return life * float(random.uniform(0, 0.5)), life


def _worn(onset: float, life: float) -> NDArray[np.float64]:
    """0 until the onset, 1 when abnormal begins, and on in a straight line for a while."""
    return np.clip((_DAY - onset) / (life - onset), 0, 1.5)
