"""Nearest neighbours: far from every clip of the baseline, measured by how far those lie from each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.data import MachineSound, Rows
from training.detectors.base import Matrix, cells, need_healthy, thinned, without_level
from training.detectors.features import BANDS, Feature
from training.trials import Scorer, Scores

LEAST_SPREAD = 1e-3
SAMPLED = 200
"""Healthy clips of a machine and SNR that tell how far neighbours usually lie apart."""


@dataclass(frozen=True)
class Neighbours:
    """Distance to the nearest clips of the baseline, each divided by that clip's distance to its own neighbours.

    Dividing makes a clip in a sparse part of the baseline forgive more than one in a dense part (local density
    normalisation: Wilkinghoff et al., Keeping the balance: anomaly score calculation for domain generalization,
    ICASSP 2025). A baseline of few clips knows its own density badly, so the usual one of the machines heard
    counts as `prior` further neighbours.

    Args:
        nearest: over how many clips of the baseline the distance is the mean.
        own: how many neighbours tell a clip's own density.
    """

    name: str = "neighbours"
    what: str = "Mean distance to the 2 nearest clips of the baseline, each by its distance to its own neighbours."
    nearest: int = 2
    own: int = 4
    prior: float = 1.0
    feature: Feature = BANDS

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        """Learns only the scale of each band and of distances. Problem when no machine has two healthy clips."""
        need_healthy(self.name, machines)
        spread = _spread(machines)
        usual = self._usual_distance(machines, spread)

        def score(clips: Rows, baseline: Rows) -> Scores:
            learnt = without_level(baseline) / spread
            densities = self._densities(learnt, usual)
            relative = _distances(without_level(clips) / spread, learnt) / densities
            return np.asarray(np.sort(relative, axis=1)[:, : self.nearest].mean(axis=1))

        return score

    def _densities(self, learnt: Matrix, usual: float) -> Matrix:
        """How far each clip of the baseline `[n]` lies from its own neighbours."""
        others = np.sort(_distances(learnt, learnt), axis=1)[:, 1 : 1 + self.own]
        return (others.sum(axis=1) + self.prior * usual) / (others.shape[1] + self.prior)

    def _usual_distance(self, machines: Sequence[MachineSound], spread: Matrix) -> float:
        """How far a healthy clip usually lies from its neighbours."""
        usual = []
        for machine, snr in cells(machines):
            rows = without_level(thinned(machine.healthy(snr), SAMPLED)) / spread
            if len(rows) > 1:
                usual.append(np.sort(_distances(rows, rows), axis=1)[:, 1 : 1 + self.own].mean())
        return float(np.mean(usual))


def _spread(machines: Sequence[MachineSound]) -> Matrix:
    """Standard deviation of each band within a healthy machine and SNR."""
    variances = [without_level(machine.healthy(snr)).var(axis=0) for machine, snr in cells(machines)]
    return np.asarray(np.sqrt(np.mean(variances, axis=0) + LEAST_SPREAD**2))


def _distances(rows: Matrix, others: Matrix) -> Matrix:
    """Euclidean distances `[rows, others]`."""
    squared = (rows**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2 * rows @ others.T
    return np.asarray(np.sqrt(np.maximum(squared, 0)))


NEIGHBOURS = Neighbours()
