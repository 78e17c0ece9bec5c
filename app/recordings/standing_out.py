"""What stands out of a machine's steady sound, and how far it moves what a verdict is given on."""

import numpy as np
from numpy.typing import NDArray

from app.acoustics.bands import centre_hz
from app.recordings.envelope import BANDS

Levels = NDArray[np.float32]
"""Rows of `Envelope.add`: dBFS `[n, BANDS]`."""

_LOW, _STEADY = 0.05, 0.2
"""The quietest twentieth and fifth of the rows: whatever comes and goes for less than 80 % leaves them alone."""

_LOW_TO_STEADY, _STEADY_TO_MIDDLE = 0.80, 0.84
"""Of a normal distribution, in standard deviations."""

_CLEARLY = 2.5
_DEAD_DBFS = -110.0
_DEAD_AROUND = 3
_EVENLY = np.full(BANDS, 1.0 / BANDS, np.float32)
_LEAST_SPREAD_DB, _MOST_SPREAD_DB = 0.8, 6.0


def alive(levels: Levels) -> NDArray[np.bool_]:
    """Which rows hold sound, bool `[n]`: in digital silence, and just before and after it, nothing can be told."""
    if levels.min(initial=0.0) >= _DEAD_DBFS:
        return np.ones(len(levels), np.bool_)
    dead = levels.max(axis=1, initial=-200.0) < _DEAD_DBFS
    if dead.any():
        around = np.convolve(dead, np.ones(2 * _DEAD_AROUND + 1))[_DEAD_AROUND : _DEAD_AROUND + len(dead)]
        dead = around > 0.0
    sounding: NDArray[np.bool_] = np.logical_not(dead)
    return sounding


def standing_out_db(levels: Levels) -> NDArray[np.float32]:
    """How far each row lies above what is steady, dB `[n]`: mean over the bands, counting what is clearly above.

    Steady is judged within these rows, band by band, from the quiet ones among them: a sound that is there for
    most of the time must not hide itself. A machine whose quiet moments differ much is allowed as much above.
    """
    if len(levels) == 0:
        return np.zeros(0, np.float32)
    low_at, steady_at = int(_LOW * (len(levels) - 1)), int(_STEADY * (len(levels) - 1))
    ordered = np.partition(levels.T, (low_at, steady_at), axis=1)
    low, steady = ordered[:, low_at], ordered[:, steady_at]
    spread = np.clip((steady - low) / _LOW_TO_STEADY, _LEAST_SPREAD_DB, _MOST_SPREAD_DB)
    limit = steady + (_STEADY_TO_MIDDLE + _CLEARLY) * spread
    # A product: numpy takes the mean of a narrow array's rows five times as slowly.
    above: NDArray[np.float32] = np.maximum(levels - limit, 0.0) @ _EVENLY
    return above


def shift_db(with_it: NDArray[np.floating], without_it: NDArray[np.floating]) -> float:
    """How far a disturbance moves the mean levels `[BANDS]`, in dB, as the judge of verdicts sees it.

    The judge hears the mean over time in mel bands, whatever the overall level: so does this, as the mean over
    the mel bands of how far each moves against all.
    """
    moved = np.asarray(with_it, np.float64) - without_it
    return mean_db(np.abs(moved - mean_db(moved)))


def mean_db(levels: NDArray[np.floating]) -> float:
    """The mean of levels `[BANDS]` over the mel bands."""
    return float(_SHARES @ levels)


def _shares_of_mel() -> NDArray[np.float64]:
    edges = 1000.0 * 10.0 ** ((np.arange(BANDS + 1) - 10.5) / 10.0)
    edges[0], edges[-1] = 0.0, np.inf
    counts, _ = np.histogram(centre_hz(), edges)
    shares: NDArray[np.float64] = counts / counts.sum()
    return shares


_SHARES = _shares_of_mel()
