"""A judge with its thresholds, from machines it heard."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.data import MachineSound
from training.fit import Settings, fit_judge
from training.judge import Judge
from training.thresholds import UNIT_AT, Row, choose_thresholds
from training.trials import scorer_of

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
