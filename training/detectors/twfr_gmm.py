"""TWFR-GMM: spectra that weigh loud moments more, and a mixture of Gaussians around the baseline's clips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.data import MachineSound, Rows
from training.detectors.base import Array, Matrix, faulty_of, need_healthy
from training.detectors.features import DECAYS, RANK_POOLED, Feature
from training.detectors.whitening import healthy_covariance
from training.metrics import auc
from training.trials import Scorer, Scores, run_trials

MOST_COMPONENTS = 2
CLIPS_A_COMPONENT = 5
ROUNDS = 50
ENROLLED, ENROLMENTS = 5, 4
"""With how many clips, and from how many places, a decay is tried on the machines heard."""


@dataclass(frozen=True)
class TwfrGmm:
    """Unlikelihood in a mixture around the baseline's clips, with the covariance of other machines.

    The paper fits a full covariance to a thousand clips; with a handful only the means can be the machine's own.
    How fast weights fall with rank is chosen on the machines heard, each judged by the others, and is the mean
    (decay 1) where they have no faulty clips.
    """

    name: str = "twfr_gmm"
    what: str = "Gaussian mixture on rank-pooled log-mel spectra; means from the baseline, covariance from others."
    feature: Feature = RANK_POOLED

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        """Nothing is drawn, so the seed does not matter. Problem when no machine has two healthy clips."""
        need_healthy(self.name, machines)
        decay = _best_decay(machines)
        score = _mixture_scorer([_pooled(machine, decay) for machine in machines])
        return lambda clips, baseline: score(clips[:, decay], baseline[:, decay])


def _mixture_scorer(machines: Sequence[MachineSound]) -> Scorer:
    """A scorer of spectra `[k, mels]` with the pooled covariance of these machines."""
    value, vector = np.linalg.eigh(healthy_covariance(machines, level=True))
    axes = vector / np.sqrt(value)

    def score(clips: Rows, baseline: Rows) -> Scores:
        means = component_means(np.asarray(baseline, np.float64) @ axes)
        return np.asarray(_squared_distances(np.asarray(clips, np.float64) @ axes, means).min(axis=1) / 2)

    return score


def component_means(whitened: Matrix) -> Matrix:
    """Means `[c, mels]` of a mixture fitted by EM to rows `[n, mels]` whose covariance is the identity.

    One component for every five clips, at most two; two start from the clips that lie furthest apart.
    """
    components = min(MOST_COMPONENTS, max(1, len(whitened) // CLIPS_A_COMPONENT))
    if components == 1:
        return np.asarray(whitened.mean(axis=0, keepdims=True))
    apart = _squared_distances(whitened, whitened)
    means = whitened[list(np.unravel_index(apart.argmax(), apart.shape))]
    weights = np.full(components, 1 / components)
    for _ in range(ROUNDS):
        log_share = np.log(weights) - _squared_distances(whitened, means) / 2
        share = np.exp(log_share - log_share.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        weights = np.maximum(share.mean(axis=0), 1e-12)
        means = (share.T @ whitened) / (weights * len(whitened))[:, None]
    return np.asarray(means)


def _best_decay(machines: Sequence[MachineSound]) -> int:
    """Number of the decay with the best mean AUC over the machines heard, each judged by the others."""
    if len(machines) < 2 or not any(len(faulty_of(m, snr)) for m in machines for snr in m.snrs):
        return DECAYS.index(1.0)
    return int(np.argmax([_mean_auc(machines, decay) for decay in range(len(DECAYS))]))


def _mean_auc(machines: Sequence[MachineSound], decay: int) -> float:
    found = []
    for left_out in machines:
        others = [_pooled(machine, decay) for machine in machines if machine is not left_out]
        score, judged = _mixture_scorer(others), _pooled(left_out, decay)
        for snr in judged.snrs:
            if len(faulty_of(judged, snr)):
                trials = run_trials(score, judged, snr, ENROLLED, starts=ENROLMENTS)
                found += [auc(trial.healthy(), trial.faulty()) for trial in trials]
    return float(np.mean(found)) if found else 0.0


def _pooled(machine: MachineSound, decay: int) -> MachineSound:
    """The machine as heard with one decay."""
    return MachineSound(machine.type, machine.id, {key: rows[:, decay] for key, rows in machine.clips.items()})


def _squared_distances(rows: Array, others: Array) -> Matrix:
    """Euclid's, squared, `[rows, others]`."""
    squared = (rows**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2 * rows @ others.T
    return np.asarray(np.maximum(squared, 0))


TWFR_GMM = TwfrGmm()
