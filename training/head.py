"""The learnt part of the judge: how much a deviation is like the faults heard in training."""

from __future__ import annotations

import torch

from app.acoustics.bands import TRUSTED_BANDS
from training.levels import count_of

GROUPS = 16
SUMMARIES = 4 * GROUPS
LEVEL_SUMMARIES = 2
LEAST_ENERGY = 1e-3
MOST = 6.0
"""Beyond these log odds nothing more is learnt from two or three machines."""


class LearntHead(torch.nn.Module):
    """Log odds of "like a fault heard in training" from 64 summaries of the deviation, 66 where level counts.

    Log energy and mean of 16 groups of neighbouring bands, as they are and whitened; with level also how much
    louder the clip is, and its log square.

    Args:
        whiten: float `[124, 124]`, symmetric, from the pooled healthy covariance to one.
        free, same: layers `[k, 64] → [k, 1]` and `[k, 66] → [k, 1]`.
        curves: the loss while they were trained, by name.
    """

    def __init__(
        self, whiten: torch.Tensor, free: torch.nn.Module, same: torch.nn.Module,
        curves: dict[str, list[float]] | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.curves = curves or {}
        self.register_buffer("whiten", whiten.float())
        self.register_buffer("pool", pool_of_groups())
        self.free, self.same = free, same

    def beyond_own(
        self, deviation: torch.Tensor, spread: torch.Tensor, level_counts: torch.Tensor
    ) -> torch.Tensor:
        """Log odds `[k]` less the mean of what the baseline's own clips get, each held against the others.

        That difference is what makes one threshold fit machines of which nothing was heard in training.
        """
        count = count_of(spread)
        # A clip of the baseline against the mean of the others; one alone has no others and deviates by nothing.
        own = spread * (count / (count - 1).clamp(min=1))
        clips, healthy = self._odds(deviation, level_counts), self._odds(own, level_counts)
        return clips - healthy.mean()

    def _odds(self, deviation: torch.Tensor, level_counts: torch.Tensor) -> torch.Tensor:
        free, same = self.summaries(deviation)
        odds = level_counts * self.same(same)[:, 0] + (1 - level_counts) * self.free(free)[:, 0]
        return MOST * torch.tanh(odds / MOST)

    def summaries(self, deviation: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """`[k, 64]` without level and `[k, 66]` with it, of deviations `[k, 124]` that still hold it."""
        louder = deviation.mean(dim=1, keepdim=True)
        bare = deviation - louder
        axes = bare @ self.whiten
        free = torch.cat([*self._pooled(bare), *self._pooled(axes)], dim=1)
        return free, torch.cat([free, torch.log(louder**2 + LEAST_ENERGY), louder], dim=1)

    def _pooled(self, rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return torch.log((rows**2) @ self.pool + LEAST_ENERGY), rows @ self.pool


class Standard(torch.nn.Module):
    """Brings summaries to mean 0 and standard deviation 1 as in training; the mean of what several layers say."""

    def __init__(self, centre: torch.Tensor, scale: torch.Tensor, *members: torch.nn.Module) -> None:
        super().__init__()
        self.register_buffer("centre", centre.float())
        self.register_buffer("scale", scale.float())
        self.members = torch.nn.ModuleList(members)

    def forward(self, summaries: torch.Tensor) -> torch.Tensor:
        """`[k, 1]`."""
        standard = (summaries - self.centre) / self.scale
        return torch.stack([member(standard) for member in self.members]).mean(dim=0)


def pool_of_groups() -> torch.Tensor:
    """Means over 16 groups of neighbours, `[124, 16]`; the first ones are larger where it does not divide."""
    pool = torch.zeros(TRUSTED_BANDS, GROUPS)
    for group, rows in enumerate(torch.tensor_split(torch.arange(TRUSTED_BANDS), GROUPS)):
        pool[rows, group] = 1 / len(rows)
    return pool
