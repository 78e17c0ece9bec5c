"""Windowed power spectra that read the same for the same sound at any sample rate."""

import numpy as np
from numpy.typing import NDArray

from app.acoustics.sizes import quick_length

WINDOW_S = 4096.0 / 48000.0
_SHORTEST_WINDOW_S = 0.005
_WINDOWS_IN_SOUND = 8


class FrameSpectra:
    """Power spectra of pieces of a sound of `frames` samples, from 0 Hz to just above `highest_hz`.

    The window lasts `WINDOW_S`; in a sound too short for eight of them it is an eighth of the sound (down to
    5 ms), so that a close look at a knock shows when it happened. The transform is twice the full window, zero
    padded: a sine between two bins then loses 0.4 dB at most, and bins lie at the same frequencies for any window.
    """

    def __init__(self, sample_rate_hz: int, frames: int, highest_hz: float) -> None:
        full = quick_length(round(WINDOW_S * sample_rate_hz))
        shortest = max(1, round(_SHORTEST_WINDOW_S * sample_rate_hz))
        self.window_length = min(full, max(shortest, frames // _WINDOWS_IN_SOUND), frames)
        self.nyquist_hz = sample_rate_hz / 2.0
        self._transform = 2 * full
        self.bin_hz = sample_rate_hz / self._transform
        self.bins = min(int(highest_hz / self.bin_hz) + 2, self._transform // 2 + 1)
        # Half a sample off centre, so that even a window of one sample is not zero.
        phase = np.pi * (np.arange(self.window_length) + 0.5) / self.window_length
        window = np.sin(phase) ** 2
        self._window = (window * (2.0 / window.sum())).astype(np.float32)
        self._padded = np.zeros((0, self._transform), dtype=np.float32)

    def power(self, samples: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float32]:
        """Power float32 `[len(starts), bins]` of the windows from `starts`; a full-scale sine has 1.0."""
        every = np.lib.stride_tricks.sliding_window_view(samples, self.window_length)
        # Padded here and kept from call to call: the transform's own padding takes half as long again.
        if len(self._padded) < len(starts):
            self._padded = np.zeros((len(starts), self._transform), dtype=np.float32)
        padded = self._padded[: len(starts)]
        np.multiply(every[starts], self._window, out=padded[:, : self.window_length])
        spectra = np.fft.rfft(padded)[:, : self.bins]
        power: NDArray[np.float32] = np.square(spectra.real)
        power += np.square(spectra.imag)
        return power
