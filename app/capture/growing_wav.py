"""A WAV file that can be read at any moment while it grows: whatever happens next, it says truly what it holds.

Sound first, header second: killed in between, the file holds a little more than its header says, which every
reader takes. (A header written only when the file is closed says "0 samples" after a crash.) 24 bit PCM: it holds
16 and 24 bit microphones to the bit, and every program reads it.
"""

import contextlib
import os
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BITS = 24
ENCODING = f"{BITS} bit"
HEADER_BYTES = 44
MOST_BYTES = 2**32 - 2**20
"""Sizes in a WAV are 32 bit; a little is left for what other programs add to it."""

_BYTES_A_SAMPLE = BITS // 8
_STEPS = 2.0 ** (BITS - 1)


class GrowingWav:
    """Makes the file, which must not exist yet, and writes to its end. For one thread at a time.

    Raises:
        OSError: from everything here; the file then still holds all whole frames that were written.
    """

    def __init__(self, path: Path, sample_rate_hz: int, channels: int, most_bytes: int = MOST_BYTES) -> None:
        self._frame_bytes = channels * _BYTES_A_SAMPLE
        self._most_frames = (most_bytes - HEADER_BYTES) // self._frame_bytes
        self._rate_hz = sample_rate_hz
        self._channels = channels
        self.frames = 0
        self._file = path.open("xb", buffering=0)
        try:
            self._put(0, self._header())
        except BaseException:
            self._file.close()
            raise

    @property
    def full(self) -> bool:
        """Whether it has reached the longest that a WAV can be."""
        return self.frames >= self._most_frames

    def write(self, samples: NDArray[np.float32]) -> None:
        """Append finite float32 `[frames, channels]`, as much as fits; ±1.0 is full scale, beyond it clips."""
        before = self.frames
        data = packed(samples[: self._most_frames - before])
        end = HEADER_BYTES + before * self._frame_bytes
        self.frames += len(data) // self._frame_bytes
        try:
            # A chunk of odd size is followed by a byte, which the next block takes the place of.
            self._put(end, data + b"\0" * ((end + len(data)) & 1))
            self._put(0, self._header())
        except OSError:
            self._keep_what_fits(before, self.frames)
            raise

    def sync(self) -> None:
        """Wait until it is on the disk, not only in the system's memory."""
        getattr(os, "fdatasync", os.fsync)(self._file.fileno())

    def close(self) -> None:
        """Close the file; more than once is fine."""
        self._file.close()

    def _put(self, at: int, data: bytes) -> None:
        self._file.seek(at)
        rest = memoryview(data)
        while rest:
            # A disk that fills up takes the part that fits first and refuses only the next one.
            rest = rest[self._file.write(rest) :]

    def _header(self) -> bytes:
        return wav_header(self._rate_hz, self._channels, self.frames)

    def _keep_what_fits(self, before: int, wanted: int) -> None:
        """Keep the whole frames of a block that did not fit; if that fails, the old header is still true."""
        self.frames = before
        with contextlib.suppress(OSError):
            held = (self._file.seek(0, os.SEEK_END) - HEADER_BYTES) // self._frame_bytes
            frames = min(held, wanted)
            self._file.truncate(HEADER_BYTES + frames * self._frame_bytes)
            self._put(0, wav_header(self._rate_hz, self._channels, frames))
            self.frames = frames


def wav_header(sample_rate_hz: int, channels: int, frames: int) -> bytes:
    """The 44 bytes before so many frames of 24 bit PCM."""
    frame_bytes = channels * _BYTES_A_SAMPLE
    size = frames * frame_bytes
    form = struct.pack("<4sI4s", b"RIFF", HEADER_BYTES - 8 + size + (size & 1), b"WAVE")
    rates = (sample_rate_hz, sample_rate_hz * frame_bytes, frame_bytes, BITS)
    sound = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, *rates)
    return form + sound + struct.pack("<4sI", b"data", size)


def packed(samples: NDArray[np.float32]) -> bytes:
    """Finite float32 as 24 bit little endian: round(x · 2²³), so 16 and 24 bit sources come back to the bit."""
    steps = np.rint(samples * np.float32(_STEPS)).clip(-_STEPS, _STEPS - 1.0)
    low_bytes = steps.astype("<i4").reshape(-1, 1).view(np.uint8)[:, :_BYTES_A_SAMPLE]
    return bytes(low_bytes.tobytes())
