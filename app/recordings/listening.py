"""From a sound file to the clips an ear hears: mono, 16 kHz, 10 s each, without ever holding the whole file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import soxr
from numpy.typing import NDArray

from app.domain.take import CLIP_S, SHORTEST_CLIP_S, SoundFormat
from app.recordings.gate import Gate
from app.recordings.mono import to_mono

RATE_HZ = 16_000
"""The rate every model hears at."""

_CLIP_SAMPLES = round(CLIP_S * RATE_HZ)
_SHORTEST_SAMPLES = round(SHORTEST_CLIP_S * RATE_HZ)


class Sound(Protocol):
    """What can be listened to: an open file, or sound that was never on a disk."""

    format: SoundFormat
    missing_frames: int

    def blocks(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[NDArray[np.float32]]:
        """Float32 `[frames, channels]`, about a second or less each."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Clip16k:
    """One clip of a take: float32 `[n]` mono at 16 kHz, and where it lies in the take."""

    start_s: float
    duration_s: float
    samples: NDArray[np.float32]


def listen(
    sound: Sound,
    gate: Gate | None = None,
    on_block: Callable[[NDArray[np.float32]], None] | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> Iterator[Clip16k]:
    """The clips of a whole take in order, each as soon as it is complete.

    Every block goes through `gate` as it is in the file, and through `on_block` as mono float32 `[n]` at the
    file's own rate. `on_progress` hears after each block how many seconds are done, and may raise `Cancelled`. The
    last clip may be shorter than 10 s but never than 2 s; what is shorter is left out.

    Raises:
        Problem: the file cannot be read to its end.
    """
    rate = sound.format.sample_rate_hz
    resampler = _To16k(rate)
    cutter = _Cutter()
    frames = 0
    for block in sound.blocks():
        mono = to_mono(block)
        if gate:
            gate.add(block, mono)
        if on_block:
            on_block(mono)
        yield from cutter.add(resampler.add(mono))
        frames += len(block)
        if on_progress:
            on_progress(frames / rate)
    yield from cutter.add(resampler.finish())
    yield from cutter.finish()


class _To16k:
    """Resamples a stream; n samples in give exactly n · 16000 / rate out, rounded. 16 kHz passes bit for bit."""

    def __init__(self, rate_hz: int) -> None:
        self._stream = soxr.ResampleStream(rate_hz, RATE_HZ, 1, "float32", "VHQ") if rate_hz != RATE_HZ else None

    def add(self, mono: NDArray[np.float32], last: bool = False) -> NDArray[np.float32]:
        if self._stream is None:
            return mono
        out: NDArray[np.float32] = self._stream.resample_chunk(np.ascontiguousarray(mono), last)
        return out

    def finish(self) -> NDArray[np.float32]:
        return self.add(np.zeros(0, np.float32), last=True)


class _Cutter:
    """Cuts a stream of 16 kHz samples into clips."""

    def __init__(self) -> None:
        self._parts: list[NDArray[np.float32]] = []
        self._waiting = 0
        self._count = 0

    def add(self, samples: NDArray[np.float32]) -> Iterator[Clip16k]:
        while self._waiting + len(samples) >= _CLIP_SAMPLES:
            wanted = _CLIP_SAMPLES - self._waiting
            self._parts.append(samples[:wanted])
            yield self._clip()
            samples = samples[wanted:]
        self._parts.append(samples)
        self._waiting += len(samples)

    def finish(self) -> Iterator[Clip16k]:
        if self._waiting >= _SHORTEST_SAMPLES:
            yield self._clip()

    def _clip(self) -> Clip16k:
        samples = np.concatenate(self._parts)
        clip = Clip16k(self._count * CLIP_S, len(samples) / RATE_HZ, samples)
        self._parts, self._waiting, self._count = [], 0, self._count + 1
        return clip
