"""A spectrogram CNN as public projects train it: 0.99 on a random split, and what is left of that elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from training.data import MachineSound, Rows
from training.detectors.base import Array, cells, faulty_of, need_faults, need_healthy, thinned
from training.detectors.features import LOG_MEL, Feature
from training.detectors.remembered import Remembered
from training.trials import Scores

if TYPE_CHECKING:
    import torch

    from training.detectors.cnn_network import SpectrogramNetwork

VALIDATED = 10
"""Every how-manieth recording is left out of training to draw the validation curve."""


class CnnScorer:
    """How surely a clip's spectrogram looks like other machines' faults (log odds); the baseline is not used.

    `curves`: `loss` and `validation loss` after each epoch, the latter on other recordings of the same machines,
    and only where there are enough of them.
    """

    def __init__(self, network: SpectrogramNetwork, curves: dict[str, list[float]]) -> None:
        self.curves = curves
        self._log_odds = Remembered(network.log_odds)

    def __call__(self, clips: Rows, baseline: Rows) -> Scores:
        """Scores `[k]` of clips `[k, frames, mels]`."""
        return self._log_odds(clips)


@dataclass(frozen=True)
class Cnn:
    """Four convolutions with SpecAugment, faulty or not by other machines' labels. It never looks at the baseline.

    Args:
        most: clips of each machine, SNR and label that it is shown; bounds memory and time on any data set.
    """

    name: str = "cnn"
    what: str = "Small spectrogram CNN with SpecAugment, trained on other machines' labels; ignores the baseline."
    feature: Feature = LOG_MEL
    most: int = 120
    epochs: int = 20
    batch: int = 32
    rate: float = 2e-3

    def train(self, machines: Sequence[MachineSound], seed: int) -> CnnScorer:
        """Problem without healthy or without faulty clips."""
        need_faults(self.name, machines)
        need_healthy(self.name, machines)
        import torch

        from training.detectors.cnn_network import SpectrogramNetwork
        from training.detectors.networks import device, fit, seeded

        random = np.random.default_rng(seed)
        clips, labels, seen = self._labelled(machines)
        with seeded(seed) as generator:
            network = SpectrogramNetwork(clips[seen], labels[seen].mean()).to(device())
            clips, labels = torch.from_numpy(clips), torch.from_numpy(labels)
            shown, kept_back = torch.from_numpy(np.flatnonzero(seen)), torch.from_numpy(np.flatnonzero(~seen))
            validation: list[float] = []

            def loss_of(chosen: torch.Tensor) -> torch.Tensor:
                rows = shown[chosen]
                return network.loss(clips[rows], labels[rows], random)

            def validate() -> None:
                if len(kept_back):
                    validation.append(network.mean_loss(clips[kept_back], labels[kept_back]))

            loss = fit(
                network, len(shown), loss_of, epochs=self.epochs, batch=self.batch, rate=self.rate,
                generator=generator, after_epoch=validate,
            )  # fmt: skip
        curves = {"loss": loss, "validation loss": validation}
        return CnnScorer(network.eval(), {name: curve for name, curve in curves.items() if curve})

    def _labelled(self, machines: Sequence[MachineSound]) -> tuple[Array, Array, np.ndarray]:
        """Clips `[r, frames, mels]`, labels `[r]` (1 faulty), and which are trained on.

        The same recordings are kept back at every SNR, so that validation never hears one it was trained on.
        """
        clips, labels, seen = [], [], []
        for machine, snr in cells(machines):
            for label, rows in enumerate((machine.healthy(snr), faulty_of(machine, snr))):
                some = thinned(rows, self.most)
                clips.append(some)
                labels.append(np.full(len(some), label, np.float32))
                seen.append(np.arange(len(some)) % VALIDATED != VALIDATED // 2)
        return np.concatenate(clips), np.concatenate(labels), np.concatenate(seen)


CNN = Cnn()
