"""Makes a recording's header true again where a power cut left it behind its sound, ahead of it, or blank.

After a kill it always is true; but a disk writes its pages in an order of its own, and loses the last of them.
"""

import os
import struct
from pathlib import Path

from app.capture.growing_wav import BITS, ENCODING, HEADER_BYTES, wav_header
from app.capture.sidecar import read_source
from app.domain.take import SoundFormat


def put_right(part: Path) -> SoundFormat | None:
    """What the file holds, in whole frames, with a header that says so; None where nobody knows what it holds.

    Raises:
        OSError: it can't be read or written.
    """
    with part.open("r+b") as file:
        header = file.read(HEADER_BYTES)
        source = _described(header) or read_source(part)
        if source is None or not _possible(*source):
            return None
        rate_hz, channels = source
        frame_bytes = channels * BITS // 8
        held = file.seek(0, os.SEEK_END) - HEADER_BYTES
        frames = max(held // frame_bytes, 0)
        true_header = wav_header(rate_hz, channels, frames)
        if header != true_header:
            file.truncate(HEADER_BYTES + frames * frame_bytes)
            file.seek(0, os.SEEK_END)
            file.write(b"\0" * (frames * frame_bytes % 2))
            file.seek(0)
            file.write(true_header)
            file.flush()
            os.fsync(file.fileno())
    return SoundFormat(rate_hz, channels, frames, "WAV", ENCODING, BITS)


def _described(header: bytes) -> tuple[int, int] | None:
    """Sample rate and channels, if it is a header of ours whatever sizes it tells."""
    if len(header) < HEADER_BYTES:
        return None
    channels, rate_hz = struct.unpack_from("<HI", header, 22)
    if not _possible(rate_hz, channels):
        return None
    ours = wav_header(rate_hz, channels, 0)
    sizes = (slice(4, 8), slice(40, 44))
    same = bytearray(header)
    for size in sizes:
        same[size] = ours[size]
    return (rate_hz, channels) if bytes(same) == ours else None


def _possible(rate_hz: int, channels: int) -> bool:
    """Whether a WAV header has room for it."""
    return 0 < channels * BITS // 8 < 2**16 and 0 < rate_hz * channels * BITS // 8 < 2**32
