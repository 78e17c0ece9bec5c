"""What the disk and the database did to us, told in the user's words: the one place that knows error codes."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from app.domain.problem import Problem
from app.history.backup_names import Backup, all_backups
from app.language import later, say

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def told_as_problem(path: Path) -> Iterator[None]:
    """Turn what the environment did to the database at `path` into a Problem; our own bugs pass unchanged."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        problem = _of_sqlite(error.orig if isinstance(error, DBAPIError) else error, path)
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        tell = disk_full if error.errno in _DISK_FULL else cannot_write
        raise tell(path, str(error)) from error


def _of_sqlite(error: BaseException | None, path: Path) -> Problem | None:
    """The Problem for SQLite's result code, None where the code means a mistake of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return vanished(path)
    tell = {
        sqlite3.SQLITE_BUSY: locked,
        sqlite3.SQLITE_LOCKED: locked,
        sqlite3.SQLITE_CORRUPT: damaged,
        sqlite3.SQLITE_NOTADB: damaged,
        sqlite3.SQLITE_FULL: disk_full,
        sqlite3.SQLITE_READONLY: cannot_write,
        sqlite3.SQLITE_PERM: cannot_write,
        sqlite3.SQLITE_CANTOPEN: cannot_write,
        sqlite3.SQLITE_IOERR: disk_trouble,
    }.get(code & 0xFF)
    return tell(path, str(error)) if tell else None


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is at fault, not what was asked of it."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def locked(path: Path, detail: str = "") -> Problem:
    """Another program holds the database."""
    return Problem(
        say("The history in {folder} is locked by another program.", folder=path.parent),
        later(
            "Close other programs that use this folder (a second Earshot, a backup or a sync tool), then try "
            "again."
        ),
        detail,
    )


def damaged(path: Path, detail: str = "") -> Problem:
    """The database file is not sound; it stays where it is."""
    copies: list[Backup] = []
    with suppress(OSError):
        copies = all_backups(path.parent)
    to_do = say(
        "Move it aside and put your own backup of {folder} in its place, "
        "or choose another folder for the history.",
        folder=path.parent,
    )
    if copies:
        to_do = say(
            "Restore a backup of it (in the window, or python -m app backup restore); the newest is {path}, "
            "or choose another folder for the history.",
            path=copies[0].path,
        )
    return Problem(say("The history file {path} is damaged and was left untouched.", path=path), to_do, detail)


def damaged_entry(entry: str, detail: str = "") -> Problem:
    """One entry of an otherwise sound database cannot be read."""
    return Problem(
        say("The history holds {entry_words} that cannot be read any more.", entry_words=entry),
        later("Everything else is still there; restore the history from a backup to get this entry back."),
        detail,
    )


def unknown_word(entry: str, detail: str = "") -> Problem:
    """One entry names something that only a later version has: that needs no new format."""
    return Problem(
        say("The history holds {entry_words} that this Earshot does not know.", entry_words=entry),
        later(
            "Install the newest Earshot to open this entry; if this is the newest, restore the history from "
            "a backup."
        ),
        detail,
    )


def not_ours(path: Path, detail: str = "") -> Problem:
    """A database of some other program lies where ours should be."""
    return Problem(
        say("{path} is a database, but not an Earshot history.", path=path),
        later("Choose another folder for the history; the file was left untouched."),
        detail,
    )


def newer(path: Path, theirs: str, ours: str) -> Problem:
    """The database was written by a later version of this program."""
    return Problem(
        say(
            "The history in {folder} was written by a newer Earshot (format {theirs}; this one knows {ours}).",
            folder=path.parent,
            theirs=theirs,
            ours=ours,
        ),
        later("Install the newest Earshot to open it; the history was left untouched."),
        f"revision {theirs}, known up to {ours}",
    )


def disk_full(path: Path, detail: str = "") -> Problem:
    """There was no room left; the transaction was undone."""
    return Problem(
        say("The disk with {folder} is full, so nothing was saved.", folder=path.parent),
        later("Free some space and try again; everything saved before is still there."),
        detail,
    )


def disk_trouble(path: Path, detail: str = "") -> Problem:
    """The operating system could not read or write the file."""
    return Problem(
        say("The disk with {folder} could not be read or written.", folder=path.parent),
        later("Check that the drive is connected and has free space, then try again."),
        detail,
    )


def cannot_write(path: Path, detail: str = "") -> Problem:
    """The folder or a file in it may not be written or made."""
    return Problem(
        say("The history folder {folder} cannot be written to.", folder=path.parent),
        later("Check that the drive is connected and that you may write there, or choose another folder."),
        detail,
    )


def not_a_folder(folder: Path) -> Problem:
    """A file stands where the history folder should be."""
    return Problem(say("{folder} is not a folder.", folder=folder), later("Choose a folder for the history."))


def vanished(path: Path, detail: str = "") -> Problem:
    """The database was there and is gone, or another file took its place."""
    return Problem(
        say("The history file {path} is no longer there.", path=path),
        later(
            "Reconnect the drive or put the file back from a backup and start Earshot again, "
            "or choose an empty folder for a new history."
        ),
        detail,
    )


@contextmanager
def told_of_backup(folder: Path) -> Iterator[None]:
    """Turn what the disk did while a backup was written below `folder` into a Problem."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_FULL or (isinstance(cause, OSError) and cause.errno in _DISK_FULL):
            raise no_room_for_backup(folder, str(error)) from error
        if isinstance(cause, OSError):
            raise backup_not_written(folder, str(error)) from error
        raise


