"""Files of backups on the disk: written under another name first, complete or not there, safe from a power cut."""

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.domain.identity import new_id

_ABANDONED_S = 3600.0
_PARTS = "earshot-*.part*"
_SPARE_BYTES = 16 << 20


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """A new, empty file in `folder`, gone afterwards unless it was renamed."""
    part = folder / f"earshot-{new_id()}.part"
    try:
        part.touch(exist_ok=False)
        yield part
    finally:
        # SQLite may have a log beside it.
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                part.with_name(part.name + ending).unlink(missing_ok=True)


def settle(part: Path, target: Path) -> None:
    """Give a file that is on the disk its name, in one step that a power cut does not undo."""
    part.replace(target)
    sync_folder(target.parent)


def sync(path: Path) -> None:
    """Bring what was written to a file onto the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def refuse_too_little_room(folder: Path, needed_bytes: int) -> None:
    """OSError "no space" unless so much and some more is free on the drive of `folder`."""
    if needed_bytes + _SPARE_BYTES > shutil.disk_usage(folder).free:
        raise OSError(errno.ENOSPC, f"{needed_bytes} bytes are needed")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(*folders: Path) -> None:
    """Remove what a program that died left unfinished, once nobody can be writing it any more."""
    with suppress(OSError):
        for part in [part for folder in folders for part in folder.glob(_PARTS)]:
            # Either way: the clock may have been set back since.
            if abs(time.time() - part.stat().st_mtime) > _ABANDONED_S:
                part.unlink(missing_ok=True)
