"""What a recording may do to a waveform: louder, another microphone, a background, a narrower band.

All take float32 `[n]` at 16 kHz, full scale 1.0, and give a new array of the same length. Nothing is clipped.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.domain.take import BAND_COUNT
from training.augment.curve import over_frequency, pass_db, smooth_curve

RATE_HZ = 16000
MOST_DB = 6.0
"""How far apart two microphones in use may be; a response differs by no more at any frequency."""

Waveform = NDArray[np.float32]


def level_db(waveform: Waveform) -> float:
    """Mean power in dB, full scale square wave 0; −inf for silence."""
    power = float(np.mean(np.square(waveform, dtype=np.float64)))
    return 10 * float(np.log10(power)) if power else -np.inf


def gain(waveform: Waveform, gain_db: float) -> Waveform:
    """Louder by exactly `gain_db`."""
    return waveform * np.float32(10 ** (gain_db / 20))


def equalise(waveform: Waveform, rng: np.random.Generator, most_db: float = MOST_DB) -> Waveform:
    """Another microphone: a smooth random response whose largest deviation is exactly `most_db`, up or down.

    Linear phase, so that nothing moves in time.
    """
    curve_db = smooth_curve(rng, BAND_COUNT)
    return filtered(waveform, most_db * curve_db / np.abs(curve_db).max())


def band_limit(waveform: Waveform, low_hz: float, high_hz: float, slope_db: float = 24.0) -> Waveform:
    """A recorder that hears only `low_hz` to `high_hz`: beyond, `slope_db` less with every octave."""
    return _times(waveform, pass_db(_frequency_hz(len(waveform)), low_hz, high_hz, slope_db))


def filtered(waveform: Waveform, response_db: NDArray[np.float64]) -> Waveform:
    """The waveform through a zero-phase response in dB that is given at the centres of the 128 bands."""
    return _times(waveform, over_frequency(response_db, _frequency_hz(len(waveform))))


def mix(waveform: Waveform, background: Waveform, snr_db: float, rng: np.random.Generator) -> Waveform:
    """The waveform over a background from a random place in it, the mean powers exactly `snr_db` apart.

    A background that is shorter is repeated; over one that is silent nothing changes.

    Raises:
        ValueError: the background has no samples.
    """
    if not len(background):
        raise ValueError("The background is empty.")
    start = int(rng.integers(len(background)))
    around = np.resize(np.roll(background, -start), len(waveform)).astype(np.float32)
    apart_db = level_db(waveform) - level_db(around) - snr_db
    return waveform + gain(around, apart_db) if np.isfinite(apart_db) else waveform.copy()


def _frequency_hz(samples: int) -> NDArray[np.float64]:
    return np.asarray(np.fft.rfftfreq(_padded(samples), 1 / RATE_HZ), np.float64)


def _padded(samples: int) -> int:
    """A quarter of a second of silence is enough for what rings; a length that an FFT likes."""
    wanted = samples + RATE_HZ // 4
    return int(-(-wanted // 4000) * 4000)


def _times(waveform: Waveform, response_db: NDArray[np.float64]) -> Waveform:
    spectrum = np.fft.rfft(waveform, _padded(len(waveform))) * 10 ** (response_db / 20)
    return np.fft.irfft(spectrum, _padded(len(waveform)))[: len(waveform)].astype(np.float32)
