"""Whether a WAV is all there: libsndfile takes one that was cut off for a shorter one and says nothing."""

from __future__ import annotations

import struct
from pathlib import Path

_MOST_CHUNKS = 64
_PLACEHOLDER = 0x7FFF0000
"""Programs that stream write a size from here on (or 0) and never put it right."""


def missing_share(path: Path) -> float:
    """How much of the sound that a RIFF header promises is not in the file, 0 … 1; 0 for every other kind.

    Raises:
        OSError: the file can't be read.
    """
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] != b"RIFF" or head[8:] != b"WAVE":
            return 0.0
        for _ in range(_MOST_CHUNKS):
            chunk = file.read(8)
            if len(chunk) < 8:
                return 0.0
            name, size = struct.unpack("<4sI", chunk)
            if name == b"data":
                there = path.stat().st_size - file.tell()
                return 1 - there / size if there < size < _PLACEHOLDER else 0.0
            file.seek(size + size % 2, 1)
    return 0.0
