"""A fine spectrum as a small file beside its take: decibels in 255 steps, lightly packed.

No `.npz`: where that is damaged, numpy reads its headers as a piece of Python and fails in ways nobody lists.
"""

import struct
import zlib
from math import isfinite
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from app.acoustics.fine_spectrum import BEATS, LINES, FineSpectrum

_STEPS = 255
_HEAD = struct.Struct("<4sI4d")
"""Kind and version, looks, lowest dB and step of the levels, the same of the beat."""
_KIND = b"ESF1"
_SIZE = _HEAD.size + LINES + BEATS


def pack(spectrum: FineSpectrum) -> bytes:
    """The spectrum as bytes; levels keep half a decibel, far less than they scatter."""
    level, low_db, step_db = _in_steps(spectrum.level_db)
    beat, low_beat_db, step_beat_db = _in_steps(spectrum.beat_db)
    head = _HEAD.pack(_KIND, spectrum.looks, low_db, step_db, low_beat_db, step_beat_db)
    return zlib.compress(head + level + beat, 1)


def unpack(file: BinaryIO) -> FineSpectrum | None:
    """The spectrum again, or None when the file is damaged or of another fineness: it can be measured anew."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(file.read(2 * _SIZE), _SIZE + 1)
    except zlib.error:
        return None
    if len(data) != _SIZE or not unpacker.eof:
        return None
    kind, looks, *scale = _HEAD.unpack_from(data)
    if kind != _KIND or looks < 1 or not all(map(isfinite, scale)):
        return None
    steps = np.frombuffer(data, np.uint8, offset=_HEAD.size)
    return FineSpectrum(_levels(steps[:LINES], *scale[:2]), _levels(steps[LINES:], *scale[2:]), looks)


def _in_steps(level_db: NDArray[np.float32]) -> tuple[bytes, float, float]:
    low_db, high_db = float(level_db.min()), float(level_db.max())
    step_db = (high_db - low_db) / _STEPS or 1.0
    return np.rint((level_db - low_db) / step_db).astype(np.uint8).tobytes(), low_db, step_db


def _levels(steps: NDArray[np.uint8], low_db: float, step_db: float) -> NDArray[np.float32]:
    return np.asarray(steps * step_db + low_db, dtype=np.float32)
