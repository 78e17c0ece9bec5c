"""The CNN itself; apart, since importing torch takes seconds."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from training.augment.spectrogram import spec_augment
from training.detectors.base import Array
from training.trials import Scores

WIDTHS = (8, 16, 32, 64)
DROPOUT = 0.3
CHUNK = 64


class SpectrogramNetwork(nn.Module):
    """Log-mel spectrograms `[k, frames, mels]` → log odds `[k]` of a fault.

    Args:
        clips: what it is trained on; each mel band is standardised by them.
        faulty_share: how many of them are faulty, 0 … 1; the rarer label weighs more.
    """

    def __init__(self, clips: Array, faulty_share: float) -> None:
        super().__init__()
        mean, spread = _mean_and_spread(clips)
        self.register_buffer("mean", torch.tensor(mean, dtype=torch.float32))
        self.register_buffer("spread", torch.tensor(spread, dtype=torch.float32))
        self.faulty_weight = float((1 - faulty_share) / max(faulty_share, 1e-6))
        layers: list[nn.Module] = []
        for before, after in zip((1, *WIDTHS[:-1]), WIDTHS, strict=True):
            stride = 2 if before == 1 else 1
            layers += [
                nn.Conv2d(before, after, 3, stride=stride, padding=1, bias=False),
                nn.BatchNorm2d(after),
                nn.ReLU(),
                nn.MaxPool2d(2),
            ]
        self.body = nn.Sequential(*layers[:-1])
        self.head = nn.Sequential(nn.Dropout(DROPOUT), nn.Linear(WIDTHS[-1], 1))

    def forward(self, standardised: torch.Tensor) -> torch.Tensor:
        """Log odds of spectrograms that are already standardised."""
        pictures = self.body(standardised[:, None])
        return self.head(pictures.mean(dim=(2, 3)))[:, 0]

    def standardised(self, clips: torch.Tensor) -> torch.Tensor:
        """Each mel band by what it is in training."""
        return (clips.to(self.mean) - self.mean) / self.spread

    def loss(self, clips: torch.Tensor, labels: torch.Tensor, random: np.random.Generator) -> torch.Tensor:
        """Cross entropy of a training batch, parts of it hidden by SpecAugment."""
        self.train()
        hidden = [spec_augment(clip, random) for clip in self.standardised(clips).cpu().numpy()]
        return self._cross_entropy(torch.from_numpy(np.stack(hidden)).to(self.mean), labels)

    def mean_loss(self, clips: torch.Tensor, labels: torch.Tensor) -> float:
        """Cross entropy of some clips, nothing hidden."""
        self.eval()
        with torch.no_grad():
            parts = [
                self._cross_entropy(self.standardised(some), which).item() * len(some)
                for some, which in zip(clips.split(CHUNK), labels.split(CHUNK), strict=True)
            ]
        return sum(parts) / len(clips)

    def log_odds(self, clips: Array) -> Scores:
        """Log odds of a fault for clips as they come."""
        self.eval()
        with torch.no_grad():
            chunks = torch.from_numpy(np.ascontiguousarray(clips)).split(CHUNK)
            odds = [self(self.standardised(chunk)).cpu().double() for chunk in chunks]
        return torch.cat(odds).numpy()

    def _cross_entropy(self, standardised: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        weight = torch.tensor(self.faulty_weight, device=self.mean.device)
        return nn.functional.binary_cross_entropy_with_logits(
            self(standardised), labels.to(self.mean), pos_weight=weight
        )


def _mean_and_spread(clips: Array) -> tuple[np.ndarray, np.ndarray]:
    """Of each mel band over time and clips, a part at a time: all of it in double precision would not fit."""
    count, total, squares = 0, np.zeros(clips.shape[2]), np.zeros(clips.shape[2])
    for start in range(0, len(clips), CHUNK):
        rows = clips[start : start + CHUNK].astype(np.float64).reshape(-1, clips.shape[2])
        count, total, squares = count + len(rows), total + rows.sum(axis=0), squares + (rows**2).sum(axis=0)
    mean = total / count
    return mean, np.sqrt(np.maximum(squares / count - mean**2, 1e-4))
