"""From which score on a take is watched and called abnormal, by clips in the baseline (n) and in the take (k)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from training.data import MachineSound
from training.trials import Scorer, Trial, run_trials, score_of

BASELINE_CLIPS = (1, 2, 3, 5, 7, 10, 15, 20)
TAKE_CLIPS = (1, 2, 3, 6, 12)
VISITS = (1, 2)
"""On how many visits a baseline was learnt. What one visit can't show, how a machine wanders from one to the next,
two do: its threshold is the lower one, and the same for machines that wander and machines that do not."""
UNIT_AT = (5, 1)
"""The (n, k) at which the abnormal threshold is 1.0, with level and learnt on one visit."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Which share of healthy takes reaches watch and abnormal at the machine where that is highest."""

    watch: float = 0.12
    abnormal: float = 0.04


@dataclass(frozen=True, slots=True)
class Row:
    """Thresholds for a baseline of at least `n` clips from that many visits and a take of at least `k` clips, with
    level counted or not."""

    n: int
    k: int
    watch: float
    abnormal: float
    level: bool = False
    visits: int = 1

    def as_json(self) -> dict[str, Any]:
        """The row as it stands in the card."""
        return {
            "n": self.n,
            "k": self.k,
            "level": self.level,
            **visits_key(self.visits),
            "watch": round(self.watch, 4),
            "abnormal": round(self.abnormal, 4),
        }


def visits_key(visits: int) -> dict[str, int]:
    """How rows of a card say on how many visits a baseline was learnt: those of one say nothing."""
    return {"visits": visits} if visits > 1 else {}


def choose_thresholds(
    heard_by: Sequence[tuple[Scorer, MachineSound]], enrolments: int, level: bool, shares: Shares, visits: int = 1
) -> list[Row]:
    """The table from machines, each judged by a judge that never heard it; `level`: whether they count level.

    At every (n, k) the abnormal threshold is the score that the asked share of the healthy takes reach at the
    machine where that is highest, noise levels pooled; the watch threshold likewise. Longer takes scatter less,
    but half of the scatter is the baseline's, which they share: their threshold is the geometric mean of that of
    one clip and their own. With fewer clips a threshold is never lower, and watch is never above abnormal.
    """
    table: dict[tuple[int, int], tuple[float, float]] = {}
    for n in BASELINE_CLIPS:
        trials = [_healthy_trials(score, machine, n, enrolments, visits) for score, machine in heard_by]
        trials = [of_machine for of_machine in trials if of_machine]
        for k in TAKE_CLIPS:
            takes = [score_of(np.concatenate([trial.healthy(k) for trial in of_machine])) for of_machine in trials]
            takes = [scores for scores in takes if len(scores)]
            if takes:
                own = (_highest_quantile(takes, shares.watch), _highest_quantile(takes, shares.abnormal))
                alone = table.get((n, 1), own)
                table[n, k] = (math.sqrt(own[0] * alone[0]), math.sqrt(own[1] * alone[1]))
    return [replace(row, level=level, visits=visits) for row in _never_rising(table)]


def _healthy_trials(score: Scorer, machine: MachineSound, n: int, enrolments: int, visits: int) -> list[Trial]:
    return [
        trial
        for snr in machine.snrs
        for trial in run_trials(score, machine, snr, n, starts=enrolments, visits=visits, faulty=False)
    ]


def _highest_quantile(takes: Sequence[np.ndarray], share: float) -> float:
    return max(float(np.quantile(scores, 1 - share)) for scores in takes)


def _never_rising(table: Mapping[tuple[int, int], tuple[float, float]]) -> list[Row]:
    """Smooth the table by what must hold: knowing less never makes a lower score enough.

    From the most clips down: the baseline of one clip, whose own spread nobody knows, must not lower the threshold
    of a well learnt one.
    """
    rows: list[Row] = []
    for n, k in sorted(table, reverse=True):
        more = [row for row in rows if row.n >= n and row.k >= k]
        abnormal = max([table[n, k][1], *(row.abnormal for row in more)])
        watch = max([min(table[n, k][0], abnormal), *(row.watch for row in more)])
        rows.append(Row(n, k, watch, abnormal))
    return rows[::-1]
