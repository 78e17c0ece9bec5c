"""Walks the chunks of WAV and AIFF files: libsndfile tells neither how much sound is missing nor when it was made.

RIFF: Multimedia Programming Interface and Data Specifications 1.0; RF64 and BW64: ITU-R BS.2088; AIFF:
Apple, AIFF 1.3.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MOST_CHUNKS = 500
_UNKNOWN = 0xFFFFFFFF
_STREAMED = (0x7FFFF000, 0x80000000)


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: its four-letter name, where its content starts in the file, and the size its header states."""

    name: bytes
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class SoundData:
    """What the header says of the sound against what the file holds.

    `missing_bytes` of sound are promised but not there, `present_bytes` are. `repair` maps file positions to bytes
    that must be read instead of what stands there, so that a header which was never completed fits its sound.
    """

    present_bytes: int
    missing_bytes: int
    repair: dict[int, bytes]


def chunks(file: BinaryIO) -> Iterator[Chunk]:
    """The chunks of a RIFF, RIFX, RF64, BW64 or FORM file in their order; nothing for other files.

    Damage ends the walk silently; OSError when the drive fails.
    """
    order = _byte_order(_at(file, 0, 12))
    position = 12
    for _ in range(_MOST_CHUNKS if order else 0):
        header = _at(file, position, 8)
        if len(header) < 8:
            return
        size = struct.unpack(f"{order}4xI", header)[0]
        yield Chunk(header[:4], position + 8, size)
        position += 8 + size + size % 2


def sound_data(file: BinaryIO, file_size: int) -> SoundData | None:
    """How much sound a chunked file promises and holds; None when it has no sound chunk or is of another kind."""
    ds64: Chunk | None = None
    for chunk in chunks(file):
        if chunk.name == b"ds64" and chunk.size >= 24:
            ds64 = chunk
        if chunk.name in (b"data", b"SSND"):
            return _measure(file, chunk, ds64, file_size)
    return None


def content(file: BinaryIO, name: bytes, most_bytes: int) -> bytes:
    """The first `most_bytes` of the first chunk of that name, or nothing."""
    for chunk in chunks(file):
        if chunk.name == name:
            return _at(file, chunk.start, min(chunk.size, most_bytes))
    return b""


def _measure(file: BinaryIO, chunk: Chunk, ds64: Chunk | None, file_size: int) -> SoundData:
    # AIFF puts an offset and a block size before its samples.
    extra = 8 if chunk.name == b"SSND" else 0
    present = max(0, file_size - chunk.start - extra)
    promised = max(0, chunk.size - extra)
    if ds64 and chunk.size == _UNKNOWN:
        promised = struct.unpack("<8xQ", _at(file, ds64.start, 16).ljust(16, b"\0"))[0]
        if promised == 0 and present:
            return SoundData(present, 0, {ds64.start + 8: struct.pack("<QQ", present, 0)})
    if chunk.name == b"data" and promised == 0 and present and not _ends_in_chunks(file, chunk.start, file_size):
        return SoundData(present, 0, {chunk.start - 4: struct.pack("<I", _UNKNOWN)})
    if promised == _UNKNOWN or _STREAMED[0] <= promised <= _STREAMED[1]:
        return SoundData(present, 0, {})
    return SoundData(min(present, promised), max(0, promised - present), {})


def _ends_in_chunks(file: BinaryIO, position: int, file_size: int) -> bool:
    """Whether what follows is a proper chunk, not sound: then the recording is truly empty."""
    header = _at(file, position, 8)
    if len(header) < 8 or not all(0x20 <= byte < 0x7F for byte in header[:4]):
        return False
    size = int.from_bytes(header[4:], "little")
    return position + 8 + size <= file_size


def _byte_order(head: bytes) -> str:
    if head[:4] in (b"RIFF", b"RF64", b"BW64") and head[8:12] == b"WAVE":
        return "<"
    if head[:4] == b"RIFX" and head[8:12] == b"WAVE":
        return ">"
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return ">"
    return ""


def _at(file: BinaryIO, position: int, count: int) -> bytes:
    file.seek(position)
    return file.read(count) or b""
