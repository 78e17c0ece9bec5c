"""What the parts of the judge share: band levels with and without loudness, and how much noise fits under them."""

from __future__ import annotations

import math

import torch

from app.acoustics.bands import TRUSTED_BANDS

DB_PER_NEPER = 10 / math.log(10)

SHARPNESS = 20.0
"""How hard the least band decides: the soft minimum's slope."""

BELOW_LEAST = 0.7
"""How far the noise stays below the band where it would fill all of the baseline, in nepers of power."""


def trusted(bands: torch.Tensor) -> torch.Tensor:
    """Those of the 128 bands that are judged, `[…, 124]`."""
    return bands[:, :TRUSTED_BANDS]


def without_level(bands: torch.Tensor) -> torch.Tensor:
    """Bands less the mean of the trusted ones: what a gain or another distance does not change."""
    return bands - trusted(bands).mean(dim=1, keepdim=True)


def count_of(rows: torch.Tensor) -> torch.Tensor:
    """The number of rows as a scalar of the graph, so that an export does not freeze it."""
    return torch.ones_like(rows[:, 0]).sum()


def noise_level(rows: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
    """Level `[k]`, nepers of power, of the loudest noise of spectrum `[124]` that fits under rows `[k, 124]`."""
    above = rows - noise
    least = above.min(dim=1, keepdim=True).values
    return least[:, 0] - torch.log(torch.exp((least - above) * SHARPNESS).mean(dim=1)) / SHARPNESS


def noise_share(mean: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
    """Which share of the power in each band of a baseline `[124]` is taken for noise, 0 … 1."""
    fits = noise_level(mean[None], noise) - BELOW_LEAST
    return torch.exp((fits - (mean - noise)).clamp(max=0.0))


def quadratic(rows: torch.Tensor, matrix: torch.Tensor) -> torch.Tensor:
    """x'Mx of each row."""
    return ((rows @ matrix) * rows).sum(dim=1)
