"""Writes a recording to the disk as it comes, and knows when it must end."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.capture import advice
from app.capture.part_file import PartFile, Source, disk_problem
from app.domain.identity import now
from app.domain.microphone import Continuity, Ending, Purpose, Recording
from app.domain.problem import Problem
from app.domain.take import RawStream

DROPPED_S = 0.3
"""The first sound of a recording is the key that began it."""

SYNC_EVERY_S = 0.5
SYNC_SHARE = 0.2
"""How much of its time the writer may wait until the disk has everything: a slow one is asked less often."""

OPEN_ENDED_S = 60.0
"""A recording without an end needs room for this long before it begins."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NewRecording:
    """What is to be recorded: where to, what for, and for how long; None is until somebody stops it."""

    folder: Path
    purpose: Purpose
    seconds: float | None = None


class Recorder:
    """One recording, from its empty file to its end. Made by one thread, then used by the writer only.

    `over` is why it must end, None while it goes on; `problem` tells what the disk did.

    Raises:
        Problem: there is not enough space, or the folder can't be written; then nothing is left behind.
    """

    def __init__(
        self, new: NewRecording, source: Source, sync_clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate_hz = source.sample_rate_hz
        self._to_drop = round(DROPPED_S * self._rate_hz)
        self._wanted = None if new.seconds is None else round(new.seconds * self._rate_hz)
        self._sync_clock = sync_clock
        self._sync_at_s = sync_clock()
        self.wanted_s = new.seconds
        self.over: Ending | None = None
        self.problem: Problem | None = None
        try:
            self._file = PartFile(new.folder, new.purpose, source, now(), new.seconds or OPEN_ENDED_S)
        except OSError as error:
            raise disk_problem(error) from error

    @property
    def recorded_s(self) -> float:
        """How much sound there is in the file."""
        return self._file.frames / self._rate_hz

    def add(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Write the next block, finite float32 `[frames, channels]`; gives the part of it that was written."""
        samples = self._wanted_part(samples)
        if not samples.shape[0] or self.over is not None:
            return samples[:0]
        before = self._file.frames
        try:
            self._file.write(samples)
        except OSError as error:
            self._stop_for_disk(error)
        if self._file.full:
            self._stop(Ending.FULL, advice.longest(self.recorded_s))
        elif self._wanted is not None and self._file.frames >= self._wanted:
            self._stop(Ending.TIME_UP, None)
        return samples[: self._file.frames - before]

    def look_after_disk(self) -> None:
        """Twice a second: see that everything is on the disk, and that it is not about to be full."""
        begun_s = self._sync_clock()
        if begun_s < self._sync_at_s or self.over is not None:
            return
        try:
            self._file.sync()
            self._file.refuse_full_disk()
        except OSError as error:
            self._stop_for_disk(error)
        ended_s = self._sync_clock()
        self._sync_at_s = ended_s + max(SYNC_EVERY_S, (ended_s - begun_s) / SYNC_SHARE)

    def end(self, ending: Ending, continuity: Continuity) -> Recording:
        """Close the file; nothing may be added afterwards. It stays held until the recording is settled."""
        return self._file.end(ending, continuity)

    def abandon(self) -> None:
        """Delete it."""
        self._file.abandon()

    def _wanted_part(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        dropped = min(self._to_drop, samples.shape[0])
        self._to_drop -= dropped
        samples = samples[dropped:]
        return samples if self._wanted is None else samples[: self._wanted - self._file.frames]

    def _stop_for_disk(self, error: OSError) -> None:
        log.warning("a recording ends: %s", error)
        self._stop(Ending.DISK, disk_problem(error, self.recorded_s))

    def _stop(self, ending: Ending, problem: Problem | None) -> None:
        if self.over is None:
            self.over, self.problem = ending, problem


def write_recording(
    folder: Path,
    purpose: Purpose,
    blocks: Iterable[NDArray[np.float32]],
    sample_rate_hz: int,
    *,
    microphone: str,
    raw_stream: RawStream,
    started_at: datetime,
    continuity: Continuity,
) -> Recording:
    """A finished recording of sound that was heard before: blocks float32 `[frames, channels]`, at least one.

    Raises:
        Problem: there is not enough space, or the folder can't be written; then nothing is left behind.
    """
    blocks = list(blocks)
    source = Source(microphone, sample_rate_hz, blocks[0].shape[1], raw_stream)
    seconds = sum(block.shape[0] for block in blocks) / sample_rate_hz
    try:
        file = PartFile(folder, purpose, source, started_at, seconds)
    except OSError as error:
        raise disk_problem(error) from error
    try:
        for block in blocks:
            file.write(block)
    except OSError as error:
        file.abandon()
        raise disk_problem(error) from error
    return file.end(Ending.ASKED, continuity)
