"""The judge: how far clips lie from a machine's own healthy sound, measured in what varies while it is healthy."""

from __future__ import annotations

import math

import torch

from app.acoustics.bands import TRUSTED_BANDS
from training.solve import solve

DB_PER_NEPER = 10 / math.log(10)


class PlainDistance(torch.nn.Module):
    """Distance in directions learnt once: nothing is assumed about the noise around the machine.

    Each squared projection is divided by the variance the n clips of the baseline show on that axis, pulled
    towards their common one, so that a restless machine is not called faulty for being restless.

    Args:
        axes: float `[124, r]`, from band levels without their mean to coordinates of healthy variance one.
        weights: float `[r]`, how much of a deviation on each axis a fault would explain (0 … 1).
        axis_prior: for how many clips the common variance counts when an axis' own is estimated.
        scale_prior: for how many clips the other machines' variance counts when the common one is estimated.
    """

    def __init__(self, axes: torch.Tensor, weights: torch.Tensor, axis_prior: float, scale_prior: float) -> None:
        super().__init__()
        self.register_buffer("axes", axes.float())
        self.register_buffer("weights", (weights / weights.sum()).float())
        self.axis_prior = axis_prior
        self.scale_prior = scale_prior

    def forward(self, deviation: torch.Tensor, spread: torch.Tensor, _mean: torch.Tensor) -> torch.Tensor:
        """Squared distances `[k]` of `[k, 124]`; about 1 for healthy clips and a baseline without end."""
        variance = self._own_variance(spread @ self.axes)
        return ((deviation @ self.axes) ** 2 / variance) @ self.weights

    def _own_variance(self, spread: torch.Tensor) -> torch.Tensor:
        freedom = count_of(spread) - 1
        squares = (spread**2).sum(dim=0)
        common = (squares @ self.weights + self.scale_prior) / (freedom + self.scale_prior)
        return (squares + self.axis_prior * common) / (freedom + self.axis_prior)


