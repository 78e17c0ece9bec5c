"""How much of a score is due to more noise around the machine than there was when it was learnt."""

from __future__ import annotations

import torch

from training.head import GROUPS, pool_of_groups
from training.levels import BELOW_LEAST, noise_level

STEPS = (1, 2)
"""Noise louder by so many steps of `STEP_DB` each, as between the noise levels of MIMII."""
STEP_DB = 6.0
FEATURES = 8 + 3 * GROUPS
LEAST_ENERGY = 1e-3
CLIP = 5.0


class NoiseGrowth(torch.nn.Module):
    """Tells noise that has grown from a fault, and what that alone would do to the score.

    Args:
        noise: float `[124]`, the spectrum of the noise at any level, natural log of power.
        centre, scale: `[56]`, bring the features to mean 0 and standard deviation 1.
        weights, bias: `[56, 2]` and `[2]`: log odds that the noise has grown by at least that many `STEPS`.
    """

    RAMP = (-3.0, 0.0)
    """Up to the first log odds nothing is put down to the noise, from the other on all of it."""

    def __init__(
        self, noise: torch.Tensor, centre: torch.Tensor, scale: torch.Tensor, weights: torch.Tensor,
        bias: torch.Tensor,
    ) -> None:  # fmt: skip
        super().__init__()
        self.register_buffer("noise", noise.double())
        self.register_buffer("pool", pool_of_groups().double())
        self.register_buffer("factor", 10 ** (torch.tensor(STEPS, dtype=torch.float64) * STEP_DB / 10))
        for name, value in (("centre", centre), ("scale", scale), ("weights", weights), ("bias", bias)):
            self.register_buffer(name, value.float())

    def grown(self, heard: torch.Tensor, healthy: torch.Tensor) -> torch.Tensor:
        """How far the noise has grown by each of `STEPS`, `[k, 2]` from 0 to 1."""
        standard = (self.features(heard, healthy) - self.centre) / self.scale
        odds = standard.clamp(-CLIP, CLIP) @ self.weights + self.bias
        return ((odds - self.RAMP[0]) / (self.RAMP[1] - self.RAMP[0])).clamp(0, 1)

    def deviations(self, mean: torch.Tensor) -> torch.Tensor:
        """What noise grown by each of `STEPS` does to the baseline's mean, `[2, 124]`."""
        share = self._share(mean[None].double(), 0.0)
        return torch.log1p(share * (self.factor[:, None] - 1)).float()

    def beyond(self, grown: torch.Tensor, squared: torch.Tensor) -> torch.Tensor:
        """Squared score `[k]` to expect of that noise alone, from the squared scores `[2]` of `deviations`."""
        once, twice = squared.unbind()
        return grown @ torch.stack([once, (twice - once).clamp(min=0)])

    def features(self, heard: torch.Tensor, healthy: torch.Tensor) -> torch.Tensor:
        """`[k, 56]` of clips `[k, 124]` and the baseline's `[n, 124]`."""
        heard, healthy = heard.double(), healthy.double()
        mean = healthy.mean(dim=0)
        deviation = heard - mean
        now, then = noise_level(heard, self.noise), noise_level(healthy, self.noise).mean()
        before, after = self._share(mean[None], BELOW_LEAST), self._share(heard, BELOW_LEAST)
        both = before * after
        added = (torch.exp(now) - torch.exp(then)).clamp(min=0)[:, None] * torch.exp(self.noise)
        expected = torch.log1p(added * torch.exp(-mean))
        energy, rest = (deviation**2).mean(dim=1), ((deviation - expected) ** 2).mean(dim=1)
        single = [
            now - then, weighted(deviation, both), weighted(deviation, both**2), deviation.mean(dim=1),
            torch.log(energy + LEAST_ENERGY), torch.log(rest + LEAST_ENERGY),
            (1 - rest / (energy + LEAST_ENERGY)).clamp(-1, 1), expected.mean(dim=1),
        ]  # fmt: skip
        bands = [deviation.clamp(-4, 4), before.expand_as(after), after]
        return torch.cat([torch.stack(single, dim=1), *(rows @ self.pool for rows in bands)], dim=1).float()

    def _share(self, rows: torch.Tensor, below: float) -> torch.Tensor:
        fits = noise_level(rows, self.noise) - below
        return torch.exp((fits[:, None] - (rows - self.noise)).clamp(max=0.0))


def weighted(rows: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Mean of each row by weights."""
    return (weights * rows).sum(dim=1) / weights.sum(dim=1)
