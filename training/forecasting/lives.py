"""Lives of machines as a technician hears them: at irregular visits, with the scatter of real takes.

Scatter as the shipped judges show it on MIMII (nine machines, +6 and 0 dB, takes of three clips, nine learnt):
standard deviation of ln score 0.12–0.23, skewed either way by up to 1.2, neighbours correlated by 0–0.7, and by
0–0.6 ten takes on. Held by hand it scatters more, so 0.12–0.30 is drawn. No clip of MIMII was made months after
another: how far scatter reaches in time is an assumption (2–60 days).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.forecasting.curves import DAYS, REPAIRED, WEAR, Curve, next_crossing

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """The visits to one machine, oldest first, in columns `[visits]`.

    `day` since the first learning; `ln_score`; `microphone` 0 or 1; `learnt` is the day from which the history is
    one (the last repair that somebody noted); `abnormal`, `watch` the day of the next true crossing as things were
    at that visit, NaN for never. `watch_at` is the ln score where watch begins.
    """

    shape: str
    day: Column
    ln_score: Column
    microphone: NDArray[np.int64]
    learnt: Column
    abnormal: Column
    watch: Column
    watch_at: float


def lives(shape: str, count: int, seed: int) -> list[Life]:
    """Simulated lives of one shape; same seed, same lives."""
    number = [*WEAR, REPAIRED].index(shape)
    return [_life_of(shape, np.random.default_rng([seed, number, one])) for one in range(count)]


def _life_of(shape: str, random: np.random.Generator) -> Life:
    watch_at = -float(random.uniform(0.1, 0.25))
    if shape == REPAIRED:
        curves, repair = _repaired(random)
    else:
        curves, repair = (WEAR[shape](random),), DAYS
    noted = repair if random.random() < 0.5 else DAYS
    day = _visits(random, _end(curves, repair, random))
    whole = day.astype(int)
    after = day >= repair

    def told(columns: list[Column]) -> Column:
        return np.where(after, columns[-1][whole], columns[0][whole])

    microphone, heard = _microphones(random, len(day))
    return Life(
        shape,
        day,
        told(list(curves)) + heard + _scatter(random, day),
        microphone,
        np.where(day >= noted, float(noted), 0.0),
        told([next_crossing(curve, 0.0) for curve in curves]),
        told([next_crossing(curve, watch_at) for curve in curves]),
        watch_at,
    )


def _repaired(random: np.random.Generator) -> tuple[tuple[Curve, Curve], int]:
    """Wear that is put right on the way to abnormal; then the next wear begins."""
    first, then = (WEAR[random.choice(["linear", "exponential"])](random) for _ in range(2))
    fails = int(next_crossing(first, 0.0)[0])
    repair = int(fails * random.uniform(0.5, 0.95))
    return (first, np.concatenate([np.full(repair, then[0]), then])[:DAYS]), repair


def _end(curves: tuple[Curve, ...], repair: int, random: np.random.Generator) -> float:
    """Listened to until it is abnormal, or for a year or two."""
    last = next_crossing(curves[-1], 0.0)[min(repair, DAYS - 1) if len(curves) > 1 else 0]
    return float(np.nanmin([last, random.uniform(365, 730)]))


def _visits(random: np.random.Generator, end: float) -> Column:
    """Days of visits: planned every 3–30 days, late or early, some on one day or in a row, or none for months."""
    planned = np.exp(random.uniform(np.log(3), np.log(30)))
    days, at = [0.0], 0.0
    while at < end:
        what = random.random()
        if what < 0.15:
            at += random.uniform(0.01, 0.2)
        elif what < 0.25:
            at += random.uniform(0.7, 2.0)
        elif what < 0.27:
            at += planned * random.uniform(3, 8)
        else:
            at += planned * random.gamma(4, 0.25)
        days.append(at)
    return np.array([day for day in days if day < end])


def _microphones(random: np.random.Generator, visits: int) -> tuple[NDArray[np.int64], Column]:
    """Which of two microphones was at hand, and what that did to the ln score."""
    share = random.uniform(0.1, 0.5) if random.random() < 0.25 else 0.0
    which = (random.random(visits) < share).astype(np.int64)
    return which, which * random.normal(0, 0.2)


def _scatter(random: np.random.Generator, day: Column) -> Column:
    """Correlated in time, skewed, and now and then a truck."""
    spread, correlated = random.uniform(0.12, 0.30), random.uniform(0, 0.7)
    slow, reach = random.normal(0, 1, len(day)), np.exp(random.uniform(np.log(2), np.log(60)))
    for visit in range(1, len(day)):
        kept = np.exp(-(day[visit] - day[visit - 1]) / reach)
        slow[visit] = kept * slow[visit - 1] + np.sqrt(1 - kept**2) * slow[visit]
    skewed = (random.gamma(4, 0.5, len(day)) - 2) * random.choice([-1, 1])
    scatter = spread * (np.sqrt(correlated) * slow + np.sqrt(1 - correlated) * skewed)
    truck = random.random(len(day)) < 0.03
    return scatter + truck * random.uniform(0.4, 1.2, len(day))
