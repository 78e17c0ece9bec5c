"""Whether all tones of a machine have moved together: then it turns faster or slower than when it was learnt."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.acoustics.fine_spectrum import STEP_HZ, FineSpectrum
from app.diagnosis.comb import LEAST_LOOKS
from app.diagnosis.lines import standing_out_db

_LOW_HZ, _HIGH_HZ = 80.0, 2_500.0
_STEP = 0.001
_WIDEST = 0.16
_SAME = 0.015
"""Mains and load move a healthy induction motor by so much."""

_ALIKE, _BEYOND_UNMOVED = 0.45, 0.20
_MOST_DB = 12.0
_COMPARED = 3


def pitch_ratio(take: FineSpectrum | None, healthy: Sequence[FineSpectrum]) -> float | None:
    """By which factor the tones lie higher than in the baseline's takes (0.96: 4 % lower); None where they have
    not clearly moved, or there are too few to know.

    The patterns of what stands out between 80 Hz and 2.5 kHz are laid over each other on a logarithmic axis, where
    another speed is a shift (mains hum, which does not move, left out).
    """
    if take is None or take.looks < LEAST_LOOKS:
        return None
    pattern = _pattern(take)
    moved = [_moved(pattern, _pattern(one)) for one in healthy[-_COMPARED:] if one.looks >= LEAST_LOOKS]
    known = [ratio for ratio in moved if ratio is not None]
    if not moved or len(known) < len(moved) or max(known) - min(known) > _SAME:
        return None
    return float(np.median(known))


def _pattern(spectrum: FineSpectrum) -> NDArray[np.float64]:
    above = np.clip(standing_out_db(spectrum.level_db) - 3.0, 0.0, _MOST_DB)
    log_hz = np.arange(np.log(_LOW_HZ), np.log(_HIGH_HZ), _STEP)
    pattern = np.interp(np.exp(log_hz), np.arange(len(above)) * STEP_HZ, above)
    # A line drawn as wide as the shifts are fine, or two takes of one machine would hardly meet.
    return np.convolve(pattern, np.hanning(7) / np.hanning(7).sum(), mode="same")


def _moved(now: NDArray[np.float64], before: NDArray[np.float64]) -> float | None:
    """The ratio for one healthy take; None where nothing fits, or the unmoved fits about as well."""
    reach = round(_WIDEST / _STEP)
    shifts = np.arange(-reach, reach + 1)
    size = 1 << (len(now) + reach).bit_length()
    product = np.fft.irfft(np.fft.rfft(now, size) * np.conj(np.fft.rfft(before, size)), size)[shifts]
    # Only what lies over each other counts in the strength of either.
    strength = np.sqrt(_energy(now, shifts) * _energy(before, -shifts))
    alike = np.where(strength > 1e-9, product / np.maximum(strength, 1e-9), 0.0)
    best = int(np.argmax(alike))
    ratio = float(np.exp((best - reach) * _STEP))
    unmoved = alike[reach - round(_SAME / _STEP) : reach + round(_SAME / _STEP) + 1].max()
    if abs(ratio - 1.0) < _SAME or alike[best] < _ALIKE or alike[best] - unmoved < _BEYOND_UNMOVED:
        return None
    return ratio


def _energy(pattern: NDArray[np.float64], shifts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Energy `[shifts]` of the part that another pattern of the same length covers, laid so many steps further."""
    sums = np.concatenate(([0.0], np.cumsum(pattern**2)))
    first, last = np.maximum(shifts, 0), len(pattern) + np.minimum(shifts, 0)
    covered: NDArray[np.float64] = sums[last] - sums[first]
    return covered
