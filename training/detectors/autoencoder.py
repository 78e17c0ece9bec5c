"""The dense autoencoder of the MIMII and DCASE baselines: what it can't rebuild is unlike what it was taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from training.data import MachineSound, Rows
from training.detectors.base import Array, cells, need_healthy, thinned
from training.detectors.features import LOG_MEL, Feature
from training.detectors.remembered import Remembered
from training.trials import Scores

if TYPE_CHECKING:
    from training.detectors.autoencoder_network import WindowNetwork

PRIOR_CLIPS = 4.0
"""For how many clips the usual spread of errors counts when the baseline's own is estimated."""
MOST_FOR_SPREAD = 40


class AutoencoderScorer:
    """Reconstruction error of a clip, standardised by those of the baseline's clips.

    `curves`: `loss` after each epoch. With tuning a copy of the network goes on learning from each baseline.
    """

    def __init__(
        self, network: WindowNetwork, usual_spread: float, tuning_epochs: int, curve: list[float]
    ) -> None:
        self.curves = {"loss": curve}
        self._network = network
        self._usual_spread = usual_spread
        self._tuning_epochs = tuning_epochs
        self._errors = Remembered(network.errors)

    def __call__(self, clips: Rows, baseline: Rows) -> Scores:
        """Scores `[k]` of clips `[k, frames, mels]` against a baseline `[n, frames, mels]`."""
        epochs = self._tuning_epochs
        errors = self._network.tuned_on(baseline, epochs).errors if epochs else self._errors
        usual = errors(baseline)
        squares = ((usual - usual.mean()) ** 2).sum() + PRIOR_CLIPS * self._usual_spread**2
        return np.asarray((errors(clips) - usual.mean()) / np.sqrt(squares / (len(usual) - 1 + PRIOR_CLIPS)))


@dataclass(frozen=True)
class Autoencoder:
    """320-64-64-8-64-64-320 on five frames of 64 mel bands, taught the healthy clips of other machines.

    Args:
        tuning_epochs: for how many epochs it goes on learning from each baseline.
        most_windows: how many windows of five frames it is taught; bounds memory and time on any data set.
    """

    name: str
    what: str
    tuning_epochs: int
    feature: Feature = LOG_MEL
    most_windows: int = 60_000
    epochs: int = 20
    batch: int = 512
    rate: float = 1e-3

    def train(self, machines: Sequence[MachineSound], seed: int) -> AutoencoderScorer:
        """Problem when no machine has two healthy clips."""
        need_healthy(self.name, machines)
        import torch

        from training.detectors.autoencoder_network import WindowNetwork
        from training.detectors.networks import device, fit, seeded

        windows = self._windows(machines, np.random.default_rng(seed))
        with seeded(seed) as generator:
            network = WindowNetwork(windows).to(device())
            known = torch.from_numpy(windows)

            def loss_of(chosen: torch.Tensor) -> torch.Tensor:
                return network.loss(known[chosen])

            curve = fit(
                network, len(known), loss_of, epochs=self.epochs, batch=self.batch, rate=self.rate,
                generator=generator,
            )  # fmt: skip
        return AutoencoderScorer(network, _usual_spread(network, machines), self.tuning_epochs, curve)

    def _windows(self, machines: Sequence[MachineSound], random: np.random.Generator) -> Array:
        """Windows `[w, 320]` drawn from healthy clips, as many of each machine and SNR."""
        from training.detectors.autoencoder_network import windows_of

        share = max(1, self.most_windows // len(list(cells(machines))))
        drawn = []
        for machine, snr in cells(machines):
            clips = machine.healthy(snr)
            each = -(-share // len(clips))
            of_cell = [random.permutation(windows_of(clip[None])[0])[:each] for clip in thinned(clips, share)]
            drawn.append(np.concatenate(of_cell)[:share])
        return np.concatenate(drawn)


def _usual_spread(network: WindowNetwork, machines: Sequence[MachineSound]) -> float:
    """Standard deviation of the errors of a healthy machine's clips at one SNR."""
    variances = [
        network.errors(thinned(machine.healthy(snr), MOST_FOR_SPREAD)).var()
        for machine, snr in cells(machines)
        if len(machine.healthy(snr)) > 1
    ]
    return float(np.sqrt(np.mean(variances)))


AUTOENCODER = Autoencoder(
    "autoencoder",
    "Dense autoencoder taught other machines' healthy clips; its error is standardised by the baseline's.",
    tuning_epochs=0,
)
AUTOENCODER_TUNED = Autoencoder(
    "autoencoder_tuned",
    "The same autoencoder, which goes on learning from the baseline's clips.",
    tuning_epochs=20,
)
