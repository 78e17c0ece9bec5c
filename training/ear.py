"""The ear: the band levels of a clip as one torch module, so that no feature is computed outside `ear.onnx`.

The definition is that of `shared/data/README.md`: 16 kHz, Hann window of 400 centred in an FFT of 512, hop 160,
zero-padded at both ends, power, 128 Slaney mel bands from 0 to 8 kHz, ln(mel + 1e-8), mean over frames.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray

from app.acoustics.bands import edges_hz

SAMPLE_RATE_HZ = 16000
SHORTEST_SAMPLES = 16000
FFT_SAMPLES = 512
WINDOW_SAMPLES = 400
HOP_SAMPLES = 160
FLOOR = 1e-8
# The window sits in the middle of its FFT frame, whose centre is padded out to the first sample.
PAD_SAMPLES = FFT_SAMPLES // 2 - (FFT_SAMPLES - WINDOW_SAMPLES) // 2


class Ear(torch.nn.Module):
    """Waveform float32 `[n]`, n ≥ 16000, full scale 1.0 → bands float32 `[128]` (natural logarithm of power).

    The STFT is one strided convolution with the window's own 400 taps: the phase of a frame does not matter for
    its power, so the 512-point frame around the window never has to be built.
    """

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("taps", torch.tensor(_windowed_waves(), dtype=torch.float32)[:, None, :])
        self.register_buffer("mel", torch.tensor(mel_weights(), dtype=torch.float32))

    def forward(self, waveform: torch.Tensor) -> torch.Tensor:
        """Bands of one clip."""
        padded = torch.nn.functional.pad(waveform[None, None, :], (PAD_SAMPLES, PAD_SAMPLES))
        waves = torch.nn.functional.conv1d(padded, self.taps, stride=HOP_SAMPLES)[0]
        bins = FFT_SAMPLES // 2 + 1
        power = waves[:bins] ** 2 + waves[bins:] ** 2
        mel = self.mel @ power
        # ln(mel + 1e-8), written so that the exporter's optimiser does not take + 1e-8 for + 0.
        return (torch.log1p(mel * (1 / FLOOR)) + math.log(FLOOR)).mean(dim=1)


def _windowed_waves() -> NDArray[np.float64]:
    """Cosines and sines of the 257 bins under a periodic Hann window, `[514, 400]`."""
    time = np.arange(WINDOW_SAMPLES)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * time / WINDOW_SAMPLES)
    phase = 2 * np.pi * np.arange(FFT_SAMPLES // 2 + 1)[:, None] * time / FFT_SAMPLES
    return np.concatenate([np.cos(phase), np.sin(phase)]) * window


def mel_weights() -> NDArray[np.float64]:
    """Slaney's mel filters: triangles of unit area between the edges of the bands, `[128, 257]`."""
    bin_hz = np.linspace(0, SAMPLE_RATE_HZ / 2, FFT_SAMPLES // 2 + 1)
    edge_hz = edges_hz()
    width_hz = np.diff(edge_hz)
    rising = (bin_hz - edge_hz[:-2, None]) / width_hz[:-1, None]
    falling = (edge_hz[2:, None] - bin_hz) / width_hz[1:, None]
    area = 2 / (edge_hz[2:] - edge_hz[:-2])
    return np.maximum(0, np.minimum(rising, falling)) * area[:, None]