def no_room_for_backup(folder: Path, detail: str = "") -> Problem:
    """The disk is too full for one more copy of the database."""
    return Problem(
        say("There is not enough room for a backup in {folder}.", folder=folder),
        later("Free some space and try again; the history and the backups made before are as they were."),
        detail,
    )


def backup_not_written(folder: Path, detail: str = "") -> Problem:
    """The folder of the backups may not be written or made."""
    return Problem(
        say("No backup could be written to {folder}.", folder=folder),
        later("Check that the drive is connected and that you may write there; the backups made before are kept."),
        detail,
    )


def backup_came_out_damaged(path: Path, detail: str = "") -> Problem:
    """The copy was read again and is not sound, most likely since the history itself is not."""
    return Problem(
        say("A backup of {path} came out damaged, so it was not kept.", path=path),
        later(
            "The history itself is probably damaged: check it (python -m app backup check), "
            "and if it is, restore the newest backup."
        ),
        detail,
    )


def damaged_backup(path: Path, detail: str = "") -> Problem:
    """A backup file is not sound."""
    return Problem(
        say("The backup {path} is damaged.", path=path),
        later("Choose another backup; this one was left untouched."),
        detail,
    )


def no_such_backup(path: Path, detail: str = "") -> Problem:
    """The file is not there, or may not be read."""
    return Problem(
        say("There is no backup {path} that can be read.", path=path),
        later("Look which there are (python -m app backup list), or check that its drive is connected."),
        detail,
    )


def newer_backup(path: Path, theirs: str, ours: str) -> Problem:
    """A later version of this program wrote it."""
    return Problem(
        say(
            "The backup {path} was written by a newer Earshot (format {theirs}; this one knows {ours}).",
            path=path,
            theirs=theirs,
            ours=ours,
        ),
        later("Install the newest Earshot to restore it."),
        f"revision {theirs}, known up to {ours}",
    )


def is_the_history(path: Path) -> Problem:
    """The file to restore is the one that would be replaced."""
    return Problem(say("{path} is the history itself.", path=path), later("Choose a backup of it."))


class Overtaken(Problem):
    """Another baseline counts than the one that was read before."""


def overtaken() -> Overtaken:
    """Somebody else changed the baseline meanwhile."""
    return Overtaken(later("The baseline was changed meanwhile."), later("Look at it, then try again."))


def nothing_learnt() -> Problem:
    """A repair ends a baseline, and there is none."""
    return Problem(
        later("There is no baseline here that a repair could end."), later("Learn how the machine sounds now.")
    )


def nothing_to_undo() -> Problem:
    """The log holds no step that could be taken back."""
    return Problem(
        later("There is nothing to undo in this baseline."), later("Learn, or note a repair, to change it.")
    )