class NoiseAwareDistance(torch.nn.Module):
    """Distance that knows where the noise around the machine hides it.

    In each band a share r of the power is taken for noise: the loudest noise of the learnt spectrum that fits
    under the baseline. Healthy variation is then S = r·C·r + (1 − r)·V·(1 − r) + floor, with C the covariance of
    the noise and V that of the machine itself, and a fault is a smooth change F of the machine's part only. The
    squared distance d'(S⁻¹ − (S + F)⁻¹)d is twice the log-likelihood ratio of a fault against none, with the
    overall level free.

    Args:
        noise: float `[124]`, the spectrum of the noise, natural log of power, any level.
        noise_covariance, machine_covariance: float `[124, 124]`, C and V.
        fault: float `[124, r]`, U with UU' the covariance of a fault's change where no noise hides it.
        floor: variance added to every band.
        scale_prior: for how many clips the expected distance counts when this machine's own is estimated.
    """

    SHARPNESS = 20.0
    BELOW_LEAST = 0.7
    """How far the noise stays below the band where it would fill all of the baseline, in nepers of power."""
    LEAST_OPEN = 0.05
    """However loud the noise, this share of a fault is taken to be heard."""

    def __init__(
        self, *, noise: torch.Tensor, noise_covariance: torch.Tensor, machine_covariance: torch.Tensor,
        fault: torch.Tensor, floor: float, scale_prior: float,
    ) -> None:  # fmt: skip
        super().__init__()
        self.register_buffer("noise", noise.double())
        self.register_buffer("noise_covariance", noise_covariance.float())
        self.register_buffer("machine_covariance", machine_covariance.float())
        self.register_buffer("fault", fault.double())
        self.register_buffer("identity", torch.eye(len(noise), dtype=torch.float64))
        self.floor = floor
        self.scale_prior = scale_prior

    def forward(self, deviation: torch.Tensor, spread: torch.Tensor, mean: torch.Tensor) -> torch.Tensor:
        """Squared distances `[k]` of `[k, 124]`, in units of what the baseline's own clips show."""
        share = noise_share(mean.double(), self.noise)
        seen = self.fault * (1 - share).clamp(min=self.LEAST_OPEN)[:, None]
        filters = self._without_level(self._covariance(share), seen)
        inner = filters.T @ seen + self.identity[: seen.shape[1], : seen.shape[1]]
        inverse = solve(inner, self.identity[: seen.shape[1], : seen.shape[1]])
        expected = seen.shape[1] - inverse.diagonal().sum()
        own = quadratic(spread.double() @ filters, inverse).sum()
        scale = (own + self.scale_prior * expected) / (count_of(spread) - 1 + self.scale_prior)
        return (quadratic(deviation.double() @ filters, inverse) / scale).float()

    def _covariance(self, share: torch.Tensor) -> torch.Tensor:
        """S `[124, 124]` for that share of noise."""
        noise = self.noise_covariance.double() * share[:, None] * share
        machine = self.machine_covariance.double() * (1 - share)[:, None] * (1 - share)
        return noise + machine + self.floor * self.identity

    def _without_level(self, covariance: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """S⁻¹U `[124, r]` with an infinite variance of the overall level added to S."""
        level = torch.ones_like(seen[:, :1])
        both = solve(covariance, torch.cat([seen, level], dim=1))
        filters, of_level = both[:, :-1], both[:, -1:]
        return filters - of_level @ (filters.sum(dim=0, keepdim=True) / of_level.sum())


class Judge(torch.nn.Module):
    """Clips `[k,128]` and a baseline `[n,128]` → score `[k]` and excess in dB `[k,128]`; n ≥ 1, k ≥ 1.

    The score is the geometric mean of two distances from the baseline's mean, overall level removed: one that
    assumes the learnt noise and one that does not, so that neither another room nor another microphone leaves it
    deaf. `unit` is the raw score that is called 1.0.
    """

    def __init__(self, plain: PlainDistance, noise_aware: NoiseAwareDistance, unit: float = 1.0) -> None:
        super().__init__()
        self.plain = plain
        self.noise_aware = noise_aware
        self.unit = unit

    def forward(self, clips: torch.Tensor, baseline: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Score and excess of each clip."""
        healthy = without_level(baseline)
        excess = without_level(clips) - healthy.mean(dim=0)
        deviation, spread = trusted(excess), trusted(healthy - healthy.mean(dim=0))
        mean = trusted(baseline).mean(dim=0)
        squared = [distance(deviation, spread, mean) for distance in (self.plain, self.noise_aware)]
        # The baseline's mean is itself a mean of n clips only.
        uncertainty = 1 + 1 / count_of(baseline)
        score = (squared[0] * squared[1]) ** 0.25 / torch.sqrt(uncertainty) / self.unit
        return score, excess * DB_PER_NEPER


def without_level(bands: torch.Tensor) -> torch.Tensor:
    """Bands less the mean of the trusted ones: what a gain or another distance does not change."""
    return bands - trusted(bands).mean(dim=1, keepdim=True)


def trusted(bands: torch.Tensor) -> torch.Tensor:
    """Those of the 128 bands that are judged."""
    return bands[:, :TRUSTED_BANDS]


def count_of(rows: torch.Tensor) -> torch.Tensor:
    """The number of rows as a scalar of the graph, so that an export does not freeze it."""
    return torch.ones_like(rows[:, 0]).sum()


def noise_share(mean: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
    """Which share of the power in each band of a baseline `[124]` is taken for noise, 0 … 1."""
    above = mean - noise
    least = above.min()
    soft = torch.exp((least - above) * NoiseAwareDistance.SHARPNESS).mean()
    fits = least - torch.log(soft) / NoiseAwareDistance.SHARPNESS - NoiseAwareDistance.BELOW_LEAST
    return torch.exp((fits - above).clamp(max=0.0))


def quadratic(rows: torch.Tensor, matrix: torch.Tensor) -> torch.Tensor:
    """x'Mx of each row."""
    return ((rows @ matrix) * rows).sum(dim=1)
