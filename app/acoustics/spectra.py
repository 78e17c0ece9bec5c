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

    def power(self, samples: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float32]:
        """Power float32 `[len(starts), bins]` of the windows from `starts`; a full-scale sine has 1.0."""
        every = np.lib.stride_tricks.sliding_window_view(samples, self.window_length)
        spectra = np.fft.rfft(every[starts] * self._window, self._transform)[:, : self.bins]
        return (spectra.real**2 + spectra.imag**2).astype(np.float32)


def rows_from_bins(
    level_db: NDArray[np.float32], bin_hz: float, frequency_hz: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Levels `[columns, bins]` on the bins to levels `[rows, columns]` on rows centred at `frequency_hz`.

    A row narrower than a bin is read off between the two bins around its centre; a wider one shows the loudest
    of the bins that lie within it, so that a tone keeps its level however wide its row is.
    """
    rows = np.asarray(frequency_hz, dtype=np.float64)
    last = level_db.shape[1] - 1
    position = np.clip(rows / bin_hz, 0.0, last)
    below = np.minimum(position.astype(np.int64), max(last - 1, 0))
    share = (position - below).astype(np.float32)
    lower, upper = level_db[:, below], level_db[:, np.minimum(below + 1, last)]
    between = lower + share * (upper - lower)

    middles = np.sqrt(rows[1:] * rows[:-1]) / bin_hz if rows.size > 1 else np.zeros(0)
    edges = np.concatenate((position[:1], middles, position[-1:]))
    first = np.clip(np.ceil(edges[:-1]).astype(np.int64), 0, last)
    until = np.clip(np.floor(edges[1:]).astype(np.int64) + 1, 1, last + 1)
    for row in np.flatnonzero(until > first):
        loudest = level_db[:, first[row] : until[row]].max(axis=1)
        np.maximum(between[:, row], loudest, out=between[:, row])
    by_row: NDArray[np.float32] = between.T
    return by_row
