"""A microphone one can record with, and what a recording with it was like."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.domain.take import RawStream, SoundFormat

SILENT_S = 1.0
"""Samples that are exactly 0 for so long come from no microphone."""


@dataclass(frozen=True, slots=True)
class Microphone:
    """One real input, as the system calls it; it is remembered by `name`, opened by `key`.

    `key` means something to the back-end that made it and to nobody else. `host` is how the system reaches it
    ("WASAPI", "PulseAudio"). `sample_rate_hz` and `channels` are the device's own. `telephone` says that it sounds
    like one: a hands-free headset, or 16,000 samples a second and less.
    """

    name: str
    key: str
    host: str
    sample_rate_hz: int
    channels: int
    is_default: bool = False
    telephone: bool = False


class Ending(StrEnum):
    """Why a recording ended; the value is how it is stored."""

    ASKED = "stopped"
    TIME_UP = "time up"
    LOST = "microphone lost"
    STALLED = "microphone stalled"
    DISK = "disk full"
    FULL = "longest length reached"
    INTERRUPTED = "program ended"


@dataclass(frozen=True, slots=True)
class Continuity:
    """Whether all of the sound arrived: what the system admitted to, and what the clock says.

    `overflows` counts the blocks before which the system said that it dropped something; `lost_frames` is how many
    frames fewer arrived than the clock asks for, 0 when none.
    """

    overflows: int = 0
    lost_frames: int = 0


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a recording is for: of which machine, in which condition, or of the room around it (`room`)."""

    machine_id: str
    condition_id: str
    room: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished recording on the disk, not yet kept in the history: a sound file, and how it came about.

    `continuity` is None where nobody counted: the program ended before it could say.
    """

    path: Path
    purpose: Purpose
    format: SoundFormat
    microphone: str
    raw_stream: RawStream
    started_at: datetime
    ending: Ending
    continuity: Continuity | None
