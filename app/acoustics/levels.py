"""How loud an array of samples is, in dB relative to full scale."""

import numpy as np
from numpy.typing import NDArray

FLOOR_DBFS = -120.0
"""What silence reads; no level is below it, so nothing downstream meets minus infinity."""

LOUDEST_SAMPLE = 1e6
"""Float files can hold anything: louder samples are pinned here, so that their squares stay finite."""

_CHUNK = 1 << 18


def finite(samples: NDArray[np.floating]) -> NDArray[np.float32]:
    """Samples as float32 of the same shape without NaN (they become 0) or infinity, within ± `LOUDEST_SAMPLE`."""
    with np.errstate(over="ignore"):
        plain = samples.astype(np.float32, copy=False)
    # Not `> LOUDEST_SAMPLE`: a comparison with NaN is never true.
    if plain.size and not np.abs(plain).max() <= LOUDEST_SAMPLE:
        plain = plain.copy()
        np.clip(plain, -LOUDEST_SAMPLE, LOUDEST_SAMPLE, out=plain)
        plain[np.isnan(plain)] = 0.0
    return plain


def power_to_db(power: NDArray[np.floating]) -> NDArray[np.float32]:
    """Power relative to full scale, of any shape, in dB, never below `FLOOR_DBFS`."""
    lowest = 10.0 ** (FLOOR_DBFS / 10.0)
    level_db: NDArray[np.float32] = (10.0 * np.log10(np.maximum(power, lowest))).astype(np.float32)
    return level_db


def mean_square(samples: NDArray[np.floating]) -> float:
    """Mean power of the samples, full scale 1.0; 0.0 for none."""
    if samples.size == 0:
        return 0.0
    flat = samples.reshape(-1)
    total = 0.0
    for at in range(0, flat.size, _CHUNK):
        part = finite(flat[at : at + _CHUNK]).astype(np.float64)
        total += float(part @ part)
    return total / flat.size


def rms_dbfs(samples: NDArray[np.floating]) -> float:
    """Root-mean-square level in dBFS: a full-scale square wave reads 0, a full-scale sine −3.01."""
    return float(power_to_db(np.array([mean_square(samples)]))[0])


def peak_dbfs(samples: NDArray[np.floating]) -> float:
    """Level of the greatest sample in dBFS: 0 is full scale."""
    if samples.size == 0:
        return FLOOR_DBFS
    plain = finite(samples)
    peak = max(float(plain.max()), -float(plain.min()))
    return float(power_to_db(np.array([peak * peak]))[0])
