"""Is it this machine at all? How unlike a clip is to what the point sounds like, healthy or faulty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS

Matrix = NDArray[np.float64]

SEGMENT_BANDS, SEGMENT_STEP = 16, 9
LIMIT = 30.0
"""Band levels beyond ± this (natural log of power) are no sound; limited, so that nothing overflows."""
LEAST = 2e-3
"""Mean square below which two spectra have too little shape to be called alike."""
FLOOR = 1e-4
"""Mean square below which a deviation is no smaller for being smaller."""
FAR_FLOOR = 0.02
MOST = 6.0
"""No measure counts for more than so many standard deviations."""


class Shape(torch.nn.Module):
    """Level-removed clips `[k, 124]` and the baseline's mean `[1, 124]` → measures of shape `[k, 18]`.

    The spectra are seen whole, smoothed over 5 bands, and as the fine structure that smoothing over 2 and over 10
    bands leaves: in each view how large the deviation is and how alike both are (cosine); in the whole also its
    mean and its largest size; and in 13 overlapping segments of 16 bands the same, from the best to the worst.
    """

    VIEWS = 4
    PICKED = (0, 3, 6, 12)
    COUNT = 2 * VIEWS + 2 + 2 * len(PICKED)

    def __init__(self) -> None:
        super().__init__()
        views, groups = _views()
        self.register_buffer("views", torch.tensor(views, dtype=torch.float32))
        self.register_buffer("groups", torch.tensor(groups, dtype=torch.float32))
        self.register_buffer("picked", torch.tensor(self.PICKED))

    def forward(self, clips: torch.Tensor, healthy: torch.Tensor) -> torch.Tensor:
        """The measures of each clip."""
        seen = torch.cat([clips, healthy]) @ self.views
        apart = seen[:-1] - seen[-1:]
        power, size = seen**2 @ self.groups, apart**2 @ self.groups
        own, of_healthy = power[:-1], power[-1:]
        # a·b = (a² + b² − (a − b)²) / 2
        alike = (own + of_healthy - size) / (2 * torch.sqrt((own + LEAST) * (of_healthy + LEAST)))
        size = torch.log(size + FLOOR)
        segments = torch.stack([size[:, self.VIEWS :], alike[:, self.VIEWS :]], dim=1)
        ranked = torch.sort(segments, dim=2).values[:, :, self.picked].flatten(1)
        whole = apart[:, :TRUSTED_BANDS].abs()
        extent = torch.log(torch.stack([whole.mean(dim=1), whole.amax(dim=1)], dim=1) + FLOOR)
        return torch.cat([size[:, : self.VIEWS], alike[:, : self.VIEWS], extent, ranked], dim=1)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """How sounds differ, level removed: inverse covariances `[124, 124]` and the mean of any sound `[124]`.

    `inside`: of what a machine's own clips, its faults and another microphone show around its baseline;
    `outside`: of what any sound may.
    """

    inside: Matrix
    outside: Matrix
    centre: Matrix


class Far(torch.nn.Module):
    """Level-removed clips `[k, 124]` and the baseline's mean `[1, 124]` → log distances `[k, 4]`.

    From the baseline as its own sounds and as any sound spread; of the clip and of the baseline from any sound.
    """

    COUNT = 4

    def __init__(self, spread: Spread) -> None:
        super().__init__()
        for name in ("inside", "outside", "centre"):
            self.register_buffer(name, torch.tensor(getattr(spread, name), dtype=torch.float32))

    def forward(self, clips: torch.Tensor, healthy: torch.Tensor) -> torch.Tensor:
        """The distances of each clip."""
        apart = clips - healthy
        from_any = _far(torch.cat([clips, healthy]) - self.centre, self.outside)
        of_healthy = from_any[-1:].expand(clips.shape[0])
        columns = [_far(apart, self.inside), _far(apart, self.outside), from_any[:-1], of_healthy]
        return torch.stack(columns, dim=1)


class Strange(torch.nn.Module):
    """Clips `[k, 128]` and baseline `[n, 128]` → strange `[k]`; from 1 on neither this machine nor a fault of it.

    A logistic function's inner sum over measures of shape and distances, in its exponential form: one measure's
    unit more multiplies it. A take is as strange as its clips are in the mean.

    Args:
        spread: what the distances are measured in.
        mean, scale, weights: float `[22]`, of the measures of `Shape` and `Far`.
        offset: the sum at which strange is 1.
        heard: the kinds of sound it was fitted on as "no machine".
    """

    SOFT = 0.25

    def __init__(
        self, *, spread: Spread, mean: Matrix, scale: Matrix, weights: Matrix, offset: float, heard: Sequence[str]
    ) -> None:
        super().__init__()
        self.shape, self.far = Shape(), Far(spread)
        for name, values in (("mean", mean), ("scale", scale), ("weights", weights)):
            self.register_buffer(name, torch.tensor(values, dtype=torch.float32))
        self.offset = float(offset)
        self.heard = tuple(heard)

    def forward(self, clips: torch.Tensor, baseline: torch.Tensor) -> torch.Tensor:
        """Strangeness of each clip."""
        both = level_removed(clips), level_removed(baseline).mean(dim=0, keepdim=True)
        measures = torch.cat([self.shape(*both), self.far(*both)], dim=1)
        standard = ((measures - self.mean) / self.scale).clamp(-MOST, MOST)
        return torch.exp(self.SOFT * (standard @ self.weights - self.offset))


def level_removed(bands: torch.Tensor) -> torch.Tensor:
    """The trusted bands of `[rows, 128]` less their mean, `[rows, 124]`."""
    kept = bands[:, :TRUSTED_BANDS].clamp(-LIMIT, LIMIT)
    return kept - kept.mean(dim=1, keepdim=True)


def smoothing(width_bands: float) -> Matrix:
    """Matrix `[124, 124]`: rows times it are smoothed by a Gaussian of that standard deviation."""
    band = np.arange(TRUSTED_BANDS)
    kernel = np.exp(-0.5 * ((band[:, None] - band) / width_bands) ** 2)
    return np.asarray((kernel / kernel.sum(axis=1, keepdims=True)).T)


def _views() -> tuple[Matrix, Matrix]:
    """All views side by side `[124, p]`, and what takes the mean over each of them `[p, views]`."""
    same = np.eye(TRUSTED_BANDS)
    views = [same, smoothing(5), same - smoothing(2), same - smoothing(10)]
    for start in range(0, TRUSTED_BANDS - SEGMENT_BANDS + 1, SEGMENT_STEP):
        segment = same[:, start : start + SEGMENT_BANDS]
        views.append(segment - segment.mean(axis=1, keepdims=True))
    groups = [np.eye(len(views))[[at] * view.shape[1]] / view.shape[1] for at, view in enumerate(views)]
    return np.concatenate(views, axis=1), np.concatenate(groups)


def _far(rows: torch.Tensor, inverse: torch.Tensor) -> torch.Tensor:
    return torch.log(((rows @ inverse) * rows).mean(dim=1) + FAR_FLOOR)
