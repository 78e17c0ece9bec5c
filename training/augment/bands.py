"""What a recording may do to band levels (ln of mel power): louder, another microphone, noise, a narrower band.

All take and give `[..., 128]` in the dtype they were given, and leave what they were given as it was.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import centre_hz, edges_hz
from app.domain.take import BAND_COUNT
from training.augment.curve import pass_db, smooth_curve

Bands = TypeVar("Bands", bound=NDArray[np.floating])

NATURAL_PER_DB = np.log(10.0) / 10.0
"""A band level is a natural logarithm of power: so much is one decibel."""

FLOOR = 1e-8
"""Power below which the ear hears nothing."""

_SILENT = 1e-3
"""Noise of less than this share of the floor is what float32 left of silence."""


def gain(bands: Bands, gain_db: float | NDArray[np.floating]) -> Bands:
    """Louder by `gain_db` (one number, or one a row), as a closer or more sensitive microphone.

    The ear's floor does not rise with it: ln(mel + 1e-8) of the louder sound.
    """
    level_db = np.asarray(gain_db, np.float64)
    return _shifted(bands, level_db[..., None] if level_db.ndim else level_db)


def equalise(bands: Bands, rms_db: float, rng: np.random.Generator) -> Bands:
    """Another microphone: one smooth curve for all rows, mean 0, rms over the bands exactly `rms_db`."""
    return _shifted(bands, rms_db * smooth_curve(rng, BAND_COUNT))


def add_noise(bands: Bands, noise_bands: NDArray[np.floating], snr_db: float) -> Bands:
    """Noise of the shape of `noise_bands` (`[128]`, or one row each) under the sound: powers add.

    `snr_db` is the power of the sound over that of the noise from 0 to 8 kHz, row by row, exactly. Of levels that
    are means over time this is true for noise as steady as the sound. Noise at the ear's floor adds nothing.
    """
    sound, noise = _power(bands), _power(noise_bands)
    loud = total_power(noise)
    heard = loud > _SILENT * total_power(np.full(BAND_COUNT, FLOOR))
    scale = np.where(heard, total_power(sound) / np.where(heard, loud, 1.0) / 10 ** (snr_db / 10), 0.0)
    return _level(sound + noise * scale[..., None], bands)


def total_power(mel_power: NDArray[np.floating]) -> NDArray[np.float64]:
    """Power from 0 to 8 kHz of mel powers `[..., 128]`: each filter has unit area, so it counts by its width."""
    edge_hz = edges_hz()
    return np.asarray(mel_power, np.float64) @ (edge_hz[2:] - edge_hz[:-2])


def band_limit(bands: Bands, low_hz: float, high_hz: float, slope_db: float = 24.0) -> Bands:
    """A recorder that hears only `low_hz` to `high_hz`: beyond, `slope_db` less with every octave."""
    return _shifted(bands, pass_db(centre_hz(), low_hz, high_hz, slope_db))


def _shifted(bands: Bands, by_db: NDArray[np.float64]) -> Bands:
    return _level(_power(bands) * 10 ** (by_db / 10), bands)


def _power(bands: NDArray[np.floating]) -> NDArray[np.float64]:
    """Mel power without the ear's floor."""
    return np.maximum(np.exp(np.asarray(bands, np.float64)) - FLOOR, 0.0)


def _level(power: NDArray[np.float64], like: Bands) -> Bands:
    return np.log(power + FLOOR).astype(like.dtype)  # type: ignore[return-value]
