"""The 72-feature random forest of so many public projects: perfect on machines it heard, lost on any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.data import MachineSound, Rows
from training.detectors.base import cells, faulty_of, need_faults, need_healthy
from training.detectors.features import BANDS, MFCC_STATISTICS, Feature
from training.detectors.remembered import Remembered
from training.trials import Scorer, Scores


@dataclass(frozen=True)
class Forest:
    """Random forest on a clip's own features, trained on other machines' labels; the baseline is not looked at."""

    name: str
    what: str
    feature: Feature
    trees: int = 100

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        """Problem without healthy or without faulty clips."""
        need_faults(self.name, machines)
        need_healthy(self.name, machines, 1)
        from sklearn.ensemble import RandomForestClassifier

        healthy = [machine.healthy(snr) for machine, snr in cells(machines)]
        faulty = [faulty_of(machine, snr) for machine, snr in cells(machines)]
        rows = np.concatenate(healthy + faulty)
        labels = np.repeat([0, 1], [sum(map(len, healthy)), sum(map(len, faulty))])
        forest = RandomForestClassifier(self.trees, class_weight="balanced", random_state=seed).fit(rows, labels)
        share_of_trees = Remembered(lambda clips: np.asarray(forest.predict_proba(clips)[:, 1]))

        def score(clips: Rows, baseline: Rows) -> Scores:
            return share_of_trees(clips)

        return score


FOREST = Forest(
    "forest",
    "Random forest on 13 MFCC and 5 descriptors by mean, deviation, maximum and minimum; ignores the baseline.",
    MFCC_STATISTICS,
)
FOREST_BANDS = Forest("forest_bands", "The same forest on the ear's band levels; ignores the baseline.", BANDS)
