"""From which score on a take is watched and called abnormal, by clips in the baseline (n) and in the take (k)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from training.data import MachineSound
from training.trials import Scorer, Trial, run_trials

BASELINE_CLIPS = (1, 2, 3, 5, 7, 10, 15, 20)
TAKE_CLIPS = (1, 2, 3, 6, 12)
UNIT_AT = (5, 1)
"""The (n, k) at which the abnormal threshold is 1.0."""

ABNORMAL_SHARE = 0.04
WATCH_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Row:
    """Thresholds for a baseline of at least `n` clips and a take of at least `k`."""

    n: int
    k: int
    watch: float
    abnormal: float

    def as_json(self) -> dict[str, float]:
        """The row as it stands in the card."""
        return {
            "n": self.n,
            "k": self.k,
            "watch": round(self.watch, 4),
            "abnormal": round(self.abnormal, 4),
        }


def choose_thresholds(heard_by: Sequence[tuple[Scorer, MachineSound]], enrolments: int) -> list[Row]:
    """The table from machines, each judged by a judge that never heard it.

    At every (n, k) the abnormal threshold is the score that 4 % of the healthy takes reach at the machine where
    that is highest, noise levels pooled; the watch threshold likewise for 12 %. With more clips a threshold
    never rises, and watch is never above abnormal.
    """
    table: dict[tuple[int, int], tuple[float, float]] = {}
    for n in BASELINE_CLIPS:
        trials = [_healthy_trials(score, machine, n, enrolments) for score, machine in heard_by]
        trials = [of_machine for of_machine in trials if of_machine]
        for k in TAKE_CLIPS:
            takes = [np.concatenate([trial.healthy(k) for trial in of_machine]) for of_machine in trials]
            takes = [scores for scores in takes if len(scores)]
            if takes:
                table[n, k] = (_highest_quantile(takes, WATCH_SHARE), _highest_quantile(takes, ABNORMAL_SHARE))
    return _never_rising(table)


def thresholds_for(card: Mapping[str, Any], n: int, k: int) -> tuple[float, float]:
    """Watch and abnormal threshold for n ≥ 1 clips in the baseline and k ≥ 1 in the take.

    Of the rows whose `n` is the largest that is not above n, the one whose `k` is the largest that is not above k.

    Raises:
        ValueError: n or k is below 1.
    """
    if n < 1 or k < 1:
        raise ValueError(f"There are no thresholds for {n} clips in the baseline and {k} in the take.")
    fitting = [row for row in card["thresholds"] if row["n"] <= n and row["k"] <= k]
    best = max(fitting, key=lambda row: (row["n"], row["k"]))
    return best["watch"], best["abnormal"]


def _healthy_trials(score: Scorer, machine: MachineSound, n: int, enrolments: int) -> list[Trial]:
    return [trial for snr in machine.snrs for trial in run_trials(score, machine, snr, n, starts=enrolments)]


def _highest_quantile(takes: Sequence[np.ndarray], share: float) -> float:
    return max(float(np.quantile(scores, 1 - share)) for scores in takes)


def _never_rising(table: Mapping[tuple[int, int], tuple[float, float]]) -> list[Row]:
    """Smooth the table by what must hold: knowing more never makes a higher score necessary."""
    rows: list[Row] = []
    for n, k in sorted(table):
        less = [row for row in rows if row.n <= n and row.k <= k]
        abnormal = min([table[n, k][1], *(row.abnormal for row in less)])
        watch = min([table[n, k][0], abnormal, *(row.watch for row in less)])
        rows.append(Row(n, k, watch, abnormal))
    return rows
