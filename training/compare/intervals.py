"""How far a figure could be off: over the clips of one machine, and over machines.

Over clips: a bootstrap of runs of clips that follow each other (they are alike, so single clips would promise too
much) and of the places a baseline was learnt at. Over machines: Student's t, which with three machines is as wide
as it should be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RUN_CLIPS = 12
"""Two minutes of sound are drawn together."""
FEWEST_RUNS = 8
ROUNDS = 400
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Takes of one enrolment: score, whether it alarmed, and the first clip it is made of, for both labels."""

    healthy: Array
    healthy_alarm: NDArray[np.bool_]
    healthy_first: NDArray[np.intp]
    faulty: Array
    faulty_alarm: NDArray[np.bool_]
    faulty_first: NDArray[np.intp]


def over_clips(drawn: Sequence[Drawn], k: int, seed: int) -> dict[str, list[float] | None]:
    """95 % intervals `[low, high]` of AUC, false alarms and detections; None where there is nothing to draw."""
    random = np.random.default_rng(seed)
    enrolments = random.multinomial(len(drawn), np.full(len(drawn), 1 / len(drawn)), size=ROUNDS)
    healthy = _Side(random, [one.healthy_first for one in drawn], k)
    faulty = _Side(random, [one.faulty_first for one in drawn], k)
    found: dict[str, list[float] | None] = {
        "auc": _interval(_aucs(drawn, healthy, faulty), enrolments),
        "false_alarms": _interval(
            [healthy.share(i, one.healthy_alarm) for i, one in enumerate(drawn)], enrolments
        ),
        "detections": _interval([faulty.share(i, one.faulty_alarm) for i, one in enumerate(drawn)], enrolments),
    }
    return found


class _Side:
    """Runs of one label's clips and how often each was drawn."""

    def __init__(self, random: np.random.Generator, first: Sequence[NDArray[np.intp]], k: int) -> None:
        clips = max((int(rows.max()) + k for rows in first if len(rows)), default=0)
        run = max(k, min(RUN_CLIPS, clips // FEWEST_RUNS), 1)
        self.runs = -(-clips // run)
        self.at = [rows // run for rows in first]
        shares = np.full(self.runs, 1 / max(self.runs, 1))
        self.weights = random.multinomial(self.runs, shares, size=ROUNDS).astype(float) if self.runs else None

    def sums(self, enrolment: int, values: Array) -> Array:
        """Sum of `values [takes, ...]` in each run `[runs, ...]`."""
        total = np.zeros((self.runs, *values.shape[1:]))
        np.add.at(total, self.at[enrolment], values)
        return total

    def share(self, enrolment: int, alarm: NDArray[np.bool_]) -> Array:
        """Share of alarms in each round `[rounds]`; nan where none of the takes was drawn."""
        if self.weights is None:
            return np.full(ROUNDS, np.nan)
        takes = self.weights @ self.sums(enrolment, np.ones(len(alarm)))
        return _divided(self.weights @ self.sums(enrolment, alarm.astype(float)), takes)


def _aucs(drawn: Sequence[Drawn], healthy: _Side, faulty: _Side) -> list[Array]:
    """AUC of each enrolment in each round; pairs are summed up by run first, which makes a round cheap."""
    if healthy.weights is None or faulty.weights is None:
        return []
    found = []
    for number, one in enumerate(drawn):
        if not len(one.healthy) or not len(one.faulty):
            continue
        wins = _wins_by_run(one, healthy.at[number], healthy.runs)
        wins = faulty.sums(number, wins)
        pairs = (healthy.weights @ healthy.sums(number, np.ones(len(one.healthy)))) * (
            faulty.weights @ faulty.sums(number, np.ones(len(one.faulty)))
        )
        found.append(_divided(((faulty.weights @ wins) * healthy.weights).sum(axis=1), pairs))
    return found


def _wins_by_run(one: Drawn, run_of: NDArray[np.intp], runs: int) -> Array:
    """How many healthy takes of each run every faulty take lies above `[faulty, runs]`, ties counted half."""
    wins = np.zeros((len(one.faulty), runs))
    for run in np.unique(run_of):
        own = np.sort(one.healthy[run_of == run])
        wins[:, run] = (np.searchsorted(own, one.faulty, "left") + np.searchsorted(own, one.faulty, "right")) / 2
    return wins


def _divided(above: Array, below: Array) -> Array:
    return np.asarray(np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0))


def _interval(by_enrolment: Sequence[Array], enrolments: NDArray[np.int64]) -> list[float] | None:
    """Percentiles of the mean over the enrolments drawn in each round."""
    if not by_enrolment:
        return None
    values = np.array(by_enrolment).T
    weights = np.where(np.isnan(values), 0, enrolments[:, : values.shape[1]])
    means = _divided((np.nan_to_num(values) * weights).sum(axis=1), weights.sum(axis=1).astype(float))
    means = means[~np.isnan(means)]
    if not len(means):
        return None
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return [round(float(low), 4), round(float(high), 4)]


def over_machines(values: Sequence[float]) -> dict[str, list[float] | None]:
    """95 % intervals by Student's t, within 0 … 1: of the mean over all such machines, and of the next machine.

    One machine says nothing about others: None.
    """
    count = len(values)
    if count < 2:
        return {"mean_of_machines": None, "next_machine": None}
    mean, deviation = float(np.mean(values)), float(np.std(values, ddof=1))
    reach = _student(count - 1) * deviation
    return {
        "mean_of_machines": _within(mean, reach / count**0.5),
        "next_machine": _within(mean, reach * (1 + 1 / count) ** 0.5),
    }


@cache
def _student(freedom: int) -> float:
    """The two-sided 95 % quantile."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2))


def _within(mean: float, reach: float) -> list[float]:
    return [round(max(0.0, mean - reach), 4), round(min(1.0, mean + reach), 4)]
