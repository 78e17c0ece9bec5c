"""How often a verdict like this one is right: the share of faulty takes by score, at machines never heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.card import ConfidenceRow, fitting
from training.figures import Bar
from training.trials import Trial, score_of, told

Values = NDArray[np.float64]

POINTS = tuple(float(score) for score in np.geomspace(0.25, 4.0, 25).round(3))
"""Scores of the table, so close that straight lines between them come near a line in log score."""
WELL_LEARNT = 5
"""From so many clips in the baseline on, a high confidence was right at every machine."""
HIGHEST = 0.95
HIGHEST_BELOW = 0.85
"""The most that is said with fewer; there what said 0.9 was right 0.74 times at the worst machine."""
CAUTION = 0.5
"""By how many standard errors over machines a share is pulled towards one half."""
FEWEST_MACHINES = 2
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
LEAST_OF_BIN = 0.003
"""A machine with less than this share of its verdicts in a bin says nothing about it."""

_FINE = np.geomspace(0.2, 5.0, 121)
_SMOOTH_STEPS = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Takes:
    """Takes of one machine that there was a verdict on, from a judge that never heard it; every array `[takes]`.

    `score` and `watch` are on the scale where 1.0 is abnormal; `n` is the number of clips in the baseline;
    `weight` makes the cells of SNR, n and k count alike, and in each healthy takes as much as faulty ones.
    """

    machine: str
    score: Values
    watch: Values
    faulty: NDArray[np.bool_]
    n: NDArray[np.int64]
    weight: Values


def takes_of(machine: str, cells: Iterable[tuple[Sequence[Trial], Bar, int, int]]) -> Takes | None:
    """The takes of a machine from its trials, one cell (trials, bar, n, k) for each SNR, n and k.

    None where there is no cell with both healthy and faulty takes that can be told.
    """
    columns: list[tuple[Values, Values, NDArray[np.bool_], NDArray[np.int64], Values]] = []
    for trials, bar, n, k in cells:
        labelled = [[trial.healthy(k) for trial in trials], [trial.faulty(k) for trial in trials]]
        both = [np.concatenate(takes) for takes in labelled if takes]
        both = [score_of(takes[told(takes, bar.limits)]) / bar.abnormal for takes in both]
        if len(both) == 2 and all(len(scores) for scores in both):
            for faulty, scores in zip((False, True), both, strict=True):
                size = len(scores)
                columns.append((
                    scores, np.full(size, bar.watch / bar.abnormal), np.full(size, faulty), np.full(size, n),
                    np.full(size, 1 / size),
                ))  # fmt: skip
    return Takes(machine, *(np.concatenate(column) for column in zip(*columns, strict=True))) if columns else None


def fit_confidence(takes: Sequence[Takes]) -> list[dict[str, Any]]:
    """The card's rows `{"n", "k", "points": [[score, share faulty], …]}`, half of all takes being faulty.

    One map of score for machines of all types: maps by type were right less often, and n and k are in the
    thresholds already. Isotonic in score over all takes, machines counting alike; at each score pulled to one half
    by half a standard error over machines (jackknife), smoothed, and never surer than 95 %, or 85 % for small
    baselines.

    Raises:
        ValueError: fewer than two machines.
    """
    if len({of_one.machine for of_one in takes}) < FEWEST_MACHINES:
        raise ValueError("A confidence needs takes of at least two machines.")
    shares = np.interp(np.log(POINTS), np.log(_FINE), _cautious(takes))
    return [
        {"n": n, "k": 1, "points": _points(np.clip(shares, 1 - highest, highest))}
        for n, highest in ((1, HIGHEST_BELOW), (WELL_LEARNT, HIGHEST))
    ]


def reliability(takes: Sequence[Takes]) -> list[dict[str, Any]]:
    """What verdicts said and how often they were right, each machine by a map fitted on the others.

    A row for each bin of confidence that any verdict falls into: `{"from", "to", "said", "right", "worst",
    "worst_at", "verdicts", "machines"}`, where `said` and `right` are means over the machines that have such
    verdicts and `verdicts` is the share of all.

    Raises:
        ValueError: fewer than three machines.
    """
    judged = []
    for of_one in takes:
        table = fit_confidence([other for other in takes if other.machine != of_one.machine])
        said = confidence_of(table, of_one)
        right = np.where(of_one.score >= of_one.watch, of_one.faulty, ~of_one.faulty)
        judged.append((of_one.machine, said, right, of_one.weight / of_one.weight.sum()))
    return [row for low, high in pairwise(BINS) if (row := _bin(judged, low, high))]


def confidence_of(table: Sequence[dict[str, Any]], takes: Takes) -> Values:
    """How sure the app is of its verdicts: of the fault where it alarms, else of there being none."""
    rows = [ConfidenceRow(row["n"], row["k"], tuple((x, y) for x, y in row["points"])) for row in table]
    faulty = np.empty(len(takes.score))
    for n in np.unique(takes.n):
        row = fitting(rows, int(n), 1)
        points = np.asarray(row.points)
        faulty[takes.n == n] = np.interp(takes.score[takes.n == n], points[:, 0], points[:, 1])
    return np.where(takes.score >= takes.watch, faulty, 1 - faulty)


def _cautious(takes: Sequence[Takes]) -> Values:
    """Share of faulty takes at the scores `_FINE`, never falling."""
    names = sorted({of_one.machine for of_one in takes})
    whole = _isotonic(takes)
    without = np.stack([_isotonic([one for one in takes if one.machine != name]) for name in names])
    error = np.sqrt((len(names) - 1) / len(names) * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    pulled = 0.5 + np.sign(whole - 0.5) * np.maximum(np.abs(whole - 0.5) - CAUTION * error, 0.0)
    reach = round(3 * _SMOOTH_STEPS)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / _SMOOTH_STEPS) ** 2)
    smooth = np.convolve(np.pad(pulled, reach, mode="edge"), kernel / kernel.sum(), mode="valid")
    return np.asarray(np.maximum.accumulate(smooth))


def _isotonic(takes: Sequence[Takes]) -> Values:
    from sklearn.isotonic import IsotonicRegression

    score = np.concatenate([of_one.score for of_one in takes])
    faulty = np.concatenate([of_one.faulty for of_one in takes]).astype(np.float64)
    weight = np.concatenate([of_one.weight / of_one.weight.sum() for of_one in takes])
    rising = IsotonicRegression(out_of_bounds="clip").fit(score, faulty, sample_weight=weight)
    return np.asarray(rising.predict(_FINE))


def _points(shares: Values) -> list[list[float]]:
    """Points (score, share), without those that lie flat between their neighbours."""
    rounded = [round(float(share), 3) for share in shares]
    last = len(rounded) - 1
    return [
        [score, share]
        for at, (score, share) in enumerate(zip(POINTS, rounded, strict=True))
        if not rounded[max(at - 1, 0)] == share == rounded[min(at + 1, last)]
    ] or [[1.0, rounded[0]]]


def _bin(
    judged: Sequence[tuple[str, Values, NDArray[np.bool_], Values]], low: float, high: float
) -> dict[str, Any] | None:
    found = []
    for name, said, right, weight in judged:
        inside = (said >= low) & ((said < high) | (high == BINS[-1]))
        share = weight[inside].sum()
        if share > LEAST_OF_BIN:
            mean_said, mean_right = ((weight * values)[inside].sum() / share for values in (said, right))
            found.append((name, mean_said, mean_right, share))
    if not found:
        return None
    worst = min(found, key=lambda one: one[2])
    return {
        "from": low,
        "to": high,
        "said": round(float(np.mean([one[1] for one in found])), 3),
        "right": round(float(np.mean([one[2] for one in found])), 3),
        "worst": round(float(worst[2]), 3),
        "worst_at": worst[0],
        "verdicts": round(float(sum(one[3] for one in found)) / len(judged), 3),
        "machines": len(found),
    }
