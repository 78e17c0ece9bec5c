"""Which files are backups, in which order they were made, and which of them have had their time.

The order is that of the number in the name, never that of the clock: a laptop's clock is set back, or once to a
wrong year. For the same reason days, weeks and months are counted by what there is, not from today.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from math import inf
from pathlib import Path

FOLDER_NAME = "backups"

KEEP_LAST, KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 5, 14, 10, 24
"""The newest five, and the newest of each of so many days, weeks and months that have any."""

BEFORE_UPGRADE = "earshot-before-*.db"
"""Copies that lie beside the history, made before its format changed."""

_TIME = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"earshot-(\d{8}T\d{6}Z)-(\d{1,9})-([0-9a-z]{1,12})(-before-restore)?\.db", re.ASCII)


class Why(StrEnum):
    """What a backup was made for; only routine ones are ever removed by the program."""

    ROUTINE = "routine"
    BEFORE_RESTORE = "before a restore"
    BEFORE_UPGRADE = "before a new format"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup by its name and size alone; what is in it, `contents` reads. `made_at` is in UTC."""

    path: Path
    made_at: datetime
    number: int
    revision: str
    why: Why
    size_bytes: int


def next_path(folder: Path, made_at: datetime, revision: str, why: Why) -> Path:
    """Where the next backup of the history in `folder` goes: routine, or a history kept aside for a restore."""
    number = max((one.number for one in all_backups(folder)), default=0) + 1
    ending = "-before-restore" if why is Why.BEFORE_RESTORE else ""
    name = f"earshot-{made_at.astimezone(UTC).strftime(_TIME)}-{number}-{revision}{ending}.db"
    return folder / FOLDER_NAME / name


def parse(path: Path) -> Backup | None:
    """The backup in `backups/` of that name; None for every file that is not ours, or just went."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    made, number, revision, ending = found.groups()
    try:
        made_at = datetime.strptime(made, _TIME).replace(tzinfo=UTC)
        size_bytes = path.stat().st_size
    except (ValueError, FileNotFoundError):
        return None
    why = Why.BEFORE_RESTORE if ending else Why.ROUTINE
    return Backup(path, made_at, int(number), revision, why, size_bytes)


def all_backups(folder: Path) -> list[Backup]:
    """The backups of the history in `folder`, newest first; those made before a new format last.

    OSError when the folder cannot be read.
    """
    place = folder / FOLDER_NAME
    found = [parse(path) for path in place.iterdir() if _is_plain(path)] if place.is_dir() else []
    ours = sorted((one for one in found if one), key=lambda one: (one.number, one.made_at), reverse=True)
    return [*ours, *sorted(_before_upgrade(folder), key=lambda one: one.made_at, reverse=True)]


def surplus(backups: Iterable[Backup], room_bytes: float = inf) -> list[Backup]:
    """Those that have had their time, and the oldest where all together take more than `room_bytes`.

    Never the newest five, nor what was kept before a restore or a new format.
    """
    routine = [one for one in backups if one.why is Why.ROUTINE]
    routine.sort(key=lambda one: (one.number, one.made_at), reverse=True)
    kept = {one.path for one in routine[:KEEP_LAST]}
    for period, so_many in (("%Y-%m-%d", KEEP_DAYS), ("%G-%V", KEEP_WEEKS), ("%Y-%m", KEEP_MONTHS)):
        newest: dict[str, Path] = {}
        for one in routine:
            newest.setdefault(one.made_at.strftime(period), one.path)
        kept.update(list(newest.values())[:so_many])
    stay = [one for one in routine if one.path in kept]
    while len(stay) > KEEP_LAST and sum(one.size_bytes for one in stay) > room_bytes:
        kept.discard(stay.pop().path)
    return [one for one in routine if one.path not in kept]


def _before_upgrade(folder: Path) -> list[Backup]:
    found = []
    for path in folder.glob(BEFORE_UPGRADE):
        if _is_plain(path):
            status = path.stat()
            made_at = datetime.fromtimestamp(status.st_mtime, UTC).replace(microsecond=0)
            found.append(Backup(path, made_at, 0, "", Why.BEFORE_UPGRADE, status.st_size))
    return found


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
