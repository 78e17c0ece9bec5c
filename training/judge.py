"""The judge: how far clips lie from a machine's own healthy sound, measured in what varies while it is healthy."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from training.head import LearntHead
from training.levels import DB_PER_NEPER, count_of, noise_level, noise_share, trusted, without_level
from training.metric import Metric
from training.noise_aware import NoiseAware
from training.noise_growth import STEPS, NoiseGrowth
from training.settings import Settings
from training.strange import Strange

DOUBTED, BELIEVED = 0.25, 0.3
"""Noise that explains less of a change than the one is not the reason for it; from the other on it is."""
LEAST_DEVIATION = 1e-6
LEAST_SQUARED = 1e-8


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What is known of the noise around machines and of how both drift: natural logs of power.

    `noise` float `[124]`, its spectrum at any level; `noise_drift`, `machine_drift` `[124, 124]`, how the noise
    and the machine itself vary between sessions.
    """

    noise: torch.Tensor
    noise_drift: torch.Tensor
    machine_drift: torch.Tensor


class Judge(torch.nn.Module):
    """Clips `[k, 128]`, a baseline `[n, 128]` and level_counts `[1]` to what `app.diagnosis.model.Judged` holds.

    ln score = (1 − a) ln plain + a ln noise-aware + w (how much more than the baseline's own clips it is like
    faults heard in training), with a = `share_of_aware` and w = `head_weight` of the settings.

    level_counts 1: microphone and placement are the baseline's, level is evidence and no other response expected.
    0: level is removed, and a smooth change of the microphone's response is taken for healthy.

    `strange` is 0 throughout where nothing was learnt of it. `unit` is the raw score that is called 1.0.
    """

    def __init__(
        self, *, same: Metric, free: Metric, noise_aware: NoiseAware | None, head: LearntHead | None,
        strange: Strange | None, around: Around, settings: Settings, unit: float = 1.0,
        growth: NoiseGrowth | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.same, self.free, self.noise_aware, self.head, self.strange = same, free, noise_aware, head, strange
        self.register_buffer("noise", around.noise.double())
        self.register_buffer("noise_drift", around.noise_drift.double())
        self.register_buffer("machine_drift", around.machine_drift.double())
        self.growth = growth
        self.settings = settings
        self.unit = unit

    def forward(
        self, clips: torch.Tensor, baseline: torch.Tensor, level_counts: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Score, excess in dB, noisier in dB and strange of each clip."""
        heard, healthy = trusted(clips), trusted(baseline)
        score = self._score(heard, healthy, level_counts) - math.log(self.unit)
        noisier = self._noisier_db(heard.double(), healthy.double())
        excess = without_level(clips) - without_level(baseline).mean(dim=0)
        strange = self.strange(clips, baseline) if self.strange is not None else 0.0 * noisier
        return torch.exp(score), excess * DB_PER_NEPER, noisier, strange

    def _score(self, heard: torch.Tensor, healthy: torch.Tensor, level_counts: torch.Tensor) -> torch.Tensor:
        """Natural log of the score `[k]`, less what more noise than in the baseline alone would have given."""
        mean = healthy.mean(dim=0)
        deviation, spread = heard - mean, healthy - mean
        if self.growth is None:
            return self._of_deviation(deviation, spread, mean, level_counts)
        # The baseline's mean in more noise is judged as one more clip each.
        rows = torch.cat([deviation, self.growth.deviations(mean)])
        score = self._of_deviation(rows, spread, mean, level_counts)
        grown = self.growth.grown(heard, healthy)
        beyond = self.growth.beyond(grown, torch.exp(2 * score[-len(STEPS) :]))
        # Without level the noise can't be told from another microphone's response.
        weight = self.settings.noise_growth_weight * level_counts
        return score[: -len(STEPS)] - torch.log1p(weight * beyond) / 2

    def _of_deviation(
        self, deviation: torch.Tensor, spread: torch.Tensor, mean: torch.Tensor, level_counts: torch.Tensor
    ) -> torch.Tensor:
        """Natural log of the score of deviations, noise unchanged."""
        # The baseline's mean is itself a mean of n clips only.
        score = self._distance(deviation, spread, mean, level_counts) - torch.log(1 + 1 / count_of(spread)) / 2
        if self.head is not None:
            score = score + self.settings.head_weight * self.head.beyond_own(deviation, spread, level_counts)
        return score

    def _noisier_db(self, heard: torch.Tensor, healthy: torch.Tensor) -> torch.Tensor:
        """How much more noise `[k]` there is than in the baseline, as far as noise is what has changed.

        Something louder lets more noise fit under it whatever it is. So what that much noise would have changed is
        held against what has changed: where it explains too little of it, it was no noise.
        """
        now, then = noise_level(heard, self.noise), noise_level(healthy, self.noise).mean()
        mean = healthy.mean(dim=0)
        added = (torch.exp(now) - torch.exp(then)).clamp(min=0)[:, None] * torch.exp(self.noise)
        deviation = heard - mean
        unexplained = deviation - torch.log1p(added * torch.exp(-mean))
        explained = 1 - (unexplained**2).sum(dim=1) / ((deviation**2).sum(dim=1) + LEAST_DEVIATION)
        believed = ((explained - DOUBTED) / (BELIEVED - DOUBTED)).clamp(min=0, max=1)
        more = now - then
        return (torch.where(more > 0, more * believed, more) * DB_PER_NEPER).float()

    def _distance(
        self, deviation: torch.Tensor, spread: torch.Tensor, mean: torch.Tensor, level_counts: torch.Tensor
    ) -> torch.Tensor:
        """Natural log of the distance `[k]` from the baseline's mean."""
        share = noise_share(mean.double(), self.noise)
        drift = both_parts(self.noise_drift, self.machine_drift, share)
        same = log_of(self.same(deviation, spread, drift.float()))
        bare, bare_spread = bare_of(deviation), bare_of(spread)
        free = log_of(self.free(bare, bare_spread, drift.float()))
        plain = level_counts * same + (1 - level_counts) * free
        if self.noise_aware is None:
            return plain / 2
        aware = log_of(self.noise_aware(deviation, spread, share, drift, level_counts))
        share_of_aware = self.settings.share_of_aware
        return ((1 - share_of_aware) * plain + share_of_aware * aware) / 2


def log_of(squared: torch.Tensor) -> torch.Tensor:
    """Natural log of squared distances, finite for a clip that is the baseline itself."""
    return torch.log(squared.clamp(min=LEAST_SQUARED))


def both_parts(noise: torch.Tensor, machine: torch.Tensor, share: torch.Tensor) -> torch.Tensor:
    """Covariance `[124, 124]` of a sound of which that share of the power is noise in each band `[124]`."""
    own = 1 - share
    return noise * share[:, None] * share + machine * own[:, None] * own


def bare_of(rows: torch.Tensor) -> torch.Tensor:
    """Rows without their mean over bands: what a gain or another distance does not change."""
    return rows - rows.mean(dim=1, keepdim=True)
