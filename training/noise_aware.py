"""The noise-aware half of the judge: a distance that knows where the noise around the machine hides it."""

from __future__ import annotations

import torch

from training.levels import count_of, quadratic
from training.solve import solve_by_halves


class NoiseAware(torch.nn.Module):
    """In each band a share r of the baseline's power is noise; a fault changes the machine's part only.

    Healthy variation is S = r·C·r + (1 − r)·V·(1 − r) + other, with C the covariance of the noise and V that of
    the machine itself, and a fault is a smooth change F = UU' seen through 1 − r. The squared distance
    d'(S⁻¹ − (S + F)⁻¹)d is twice the log-likelihood ratio of a fault against none.

    Args:
        noise_covariance, machine_covariance: float `[124, 124]`, C and V.
        other_same: float `[124, 124]`, what any sound varies where microphone and placement stay.
        other_free: the same where they may not: any level, and a smooth change of response.
        fault: float `[124, r]`, U.
        scale_prior: for how many clips the expected distance counts when this machine's own is estimated.
    """

    LEAST_OPEN = 0.05
    """However loud the noise, this share of a fault is taken to be heard."""

    def __init__(
        self, *, noise_covariance: torch.Tensor, machine_covariance: torch.Tensor, other_same: torch.Tensor,
        other_free: torch.Tensor, fault: torch.Tensor, scale_prior: float,
    ) -> None:  # fmt: skip
        super().__init__()
        self.register_buffer("noise_covariance", noise_covariance.double())
        self.register_buffer("machine_covariance", machine_covariance.double())
        self.register_buffer("other_same", other_same.double())
        self.register_buffer("other_free", other_free.double())
        self.register_buffer("fault", fault.double())
        self.register_buffer("identity", torch.eye(fault.shape[1], dtype=torch.float64))
        self.scale_prior = scale_prior

    def forward(
        self, deviation: torch.Tensor, spread: torch.Tensor, share: torch.Tensor, drift: torch.Tensor,
        level_counts: torch.Tensor,
    ) -> torch.Tensor:  # fmt: skip
        """`[k]` of deviations `[k, 124]`, in units of what the baseline's own clips and sessions show."""
        seen = self.fault * (1 - share).clamp(min=self.LEAST_OPEN)[:, None]
        filters = solve_by_halves(self._covariance(share, level_counts.double()), seen)
        inverse = solve_by_halves(filters.T @ seen + self.identity, self.identity)
        expected = self.identity.diagonal().sum() - inverse.diagonal().sum()
        own = quadratic(spread.double() @ filters, inverse).sum()
        scale = (own + self.scale_prior * expected) / (count_of(spread) - 1 + self.scale_prior)
        between = ((filters.T @ drift @ filters) * inverse).sum()
        return (quadratic(deviation.double() @ filters, inverse) / (scale + between)).float()

    def _covariance(self, share: torch.Tensor, level_counts: torch.Tensor) -> torch.Tensor:
        """S `[124, 124]`."""
        own = 1 - share
        noise = self.noise_covariance * share[:, None] * share
        machine = self.machine_covariance * own[:, None] * own
        return noise + machine + level_counts * self.other_same + (1 - level_counts) * self.other_free
