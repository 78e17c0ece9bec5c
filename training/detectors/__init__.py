"""Every detector that can be compared, by name; nothing slow is imported until one is trained."""

from __future__ import annotations

from training.detectors.autoencoder import AUTOENCODER, AUTOENCODER_TUNED
from training.detectors.base import Detector
from training.detectors.cnn import CNN
from training.detectors.forest import FOREST, FOREST_BANDS
from training.detectors.judge import JUDGE
from training.detectors.logistic import LOGISTIC, LOGISTIC_LOCAL
from training.detectors.neighbours import NEIGHBOURS
from training.detectors.own_mahalanobis import OWN_MAHALANOBIS
from training.detectors.twfr_gmm import TWFR_GMM
from training.detectors.whitening import WHITENING, WHITENING_LEVEL

__all__ = ["Detector", "detectors"]


def detectors() -> dict[str, Detector]:
    """All of them by name, in the order in which a report shows them: bands first, then real sound."""
    known: tuple[Detector, ...] = (
        JUDGE,
        WHITENING,
        WHITENING_LEVEL,
        LOGISTIC,
        LOGISTIC_LOCAL,
        NEIGHBOURS,
        OWN_MAHALANOBIS,
        FOREST_BANDS,
        FOREST,
        CNN,
        AUTOENCODER,
        AUTOENCODER_TUNED,
        TWFR_GMM,
    )
    return {detector.name: detector for detector in known}
