"""Own-machine Mahalanobis: what a baseline alone can tell, without ever having heard another machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.data import MachineSound, Rows
from training.detectors.base import Matrix, without_level
from training.detectors.features import BANDS, Feature
from training.trials import Scorer, Scores

FLOOR = 1e-4


@dataclass(frozen=True)
class OwnMahalanobis:
    """Squared distance to the baseline's mean in the baseline's own covariance, shrunk as Ledoit and Wolf say."""

    name: str = "own_mahalanobis"
    what: str = "Distance to the baseline's mean in its own shrunk covariance; learns nothing from other machines."
    feature: Feature = BANDS

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        """Takes any machines, none too: nothing is learnt from them."""

        def score(clips: Rows, baseline: Rows) -> Scores:
            learnt = without_level(baseline)
            centred = learnt - learnt.mean(axis=0)
            deviations = without_level(clips) - learnt.mean(axis=0)
            weighted = np.linalg.solve(shrunk_covariance(centred), deviations.T).T
            return np.asarray((weighted * deviations).sum(axis=1))

        return score


def shrunk_covariance(centred: Matrix) -> Matrix:
    """Covariance `[bands, bands]` of centred rows `[n, bands]`, pulled towards a multiple of the identity.

    How far is estimated from the rows themselves (Ledoit and Wolf, 2004). One row, or rows that are all alike,
    know no covariance: then it is the identity, and the distance Euclid's.
    """
    count, bands = centred.shape
    sample = centred.T @ centred / count
    size = float(np.trace(sample)) / bands
    if size <= FLOOR**2:
        return np.eye(bands)
    target = size * np.eye(bands)
    apart = float(((sample - target) ** 2).sum())
    # Mean squared distance of a single row's own covariance from that of all, without building any of them.
    lengths = (centred**2).sum(axis=1)
    unsure = float((lengths**2).mean() - (sample**2).sum()) / count
    share = min(1.0, unsure / apart) if apart else 1.0
    return np.asarray(share * target + (1 - share) * sample + FLOOR * np.eye(bands))


OWN_MAHALANOBIS = OwnMahalanobis()
