"""Pooled whitening: the simplest thing that carries over to a machine never heard, and the bar for all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.data import MachineSound, Rows
from training.detectors.base import Matrix, cells, need_healthy, without_level
from training.detectors.features import BANDS, Feature
from training.trials import Scorer, Scores

FLOOR = 1e-4
"""Variance added to every band, so that no direction looks perfectly still."""


def healthy_covariance(machines: Sequence[MachineSound], *, level: bool, floor: float = FLOOR) -> Matrix:
    """Covariance `[bands, bands]` of healthy clips around the mean of their own machine and SNR, floor added.

    Every clip counts alike. With `level` the overall level is part of it, without it is removed from each clip.
    """
    scatter, count = np.zeros(()), 0
    for machine, snr in cells(machines):
        rows = prepared(machine.healthy(snr), level=level)
        centred = rows - rows.mean(axis=0)
        scatter = scatter + centred.T @ centred
        count += len(rows)
    return np.asarray(scatter / count + floor * np.eye(len(scatter)))


def prepared(bands: Rows, *, level: bool) -> Matrix:
    """Double precision, the overall level kept or removed."""
    return np.asarray(bands, np.float64) if level else without_level(bands)


@dataclass(frozen=True)
class Whitening:
    """Squared Mahalanobis distance to the baseline's mean, in the pooled covariance of other machines."""

    name: str
    what: str
    level: bool
    feature: Feature = BANDS

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        """Nothing is drawn, so the seed does not matter. Problem when no machine has two healthy clips."""
        need_healthy(self.name, machines)
        value, vector = np.linalg.eigh(healthy_covariance(machines, level=self.level))
        axes = vector / np.sqrt(value)

        def score(clips: Rows, baseline: Rows) -> Scores:
            mean = prepared(baseline, level=self.level).mean(axis=0)
            return np.asarray((((prepared(clips, level=self.level) - mean) @ axes) ** 2).sum(axis=1))

        return score


WHITENING = Whitening(
    "whitening",
    "Distance to the baseline's mean in the pooled covariance of other machines' healthy clips, level removed.",
    level=False,
)
WHITENING_LEVEL = Whitening(
    "whitening_level",
    "The same distance with the overall level kept: right where microphone and distance are the baseline's.",
    level=True,
)
