"""The plain half of the judge: a distance in directions learnt once, nothing assumed about the noise."""

from __future__ import annotations

import torch

from training.levels import count_of


class Metric(torch.nn.Module):
    """Squared distance |G'd|² in learnt axes G, in units of what the baseline's own clips and sessions show.

    Args:
        axes: float `[124, r]`, weights (summing to one) already multiplied in.
        louder_nepers: how much louder a fault is expected to be: the distance starts this much below the baseline.
            0 where level is removed.
        scale_prior: for how many clips the other machines' variance counts when this machine's own is estimated.
    """

    def __init__(self, axes: torch.Tensor, louder_nepers: float, scale_prior: float) -> None:
        super().__init__()
        self.register_buffer("axes", axes.float())
        self.louder_nepers = louder_nepers
        self.scale_prior = scale_prior

    def forward(self, deviation: torch.Tensor, spread: torch.Tensor, drift: torch.Tensor) -> torch.Tensor:
        """`[k]` of deviations `[k, 124]`; spread `[n, 124]` of the baseline, drift `[124, 124]` of sessions."""
        freedom = count_of(spread) - 1
        own = ((spread @ self.axes) ** 2).sum()
        scale = (own + self.scale_prior) / (freedom + self.scale_prior)
        between = (self.axes * (drift @ self.axes)).sum()
        return (((deviation + self.louder_nepers) @ self.axes) ** 2).sum(dim=1) / (scale + between)
