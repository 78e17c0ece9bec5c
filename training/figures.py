"""How well takes were told apart, in the measures that are quoted; no torch, so that shipped files can be judged
without it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from training.metrics import auc, partial_auc, share_at_least
from training.thresholds import thresholds_for
from training.trials import Trial

MEASURES = ("auc", "pauc", "false_alarms", "detections", "watch_or_worse_healthy", "watch_or_worse_faulty")
LOW_IS_GOOD = {"false_alarms", "watch_or_worse_healthy"}


def figures(trials: Sequence[Trial], table: list[dict[str, float]], n: int, k: int) -> dict[str, Any] | None:
    """AUC, pAUC, alarms on healthy and on faulty takes of k clips; None when there are too few clips.

    AUC and pAUC are means over enrolments; shares are over all takes of all enrolments. What can't be known
    (no faulty clips) is None.
    """
    usable = [trial for trial in trials if len(trial.healthy(k))]
    if not usable:
        return None
    watch, abnormal = thresholds_for({"thresholds": table}, n, k)
    healthy = np.concatenate([trial.healthy(k) for trial in usable])
    faulty = np.concatenate([trial.faulty(k) for trial in usable])
    return {
        "auc": _rounded(np.mean([auc(trial.healthy(k), trial.faulty(k)) for trial in usable])),
        "pauc": _rounded(np.mean([partial_auc(trial.healthy(k), trial.faulty(k)) for trial in usable])),
        "false_alarms": _rounded(share_at_least(healthy, abnormal)),
        "detections": _rounded(share_at_least(faulty, abnormal)),
        "watch_or_worse_healthy": _rounded(share_at_least(healthy, watch)),
        "watch_or_worse_faulty": _rounded(share_at_least(faulty, watch)),
    }


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
