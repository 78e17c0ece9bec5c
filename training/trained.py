"""A judge with its thresholds and limits, from machines it heard."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.diagnosis.card import NO_LIMITS, Limits, fitting
from training.data import MachineSound
from training.figures import Bar
from training.fit import fit_judge
from training.judge import Judge
from training.settings import Settings
from training.strange import Strange
from training.thresholds import UNIT_AT, VISITS, Row, Shares, choose_thresholds
from training.trials import Scorer, scorer_of

FEWEST_MACHINES = 2
STRANGE_FROM = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What was learnt from some machines: enough to judge any other."""

    judge: Judge
    thresholds: list[Row]
    heard: tuple[str, ...]
    limits: Limits = NO_LIMITS

    def table(self) -> list[dict[str, Any]]:
        """The thresholds as they stand in a card."""
        return [row.as_json() for row in self.thresholds]

    def scorer(self, level_counts: bool) -> Scorer:
        """The judge as a function of arrays."""
        return scorer_of(self.judge, level_counts)

    def bar(self, n: int, k: int, level_counts: bool, visits: int = 1) -> Bar:
        """What counts for n clips in the baseline, learnt on that many visits, and k in the take."""
        rows = [row for row in self.thresholds if row.level is level_counts and row.visits == visits]
        row = fitting(rows, n, k)
        return Bar(row.watch, row.abnormal, self.limits)


def train_on(
    machines: Sequence[MachineSound], settings: Settings, *, strange: Strange | None = None, seed: int = 0
) -> Trained:
    """Fit on all machines; take thresholds and limits from each machine judged by a fit on the others.

    Raises:
        ValueError: fewer than two machines, so none can be left out.
    """
    if len(machines) < FEWEST_MACHINES:
        raise ValueError("At least two machines of one type are needed: thresholds come from machines left out.")
    # What is taken off for more noise never raises a score: thresholds are those of the score without it.
    without = replace(settings, noise_growth_weight=0.0)
    left_out = [
        (fit_judge([other for other in machines if other is not machine], without, seed=seed), machine)
        for machine in machines
    ]
    shares = Shares(settings.watch_share, settings.abnormal_share)
    rows = []
    for level in (True, False):
        heard_by = [(scorer_of(judge, level), machine) for judge, machine in left_out]
        for visits in VISITS:
            rows += choose_thresholds(heard_by, settings.enrolments, level, shares, visits)
    unit = next((row.abnormal for row in rows if (row.n, row.k) == UNIT_AT), math.nan)
    if math.isnan(unit):
        raise ValueError(f"Too few healthy clips: at least {UNIT_AT[0] + UNIT_AT[1]} of a machine are needed.")
    rows = [replace(row, watch=row.watch / unit, abnormal=row.abnormal / unit) for row in rows]
    limits = Limits(strange=STRANGE_FROM) if strange is not None else NO_LIMITS
    heard = tuple(sorted(machine.name for machine in machines))
    return Trained(fit_judge(machines, settings, unit, strange, seed), rows, heard, limits)
