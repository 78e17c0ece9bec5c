"""A judge with its thresholds, from machines it heard; and how it does on one that it did not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from training.data import MachineSound
from training.fit import Settings, fit_judge
from training.judge import Judge
from training.metrics import auc, partial_auc, share_at_least
from training.thresholds import UNIT_AT, Row, choose_thresholds, thresholds_for
from training.trials import Trial, scorer_of

FEWEST_MACHINES = 2


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What was learnt from some machines: enough to judge any other."""

    judge: Judge
    thresholds: list[Row]
    heard: tuple[str, ...]

    def table(self) -> list[dict[str, float]]:
        """The thresholds as they stand in a card."""
        return [row.as_json() for row in self.thresholds]


def train_on(machines: Sequence[MachineSound], settings: Settings) -> Trained:
    """Fit on all machines; take the thresholds from each machine judged by a fit on the others.

    Raises:
        ValueError: fewer than two machines, so none can be left out.
    """
    if len(machines) < FEWEST_MACHINES:
        raise ValueError("At least two machines of one type are needed: thresholds come from machines left out.")
    heard_by = []
    for machine in machines:
        others = [other for other in machines if other is not machine]
        heard_by.append((scorer_of(fit_judge(others, settings)), machine))
    rows = choose_thresholds(heard_by, settings.enrolments)
    unit = next((row.abnormal for row in rows if (row.n, row.k) == UNIT_AT), math.nan)
    if math.isnan(unit):
        raise ValueError(f"Too few healthy clips: at least {UNIT_AT[0] + UNIT_AT[1]} of a machine are needed.")
    rows = [replace(row, watch=row.watch / unit, abnormal=row.abnormal / unit) for row in rows]
    heard = tuple(sorted(machine.id for machine in machines))
    return Trained(fit_judge(machines, settings, unit), rows, heard)


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
