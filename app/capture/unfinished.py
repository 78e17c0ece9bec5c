"""What a crash, an empty battery or a forced restart left of a recording: found, put right, never lost."""

import contextlib
import logging
import time
from pathlib import Path

from app.capture import part_lock
from app.capture.put_right import put_right
from app.capture.sidecar import PART, read_recording, sidecar_path, write_sidecar
from app.domain.microphone import Recording
from app.domain.problem import Problem
from app.language import later

SHORTEST_S = 0.5
"""Less than this is nothing anybody meant to record."""

DISCARDED = "discarded"
KEEP_DISCARDED_S = 7 * 24 * 3600.0

log = logging.getLogger(__name__)


def unfinished(folder: Path) -> tuple[Recording, ...]:
    """Recordings in the folder that no living program holds, oldest first; those with nothing in them are removed.

    A header that a power cut left behind its sound, or ahead of it, is put right.
    """
    _sweep(folder / DISCARDED)
    found = []
    for part in sorted(folder.glob(f"*{PART}")):
        if part_lock.is_held(part):
            continue
        try:
            sound = put_right(part)
            recording = read_recording(part, sound) if sound else None
        except OSError as unreadable:
            log.warning("%s is not offered: %s", part, unreadable)
            continue
        if recording is None:
            log.warning("%s is not offered: neither its header nor its sidecar says what it holds", part)
            continue
        if recording.format.duration_s < SHORTEST_S:
            settle(recording)
        else:
            found.append(recording)
    return tuple(sorted(found, key=lambda recording: recording.started_at))


def settle(recording: Recording) -> None:
    """It was kept, or there is nothing in it: its files go, as far as they are still here."""
    for path in (recording.path, sidecar_path(recording.path)):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    part_lock.let_go(recording.path)


def discard(recording: Recording) -> None:
    """Set it aside; it can be restored for seven days.

    Raises:
        Problem: it can't be moved.
    """
    aside = _aside(recording)
    try:
        aside.parent.mkdir(exist_ok=True)
        # The sidecar's age is how long it has been there.
        write_sidecar(recording, ended=True)
        sidecar_path(recording.path).replace(sidecar_path(aside))
        recording.path.replace(aside)
    except OSError as error:
        raise Problem(
            later("The recording can't be set aside."),
            later("Check that the history's folder can be written."),
            str(error),
        ) from error
    part_lock.let_go(recording.path)


def restore(recording: Recording) -> None:
    """Bring it back to where it was.

    Raises:
        Problem: it is no longer there, or can't be moved.
    """
    aside = _aside(recording)
    try:
        aside.replace(recording.path)
        with contextlib.suppress(FileNotFoundError):
            sidecar_path(aside).replace(sidecar_path(recording.path))
    except OSError as error:
        raise Problem(
            later("The discarded recording can't be brought back."), later("Record the machine again."), str(error)
        ) from error


def _aside(recording: Recording) -> Path:
    return recording.path.parent / DISCARDED / recording.path.name


def _sweep(folder: Path) -> None:
    """Delete what was discarded long ago."""
    for part in folder.glob(f"*{PART}"):
        sidecar = sidecar_path(part)
        with contextlib.suppress(OSError):
            dated = sidecar if sidecar.exists() else part
            if time.time() - dated.stat().st_mtime > KEEP_DISCARDED_S:
                part.unlink()
                sidecar.unlink(missing_ok=True)
