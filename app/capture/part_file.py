"""The files of one recording while it is made: the growing sound, what is known of it, and a lock on both."""

import contextlib
import errno
import logging
import os
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.capture import advice, part_lock
from app.capture.growing_wav import BITS, ENCODING, GrowingWav
from app.capture.sidecar import PART, sidecar_path, write_sidecar
from app.domain.identity import new_id
from app.domain.microphone import Continuity, Ending, Purpose, Recording
from app.domain.problem import Problem
from app.domain.take import RawStream, SoundFormat
from app.domain.words import length_s
from app.language import later, say

RESERVE_BYTES = 32 << 20
"""Left on the disk, so that what was recorded can still be kept and the system lives."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the sound comes from."""

    microphone: str
    sample_rate_hz: int
    channels: int
    raw_stream: RawStream


class PartFile:
    """`<id>.part.wav` and its sidecar in `folder`, held by this program. For one thread at a time.

    Raises:
        OSError: there is no room for `seconds` of sound, or the folder can't be written; nothing is left behind.
    """

    def __init__(
        self, folder: Path, purpose: Purpose, source: Source, started_at: datetime, seconds: float
    ) -> None:
        self._folder = folder
        self._named = False
        self.recording = Recording(
            path=folder / f"{new_id()}{PART}",
            purpose=purpose,
            format=SoundFormat(source.sample_rate_hz, source.channels, 0, "WAV", ENCODING, BITS),
            microphone=source.microphone,
            raw_stream=source.raw_stream,
            started_at=started_at,
            ending=Ending.INTERRUPTED,
            continuity=None,
        )
        folder.mkdir(parents=True, exist_ok=True)
        frame_bytes = source.channels * BITS // 8
        self.refuse_full_disk(round(seconds * source.sample_rate_hz) * frame_bytes)
        try:
            part_lock.hold(self.recording.path)
            write_sidecar(self.recording, ended=False)
            self._wav = GrowingWav(self.recording.path, source.sample_rate_hz, source.channels)
        except OSError:
            self._remove()
            raise

    @property
    def frames(self) -> int:
        """How many there are in the file."""
        return self._wav.frames

    @property
    def full(self) -> bool:
        """Whether it has the longest length that a WAV can have."""
        return self._wav.full

    def write(self, samples: NDArray[np.float32]) -> None:
        """Append finite float32 `[frames, channels]`; OSError after as many frames as found room."""
        self._wav.write(samples)

    def sync(self) -> None:
        """Wait until all of it is on the disk; OSError where it can't be."""
        self._wav.sync()
        if not self._named:
            _sync_folder(self._folder)
            self._named = True

    def refuse_full_disk(self, needed_bytes: int = 0) -> None:
        """OSError when less than that and the reserve is free."""
        if shutil.disk_usage(self._folder).free < needed_bytes + RESERVE_BYTES:
            raise OSError(errno.ENOSPC, f"{self._folder}: less than {needed_bytes + RESERVE_BYTES} bytes are free")

    def end(self, ending: Ending, continuity: Continuity) -> Recording:
        """Close it. It stays held by this program until it is settled."""
        sound = replace(self.recording.format, frames=self._wav.frames)
        recording = replace(self.recording, format=sound, ending=ending, continuity=continuity)
        try:
            self.sync()
            write_sidecar(recording, ended=True)
        except OSError as error:
            # The sidecar from the beginning stays: after a crash the take is offered as interrupted.
            log.warning("how %s ended can't be noted: %s", recording.path, error)
        self._wav.close()
        return recording

    def abandon(self) -> None:
        """Delete it."""
        self._wav.close()
        self._remove()

    def _remove(self) -> None:
        for path in (self.recording.path, sidecar_path(self.recording.path)):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        part_lock.let_go(self.recording.path)


def disk_problem(error: OSError, kept_s: float | None = None) -> Problem:
    """What the disk did, in a sentence; `kept_s` None where nothing was being recorded yet."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        full = advice.disk_full(kept_s)
        return Problem(full.what, full.to_do, str(error))
    what = later("The recording can't be written to the disk.")
    if kept_s is not None:
        what = say(
            "The recording was ended: the disk can't be written any more; {length} are kept.",
            length=length_s(kept_s),
        )
    return Problem(what, later("Check the disk that Earshot's history is on, then record again."), str(error))


def _sync_folder(folder: Path) -> None:
    """A new file's name is on the disk only when its folder is; Windows sees to that itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
