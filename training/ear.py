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
MIDDLE = WINDOW_SAMPLES // 2
# The window sits in the middle of its FFT frame, whose centre is padded out to the first sample.
PAD_SAMPLES = FFT_SAMPLES // 2 - (FFT_SAMPLES - WINDOW_SAMPLES) // 2


class Ear(torch.nn.Module):
    """Waveform float32 `[n]`, n ≥ 16000, full scale 1.0 → bands float32 `[128]` (natural logarithm of power).

    The phase of a frame does not matter for its power, so the 512-point frame around the window never has to be
    built, and time is counted from the window's middle: what is even around it has cosines only, what is odd
    sines only, which halves the work.
    """

    def __init__(self) -> None:
        super().__init__()
        cosines, sines = _windowed_waves()
        self._keep("cosines", cosines)
        self._keep("sines", sines)
        self._keep("mel", mel_weights().T)

    def forward(self, waveform: torch.Tensor) -> torch.Tensor:
        """Bands of one clip."""
        frames = _frames(torch.nn.functional.pad(waveform, (PAD_SAMPLES, PAD_SAMPLES)))
        # The periodic window is zero at its first sample, so every other one has its mirror image.
        before, after = frames[:, 1:MIDDLE].flip(1), frames[:, MIDDLE + 1 :]
        even = torch.cat([frames[:, MIDDLE : MIDDLE + 1], after + before], dim=1)
        power = (even @ self.cosines) ** 2 + ((after - before) @ self.sines) ** 2
        mel = power @ self.mel
        # ln(mel + 1e-8), written so that the exporter's optimiser does not take + 1e-8 for + 0.
        return (torch.log1p(mel * (1 / FLOOR)) + math.log(FLOOR)).mean(dim=0)

    def _keep(self, name: str, values: NDArray[np.float64]) -> None:
        self.register_buffer(name, torch.tensor(np.ascontiguousarray(values), dtype=torch.float32))


def _frames(padded: torch.Tensor) -> torch.Tensor:
    """Windows of 400 samples every 160, `[frames, 400]`: each is two and a half hops put side by side."""
    whole = (padded.shape[0] - WINDOW_SAMPLES) // HOP_SAMPLES + 1
    rest = WINDOW_SAMPLES - 2 * HOP_SAMPLES
    hops = [padded[at * HOP_SAMPLES :][: whole * HOP_SAMPLES].reshape(whole, HOP_SAMPLES) for at in (0, 1)]
    last = torch.nn.functional.pad(padded[2 * HOP_SAMPLES :], (0, HOP_SAMPLES - rest))
    halves = last[: whole * HOP_SAMPLES].reshape(whole, HOP_SAMPLES)[:, :rest]
    return torch.cat([*hops, halves], dim=1)


def _windowed_waves() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cosines `[200, 257]` and sines `[199, 257]` of the bins from the middle of a periodic Hann window on."""
    time = np.arange(MIDDLE)
    window = 0.5 + 0.5 * np.cos(2 * np.pi * time / WINDOW_SAMPLES)
    phase = 2 * np.pi * time[:, None] * np.arange(FFT_SAMPLES // 2 + 1) / FFT_SAMPLES
    return np.cos(phase) * window[:, None], (np.sin(phase) * window[:, None])[1:]


def mel_weights() -> NDArray[np.float64]:
    """Slaney's mel filters: triangles of unit area between the edges of the bands, `[128, 257]`."""
    bin_hz = np.linspace(0, SAMPLE_RATE_HZ / 2, FFT_SAMPLES // 2 + 1)
    edge_hz = edges_hz()
    width_hz = np.diff(edge_hz)
    rising = (bin_hz - edge_hz[:-2, None]) / width_hz[:-1, None]
    falling = (edge_hz[2:, None] - bin_hz) / width_hz[1:, None]
    area = 2 / (edge_hz[2:] - edge_hz[:-2])
    return np.maximum(0, np.minimum(rising, falling)) * area[:, None]
