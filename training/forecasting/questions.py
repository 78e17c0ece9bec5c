"""The one question all are asked: from the visits so far, in how many days will the score be at a limit?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.verdict import State
from training.forecasting.lives import Column, Life

FEWEST_VISITS = 4
MOST_DAYS_AHEAD = 730.0
"""A date further ahead than this counts as none, whoever gives it."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Visits since the last learning in columns `[visits]`, `day` ≤ 0 counted from the last one; `limit` and
    `watch_at` are ln scores, `truth` is in how many days the machine is truly there, NaN for never."""

    life: int
    day: Column
    ln_score: Column
    microphone: NDArray[np.int64]
    state: State
    limit: float
    watch_at: float
    truth: float


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from the last visit on: four times in five from `earliest` to `latest`."""

    earliest: float
    likely: float
    latest: float


Answer = Interval | None
"""None: silent."""

Method = Callable[[list[Question]], list[Answer]]


def questions(lives: list[Life], each: int, state: State = State.ABNORMAL) -> list[Question]:
    """At most `each` visits of a life, evenly from the fourth since learning to the last before the crossing."""
    asked: list[Question] = []
    for number, life in enumerate(lives):
        truth = life.abnormal if state is State.ABNORMAL else life.watch
        may = [visit for visit in range(len(life.day)) if _may_be_asked(life, truth, visit)]
        for place in sorted(set(np.linspace(0, len(may) - 1, each).astype(int).tolist())) if may else []:
            asked.append(_question(life, number, may[place], state, truth))
    return asked


def _may_be_asked(life: Life, truth: Column, visit: int) -> bool:
    heard = int((life.learnt[visit] <= life.day[: visit + 1]).sum())
    return heard >= FEWEST_VISITS and not truth[visit] <= life.day[visit]


def _question(life: Life, number: int, visit: int, state: State, truth: Column) -> Question:
    since = np.flatnonzero(life.day[: visit + 1] >= life.learnt[visit])
    now = life.day[visit]
    return Question(
        number,
        life.day[since] - now,
        life.ln_score[since],
        life.microphone[since],
        state,
        0.0 if state is State.ABNORMAL else life.watch_at,
        life.watch_at,
        float(truth[visit] - now),
    )
