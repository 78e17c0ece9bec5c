"""What a WAV can't say of a recording lies beside it: what it is for, with which microphone, and how it ended.

Written before the first sample, so that a crash leaves both; read as if anybody might have touched it.
"""

import contextlib
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.microphone import Continuity, Ending, Purpose, Recording
from app.domain.take import RawStream, SoundFormat

PART = ".part.wav"
_VERSION = 1


def sidecar_path(part: Path) -> Path:
    """`<id>.json` for `<id>.part.wav`."""
    return part.with_name(part.name.removesuffix(PART) + ".json")


def write_sidecar(recording: Recording, *, ended: bool) -> None:
    """Write it complete or not at all; a recording that has not `ended` yet has neither ending nor continuity.

    Raises:
        OSError: it can't be written; the one before is still there.
    """
    purpose, sound, whole = recording.purpose, recording.format, recording.continuity
    told = {
        "version": _VERSION,
        "purpose": {
            "machine_id": purpose.machine_id,
            "condition_id": purpose.condition_id,
            "room": purpose.room,
        },
        "microphone": recording.microphone,
        "raw_stream": recording.raw_stream.value,
        "started_at": recording.started_at.isoformat(),
        "format": {"sample_rate_hz": sound.sample_rate_hz, "channels": sound.channels, "bits": sound.bits},
        "ending": recording.ending.value if ended else None,
        "continuity": (
            {"overflows": whole.overflows, "lost_frames": whole.lost_frames} if ended and whole else None
        ),
    }
    path = sidecar_path(recording.path)
    half = path.with_name(path.name + ".half")
    try:
        with half.open("w", encoding="utf-8") as out:
            json.dump(told, out, ensure_ascii=False, indent=1)
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise


def read_recording(part: Path, sound: SoundFormat) -> Recording:
    """The recording in that file, with whatever its sidecar still says; `sound` is what the file itself holds."""
    told = _read(sidecar_path(part))
    purpose = _branch(told, "purpose")
    return Recording(
        path=part,
        purpose=Purpose(_text(purpose, "machine_id"), _text(purpose, "condition_id"), purpose.get("room") is True),
        format=sound,
        microphone=_text(told, "microphone"),
        raw_stream=_raw_stream(_text(told, "raw_stream")),
        started_at=_started_at(told, part, sound),
        ending=_ending(_text(told, "ending")),
        continuity=_continuity(_branch(told, "continuity")),
    )


def read_source(part: Path) -> tuple[int, int] | None:
    """Sample rate in hertz and number of channels as the sidecar knows them; None where it does not say."""
    sound = _branch(_read(sidecar_path(part)), "format")
    rate_hz, channels = sound.get("sample_rate_hz"), sound.get("channels")
    if type(rate_hz) is int and type(channels) is int and rate_hz > 0 and channels > 0:
        return rate_hz, channels
    return None


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _branch(told: dict[str, Any], name: str) -> dict[str, Any]:
    branch = told.get(name)
    return branch if isinstance(branch, dict) else {}


def _text(told: dict[str, Any], name: str) -> str:
    text = told.get(name)
    return text if isinstance(text, str) else ""


def _raw_stream(text: str) -> RawStream:
    return next((raw for raw in RawStream if raw.value == text), RawStream.UNKNOWN)


def _ending(text: str) -> Ending:
    return next((ending for ending in Ending if ending.value == text), Ending.INTERRUPTED)


def _continuity(told: dict[str, Any]) -> Continuity | None:
    overflows, lost_frames = told.get("overflows"), told.get("lost_frames")
    if type(overflows) is int and type(lost_frames) is int and overflows >= 0 and lost_frames >= 0:
        return Continuity(overflows, lost_frames)
    return None


def _started_at(told: dict[str, Any], part: Path, sound: SoundFormat) -> datetime:
    try:
        return datetime.fromisoformat(_text(told, "started_at")).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(part.stat().st_mtime, UTC) - timedelta(seconds=sound.duration_s)
