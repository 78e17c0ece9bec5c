"""SpecAugment: bands and moments of a spectrogram are hidden, so that no network leans on one of them.

D. S. Park et al., SpecAugment: A Simple Data Augmentation Method for Automatic Speech Recognition, Interspeech
2019 (without its time warping, which moves little).
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Spectrogram = TypeVar("Spectrogram", bound=NDArray[np.floating])


def spec_augment(
    spectrogram: Spectrogram, rng: np.random.Generator, *,
    bands: int = 2, widest_bands: int = 8, moments: int = 2, longest_frames: int = 40,
) -> Spectrogram:  # fmt: skip
    """A copy of one spectrogram `[frames, bands]` with stripes set to its mean.

    `bands` stripes of 0 … `widest_bands` bands, and `moments` stripes of 0 … `longest_frames` frames; never more
    than half of either axis in one stripe.
    """
    hidden = spectrogram.copy()
    mean = spectrogram.mean(dtype=np.float64)
    frames, height = spectrogram.shape
    for _ in range(moments):
        start, length = _stripe(frames, longest_frames, rng)
        hidden[start : start + length] = mean
    for _ in range(bands):
        start, length = _stripe(height, widest_bands, rng)
        hidden[:, start : start + length] = mean
    return hidden


def _stripe(size: int, longest: int, rng: np.random.Generator) -> tuple[int, int]:
    length = int(rng.integers(min(longest, size // 2) + 1))
    return int(rng.integers(size - length + 1)), length
