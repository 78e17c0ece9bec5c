"""Many channels to one, and a stretch of a file for the loudspeaker."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.recordings.sound_file import open_sound

LONGEST_S = 600.0
"""No more than this is held in memory at once, however long the take is."""


def to_mono(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean over the channels: float32 `[frames, channels]` to float32 `[frames]`; one channel stays as it is."""
    if block.shape[1] == 1:
        return block[:, 0]
    mono = block[:, 0] + block[:, 1]
    for channel in range(2, block.shape[1]):
        mono += block[:, channel]
    mono *= np.float32(1.0 / block.shape[1])
    return mono


def read_mono(path: Path, start_s: float = 0.0, end_s: float | None = None) -> tuple[NDArray[np.float32], int]:
    """The sound between two times as float32 `[n]` at the file's own rate, and that rate in Hz.

    At most `LONGEST_S` from `start_s`; times beyond the file are cut to it.

    Raises:
        Problem: the file cannot be read.
    """
    start_s = max(0.0, start_s)
    end_s = start_s + LONGEST_S if end_s is None else min(end_s, start_s + LONGEST_S)
    with open_sound(path) as sound:
        rate = sound.format.sample_rate_hz
        room = min(sound.format.frames, round(end_s * rate)) - round(start_s * rate)
        samples = np.empty(max(0, room), np.float32)
        filled = 0
        for block in sound.blocks(start_s, end_s):
            samples[filled : filled + len(block)] = to_mono(block)
            filled += len(block)
    return samples[:filled], rate
