"""The mean spectrum of a take, fine enough to tell a shaft's lines apart, and how its high sound beats.

The bands of the ear are 23 Hz wide and wider, the view's spectrogram 12 Hz: neither can say whether a tone turns
with the shaft. This can, for half a second in a minute of listening.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.acoustics.levels import finite

RATE_HZ = 16_000
"""The rate of the samples, which is the ear's."""

WINDOW_S = 2.0
STEP_HZ = 1.0 / WINDOW_S
HIGHEST_HZ = RATE_HZ / 2.0
LINES = round(HIGHEST_HZ / STEP_HZ) + 1
"""Lines from 0 Hz to 8 kHz, both included."""

LINE_WIDTH_HZ = 1.5 * STEP_HZ
"""Noise bandwidth of the Hann window: two tones closer than about twice this are one."""

BEATS = 801
"""Lines of the beat, from 0 to 400 Hz."""

FLOOR_DB = -140.0

_WINDOW = round(WINDOW_S * RATE_HZ)
_BEAT_RATE_HZ = 1_000
_CARRIER_HZ = (1_000.0, 5_000.0)
"""What rings when something strikes: above the tones of blades, below where small recorders end."""

_SMALLEST = 10.0 ** (FLOOR_DB / 10.0)


@dataclass(frozen=True, slots=True, eq=False)
class FineSpectrum:
    """Mean power of a take on lines `STEP_HZ` apart, and of the beat of its sound between 1 and 5 kHz.

    `level_db` float32 `[LINES]`: dB, a full-scale sine reads 0 on its own line. `beat_db` float32 `[BEATS]`: dB
    relative to one neper² of the natural log of the envelope's power. `looks`: over how many windows of two
    seconds, half overlapping, the mean was taken; what scatters goes down with their root.
    """

    level_db: NDArray[np.float32]
    beat_db: NDArray[np.float32]
    looks: int


class FineSpectrumMaker:
    """Collects the spectrum clip by clip: Hann windows, half overlapping, mean power (P. D. Welch, 1967)."""

    def __init__(self) -> None:
        self._power = np.zeros(LINES)
        self._beat = np.zeros(BEATS)
        self._looks = 0

    def add(self, samples: NDArray[np.float32]) -> None:
        """Takes the next clip, float32 `[n]` mono at `RATE_HZ`; one shorter than a window tells nothing."""
        if len(samples) < _WINDOW:
            return
        sound = finite(samples)
        powers = _powers(sound, _WINDOW, LINES)
        beats = _powers(_log_envelope(sound), round(WINDOW_S * _BEAT_RATE_HZ), BEATS)
        self._power += powers.sum(axis=0, dtype=np.float64)
        self._beat += beats.sum(axis=0, dtype=np.float64)
        self._looks += len(powers)

    def spectrum(self) -> FineSpectrum | None:
        """The spectrum of all clips so far; None where none was long enough."""
        if not self._looks:
            return None
        return FineSpectrum(_to_db(self._power / self._looks), _to_db(self._beat / self._looks), self._looks)


def _powers(samples: NDArray[np.float32], window: int, lines: int) -> NDArray[np.float32]:
    """Power `[looks, lines]` of half overlapping Hann windows; a sine of amplitude 1 has 1 on its own line."""
    every = np.lib.stride_tricks.sliding_window_view(samples, window)[:: window // 2]
    spectra = np.fft.rfft(every * _hann(window), axis=1)[:, :lines]
    return np.asarray(spectra.real**2 + spectra.imag**2, dtype=np.float32)


def _hann(window: int) -> NDArray[np.float32]:
    shape: NDArray[np.float64] = np.sin(np.pi * np.arange(window) / window) ** 2
    return np.asarray(shape * (2.0 / shape.sum()), dtype=np.float32)


def _log_envelope(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """How the sound between 1 and 5 kHz swells, `_BEAT_RATE_HZ` times a second, as natural log about its mean.

    The log keeps one knock from outweighing all else. The band is shifted to 0 Hz (analytic signal), so that its
    squared magnitude is the envelope.
    """
    seconds = len(samples) // _WINDOW * WINDOW_S
    samples = samples[: round(seconds * RATE_HZ)]
    low, high = (round(hz * seconds) for hz in _CARRIER_HZ)
    band = np.fft.ifft(np.fft.rfft(samples)[low:high])
    steps = round(seconds * _BEAT_RATE_HZ)
    power = (band.real**2 + band.imag**2).reshape(steps, -1).mean(axis=1)
    swell = np.log(power + _SMALLEST / len(samples))
    return np.asarray(swell - swell.mean(), dtype=np.float32)


def _to_db(power: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(10.0 * np.log10(np.maximum(power, _SMALLEST)), dtype=np.float32)
