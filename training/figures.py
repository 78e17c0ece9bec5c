"""How well takes were told apart, in the measures that are quoted; no torch, so that shipped files can be judged
without it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.diagnosis.card import NO_LIMITS, Limits
from training.metrics import auc, partial_auc, share_at_least
from training.trials import Scores, Trial, score_of, told

MEASURES = (
    "auc",
    "pauc",
    "false_alarms",
    "detections",
    "watch_or_worse_healthy",
    "watch_or_worse_faulty",
    "cannot_tell_healthy",
    "cannot_tell_faulty",
)
LOW_IS_GOOD = {"false_alarms", "watch_or_worse_healthy", "cannot_tell_healthy", "cannot_tell_faulty"}


@dataclass(frozen=True, slots=True)
class Bar:
    """From which raw score on a judge speaks up, and when it says nothing."""

    watch: float
    abnormal: float
    limits: Limits = NO_LIMITS


def figures(trials: Sequence[Trial], bar: Bar, k: int) -> dict[str, Any] | None:
    """AUC, pAUC, alarms on healthy and on faulty takes of k clips; None when there are too few clips.

    AUC and pAUC are means over enrolments, from the scores of all takes; shares are over all takes of all
    enrolments, and "cannot tell" is no alarm. What can't be known (no faulty clips) is None.
    """
    usable = [trial for trial in trials if len(trial.healthy(k))]
    if not usable:
        return None
    pairs = [(score_of(trial.healthy(k)), score_of(trial.faulty(k))) for trial in usable]
    healthy = np.concatenate([trial.healthy(k) for trial in usable])
    faulty = np.concatenate([trial.faulty(k) for trial in usable])
    return {
        "auc": _rounded(np.mean([auc(*pair) for pair in pairs])),
        "pauc": _rounded(np.mean([partial_auc(*pair) for pair in pairs])),
        "false_alarms": _rounded(_alarms(healthy, bar.abnormal, bar.limits)),
        "detections": _rounded(_alarms(faulty, bar.abnormal, bar.limits)),
        "watch_or_worse_healthy": _rounded(_alarms(healthy, bar.watch, bar.limits)),
        "watch_or_worse_faulty": _rounded(_alarms(faulty, bar.watch, bar.limits)),
        "cannot_tell_healthy": _rounded(share_at_least(~told(healthy, bar.limits), 1)),
        "cannot_tell_faulty": _rounded(share_at_least(~told(faulty, bar.limits), 1)),
    }


def _alarms(takes: Scores, threshold: float, limits: Limits) -> float:
    return share_at_least(told(takes, limits) & (score_of(takes) >= threshold), 1)


def _rounded(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 3)


def mean_and_worst(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, float | None]]:
    """Mean and worst of each measure over rows; None where no row knows it."""
    mean: dict[str, float | None] = {}
    worst: dict[str, float | None] = {}
    for measure in MEASURES:
        values = [row[measure] for row in rows if row[measure] is not None and not math.isnan(row[measure])]
        mean[measure] = round(float(np.mean(values)), 3) if values else None
        worst[measure] = (max(values) if measure in LOW_IS_GOOD else min(values)) if values else None
    return {"mean": mean, "worst": worst}
