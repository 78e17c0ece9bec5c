"""The autoencoder itself; apart, since importing torch takes seconds."""

from __future__ import annotations

import copy
from typing import Self

import numpy as np
import torch
from torch import nn

from training.detectors.base import Array
from training.detectors.networks import fit
from training.trials import Scores

FRAMES_SEEN = 5
HIDDEN = (64, 64, 8, 64, 64)
TUNING_BATCH, TUNING_RATE = 256, 1e-3
TUNING_WINDOWS = 2560
CLIPS_AT_ONCE = 64


class WindowNetwork(nn.Module):
    """Windows `[w, 320]` → the same, squeezed through eight numbers.

    Args:
        windows: what it is taught; every input is standardised by them.
    """

    def __init__(self, windows: Array) -> None:
        super().__init__()
        self.register_buffer("mean", torch.from_numpy(windows.mean(axis=0)))
        self.register_buffer("spread", torch.from_numpy(np.maximum(windows.std(axis=0), 1e-2)))
        layers: list[nn.Module] = []
        width = windows.shape[1]
        for before, after in zip((width, *HIDDEN[:-1]), HIDDEN, strict=True):
            layers += [nn.Linear(before, after), nn.BatchNorm1d(after), nn.ReLU()]
        self.layers = nn.Sequential(*layers, nn.Linear(HIDDEN[-1], width))

    def loss(self, windows: torch.Tensor) -> torch.Tensor:
        """Mean squared error of rebuilding a batch."""
        return self._errors_of(windows).mean()

    def errors(self, clips: Array) -> Scores:
        """Mean error of each clip `[k, frames, mels]` over windows that do not overlap."""
        self.eval()
        found = []
        for start in range(0, len(clips), CLIPS_AT_ONCE):
            windows = windows_of(clips[start : start + CLIPS_AT_ONCE])[:, ::FRAMES_SEEN]
            with torch.no_grad():
                of_each = self._errors_of(torch.from_numpy(windows.reshape(-1, windows.shape[2])))
            found.append(of_each.cpu().double().numpy().reshape(windows.shape[:2]).mean(axis=1))
        return np.concatenate(found)

    def tuned_on(self, clips: Array, epochs: int) -> Self:
        """A copy that has gone on learning from these clips; the statistics of its layers stay as they were."""
        tuned = copy.deepcopy(self).eval()
        windows = windows_of(clips).reshape(-1, len(self.mean))
        generator = torch.Generator().manual_seed(0)
        chosen = torch.randperm(len(windows), generator=generator)[:TUNING_WINDOWS]
        known = torch.from_numpy(windows)[chosen]
        fit(
            tuned, len(known), lambda rows: tuned.loss(known[rows]),
            epochs=epochs, batch=TUNING_BATCH, rate=TUNING_RATE, generator=generator,
        )  # fmt: skip
        return tuned

    def _errors_of(self, windows: torch.Tensor) -> torch.Tensor:
        standardised = (windows.to(self.mean) - self.mean) / self.spread
        return ((self.layers(standardised) - standardised) ** 2).mean(dim=1)


def windows_of(clips: Array) -> np.ndarray:
    """Every five neighbouring frames of clips `[k, frames, mels]`, float32 `[k, frames − 4, 5 · mels]`."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(clips, np.float32), FRAMES_SEEN, axis=1)
    return np.ascontiguousarray(windows.swapaxes(2, 3)).reshape(len(clips), windows.shape[1], -1)
