"""Logistic regression on deviations from a baseline: what other machines' faults looked like, relative to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from training.data import MachineSound, Rows
from training.detectors.base import Matrix, cells, faulty_of, need_faults, need_healthy, without_level
from training.detectors.features import BANDS, Feature
from training.detectors.whitening import healthy_covariance
from training.trials import Scorer, Scores

GROUPS = 16
FLOOR = 1e-3
"""Variance added to every band before whitening: axes in which healthy clips hardly differ weigh less."""
BAND_FLOOR, AXIS_FLOOR = 1e-3, 1e-2
"""Added to energies before their logarithm: a band that stands still says no more than one that hardly moves."""


@dataclass(frozen=True)
class Logistic:
    """Energy and sign of the deviation in 16 groups of bands and 16 of whitened axes, labelled by other machines.

    With `local` the whitening is symmetric, so that a whitened axis still belongs to a band and its sign means
    louder or quieter than expected there; without, the axes are those of principal components.

    Args:
        enrolled: clips in the baselines it is shown in training.
        baselines: how many of them from each machine and SNR.
        shown: at most how many healthy and how many faulty clips against each baseline.
        strength: inverse of the penalty on the weights.
    """

    name: str
    what: str
    local: bool
    strength: float
    enrolled: int = 5
    baselines: int = 12
    shown: int = 100
    feature: Feature = BANDS

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        """Problem without faulty clips, or without a machine with more healthy clips than a baseline takes."""
        need_faults(self.name, machines)
        need_healthy(self.name, machines, self.enrolled + 1)
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        axes = whitening_axes(healthy_covariance(machines, level=False, floor=FLOOR), local=self.local)
        shown = list(self._episodes(machines, np.random.default_rng(seed)))
        rows = np.vstack([self._described(deviations, axes) for deviations, _ in shown])
        labels = np.concatenate([np.full(len(deviations), faulty) for deviations, faulty in shown])
        regression = LogisticRegression(C=self.strength, max_iter=1000)
        model = make_pipeline(StandardScaler(), regression).fit(rows, labels)

        def score(clips: Rows, baseline: Rows) -> Scores:
            deviations = without_level(clips) - without_level(baseline).mean(axis=0)
            return np.asarray(model.decision_function(self._described(deviations, axes)))

        return score

    def _episodes(
        self, machines: Sequence[MachineSound], random: np.random.Generator
    ) -> Iterator[tuple[Matrix, int]]:
        """Deviations of healthy (0) and faulty (1) clips from baselines learnt anywhere in a machine's clips."""
        for machine, snr in cells(machines):
            healthy, faulty = without_level(machine.healthy(snr)), without_level(faulty_of(machine, snr))
            if len(healthy) <= self.enrolled or not len(faulty):
                continue
            for _ in range(self.baselines):
                start = random.integers(0, len(healthy) - self.enrolled + 1)
                mean = healthy[start : start + self.enrolled].mean(axis=0)
                rest = np.delete(healthy, np.s_[start : start + self.enrolled], axis=0)
                for label, rows in enumerate((rest, faulty)):
                    chosen = random.choice(len(rows), min(self.shown, len(rows)), replace=False)
                    yield rows[chosen] - mean, label

    def _described(self, deviations: Matrix, axes: Matrix) -> Matrix:
        """64 numbers for each deviation `[k, bands]`."""
        whitened = deviations @ axes
        return np.hstack(
            [
                np.log(_grouped(deviations**2) + BAND_FLOOR),
                np.log(_grouped(whitened**2) + AXIS_FLOOR),
                self._signs(deviations),
                self._signs(whitened),
            ]
        )

    def _signs(self, values: Matrix) -> Matrix:
        """Which way each group went, −1 … 1."""
        if not self.local:
            return _grouped(np.sign(values))
        return _grouped(values) / np.sqrt(_grouped(values**2) + BAND_FLOOR)


def whitening_axes(covariance: Matrix, *, local: bool) -> Matrix:
    """Axes `[bands, bands]` in whose coordinates that covariance is the identity, widest first.

    With `local` they are turned back (ZCA), so that each stays as near to its band as a whitening can.
    """
    value, vector = np.linalg.eigh(covariance)
    widest_first = np.argsort(-value)
    axes = vector[:, widest_first] / np.sqrt(value[widest_first])
    return axes @ vector[:, widest_first].T if local else axes


def _grouped(values: Matrix) -> Matrix:
    """Means `[k, 16]` over neighbouring columns."""
    return np.stack([part.mean(axis=1) for part in np.array_split(values, GROUPS, axis=1)], axis=1)


LOGISTIC = Logistic(
    "logistic",
    "Logistic regression on energy and sign of the deviation from the baseline; other machines' faults label it.",
    local=False,
    strength=0.1,
)
LOGISTIC_LOCAL = Logistic(
    "logistic_local",
    "The same with symmetric whitening, in which a sign still means louder or quieter in a band.",
    local=True,
    strength=0.001,
)
