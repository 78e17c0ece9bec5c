"""How frequency runs up the plots: log, mel or linear. Picture and band curve share one scale."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.language import later

LOWEST_HZ = 50.0
HIGHEST_HZ = 8000.0
"""The plots show what the model hears, down to where small microphones stop hearing."""

_MEL_BREAK_HZ = 1000.0
_MEL_BREAK = 15.0
_MEL_LOG_STEP = np.log(6.4) / 27.0


class Scale(StrEnum):
    """A frequency axis; the value is its name on screen."""

    LOG = later("log")
    MEL = later("mel")
    LINEAR = later("linear")


def to_axis(scale: Scale, hz: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """Frequencies in Hz as positions along the axis: decades, Slaney's mel (Auditory Toolbox, 1998), or kHz."""
    f_hz = np.asarray(hz, dtype=np.float64)
    if scale is Scale.LOG:
        return np.log10(np.maximum(f_hz, 1.0))
    if scale is Scale.LINEAR:
        return f_hz / 1000.0
    above = _MEL_BREAK + np.log(np.maximum(f_hz, 1.0) / _MEL_BREAK_HZ) / _MEL_LOG_STEP
    return np.where(f_hz < _MEL_BREAK_HZ, f_hz * (_MEL_BREAK / _MEL_BREAK_HZ), above)


def to_hz(scale: Scale, position: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """The inverse of `to_axis` above 1 Hz."""
    at = np.asarray(position, dtype=np.float64)
    if scale is Scale.LOG:
        return np.asarray(10.0**at)
    if scale is Scale.LINEAR:
        return at * 1000.0
    above = _MEL_BREAK_HZ * np.exp((at - _MEL_BREAK) * _MEL_LOG_STEP)
    return np.where(at < _MEL_BREAK, at * (_MEL_BREAK_HZ / _MEL_BREAK), above)


def limits(scale: Scale) -> tuple[float, float]:
    """The lowest and highest position the axis ever shows."""
    low, high = to_axis(scale, np.array([LOWEST_HZ, HIGHEST_HZ]))
    return float(low), float(high)


def remap_rows(
    level_db: NDArray[np.float32], frequency_hz: NDArray[np.float32], scale: Scale
) -> NDArray[np.float32]:
    """Picture rows `[rows, columns]` brought onto an even grid of the scale, from its lower limit to its upper.

    Each new row is a weighted mean of its neighbours: a triangle as wide as the coarser of both grids, so that
    neither rows that lie closer than the new grid are skipped nor wide ones shown as steps.
    """
    centre = to_axis(scale, frequency_hz)
    low, high = limits(scale)
    count = len(frequency_hz)
    step = (high - low) / count
    wanted = low + step * (np.arange(count) + 0.5)
    if np.allclose(centre, np.linspace(low, high, count), atol=step):
        return level_db
    spacing = np.interp(wanted, centre, np.gradient(centre))
    reach = np.maximum(spacing, step)[:, None]
    weight = np.maximum(1.0 - np.abs(wanted[:, None] - centre[None, :]) / reach, 0.0) * np.gradient(centre)
    weight /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    return np.asarray(weight.astype(np.float32) @ level_db)
