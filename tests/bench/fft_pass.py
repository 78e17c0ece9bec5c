"""Reads all WAV files below a folder with one FFT pass over each, as a program of its own; prints its CPU seconds.

Twice: as it comes, when each file's arrays are fresh memory that the system has to clear first, and after a large
array was let go, from when on the C library keeps what it was given.
"""

import sys
import time
from pathlib import Path

import numpy as np
import soundfile

from tests.bench.verdict import FRAME, HOP

_LARGE_BYTES = 31 << 20


def read_and_fft(files: list[Path]) -> None:
    """Power of the frames of each file, mean of its channels."""
    window = np.hanning(FRAME).astype(np.float32)
    for path in files:
        samples, _ = soundfile.read(path, dtype="float32")
        mono = samples if samples.ndim == 1 else samples.mean(axis=1)
        frames = np.lib.stride_tricks.sliding_window_view(mono, FRAME)[::HOP]
        np.abs(np.fft.rfft(frames * window, axis=1)) ** 2


def _cpu_s(files: list[Path]) -> float:
    begun = time.process_time()
    read_and_fft(files)
    return time.process_time() - begun


if __name__ == "__main__":
    everything = sorted(Path(sys.argv[1]).rglob("*.wav"))
    read_and_fft(everything[:1])
    fresh_s = _cpu_s(everything)
    np.ones(_LARGE_BYTES, np.uint8)
    sys.stdout.write(f"{fresh_s} {_cpu_s(everything)}\n")
