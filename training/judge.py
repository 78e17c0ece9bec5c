"""The judge: how far clips lie from a machine's own healthy sound, measured in that machine's own variation."""

from __future__ import annotations

import math

import torch

DB_PER_NEPER = 10 / math.log(10)


class Judge(torch.nn.Module):
    """Clips `[k,128]` and a baseline `[n,128]` → score `[k]` and excess in dB `[k,128]`; n ≥ 1, k ≥ 1.

    A clip's deviation from the baseline's mean, overall level removed, is projected on `axes`: directions learnt on
    other machines, in which healthy clips have variance one and in which faults are expected. Each squared
    projection is divided by the variance the n clips of the baseline show on that axis, pulled towards their
    common one, so that a restless machine is not called faulty for being restless.

    Args:
        axes: float `[128, r]`, from band levels without their mean to whitened coordinates.
        weights: float `[r]`, how much of a deviation on each axis a fault would explain (0 … 1).
        axis_prior: for how many clips the common variance counts when an axis' own is estimated.
        scale_prior: for how many clips the other machines' variance counts when the common one is estimated.
        unit: the raw score that is called 1.0.
    """

    def __init__(
        self, axes: torch.Tensor, weights: torch.Tensor, axis_prior: float, scale_prior: float, unit: float = 1.0
    ) -> None:
        super().__init__()
        self.register_buffer("axes", axes.float())
        self.register_buffer("weights", (weights / weights.sum()).float())
        self.axis_prior = axis_prior
        self.scale_prior = scale_prior
        self.unit = unit

    def forward(self, clips: torch.Tensor, baseline: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Score and excess of each clip."""
        healthy = without_level(baseline)
        deviation = without_level(clips) - healthy.mean(dim=0)
        count = torch.ones_like(baseline[:, 0]).sum()
        variance = self.own_variance((healthy - healthy.mean(dim=0)) @ self.axes, count)
        distance = ((deviation @ self.axes) ** 2 / variance) @ self.weights
        score = torch.sqrt(distance / (1 + 1 / count)) / self.unit
        return score, deviation * DB_PER_NEPER

    def own_variance(self, spread: torch.Tensor, count: torch.Tensor) -> torch.Tensor:
        """The variance `[r]` to expect of this machine on each axis, from its centred baseline `[n, r]`."""
        squares = (spread**2).sum(dim=0)
        freedom = count - 1
        common = (squares @ self.weights + self.scale_prior) / (freedom + self.scale_prior)
        return (squares + self.axis_prior * common) / (freedom + self.axis_prior)


def without_level(bands: torch.Tensor) -> torch.Tensor:
    """Bands less their mean over frequency: what a gain or another distance does not change."""
    return bands - bands.mean(dim=1, keepdim=True)
