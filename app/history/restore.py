"""Puts a backup in the place of the history. Wherever it is broken off, the old or the new one opens.

The new file is complete on the disk before anything changes; then the old one is kept aside as a backup of its
own; then one rename decides. Recordings stay where they are. An older format is brought up when it is next opened.
"""

import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from app.domain.identity import now
from app.domain.problem import Problem
from app.history.backup_contents import contents, opened_backup, revision_in
from app.history.backup_files import refuse_too_little_room, settle, sweep, sync, unfinished
from app.history.backup_names import FOLDER_NAME, Why, next_path
from app.history.database import FILE_NAME, copy_whole, faults, hold_alone, standing
from app.history.problems import damaged_backup, is_the_history, told_as_problem

_WAIT_S = 1.0


def restore(
    folder: Path, backup: Path, at: datetime | None = None, tick: Callable[[float], None] | None = None
) -> Path | None:
    """Make `backup` the history in `folder`, which nobody may have open; returns where the old one is kept.

    `tick` is told the share copied and may raise to stop; until then nothing was changed.

    Raises:
        Problem: the backup is damaged or newer than this program; the history is open somewhere; no room, no
            permission. Nothing was changed then.
    """
    database = folder / FILE_NAME
    found = contents(backup)
    if found.trouble:
        raise found.trouble
    with told_as_problem(database):
        if database.exists() and backup.samefile(database):
            raise is_the_history(backup)
        (folder / FOLDER_NAME).mkdir(parents=True, exist_ok=True)
        sweep(folder)
        refuse_too_little_room(folder, found.size_bytes + (database.stat().st_size if database.exists() else 0))
        with unfinished(folder) as part:
            with opened_backup(backup) as source:
                copy_whole(source, part, tick)
            with opened_backup(part) as copy:
                damage = faults(copy)
            if damage:
                raise damaged_backup(backup, f"as it was copied: {damage}")
            return _exchange(database, part, at or now())


def _exchange(database: Path, part: Path, at: datetime) -> Path | None:
    """The decisive moment, while everybody else is kept out; returns where the old one is kept."""
    with ExitStack() as held:
        connection = _hold(database, held)
        if connection is not None:
            aside: Path | None = _keep_aside(connection, database, at)
        else:
            held.close()
            aside = _keep_as_it_is(database, at)
        if sys.platform == "win32":
            # There an open file cannot be replaced.
            held.close()
        settle(part, database)
    return aside


def _hold(database: Path, held: ExitStack) -> Connection | None:
    """The connection that keeps others out; None where there is nothing that SQLite could open."""
    if not database.exists() or not database.stat().st_size:
        return None
    connection = held.enter_context(standing(database, busy_timeout_s=_WAIT_S))
    return connection if hold_alone(connection) else None


def _keep_aside(connection: Connection, database: Path, at: datetime) -> Path:
    """The old history as a backup, sound or not."""
    try:
        revision = revision_in(connection, database)
    except Problem:
        revision = "unknown"
    aside = next_path(database.parent, at, revision, Why.BEFORE_RESTORE)
    with unfinished(aside.parent) as part:
        copy_whole(connection, part)
        settle(part, aside)
    return aside


def _keep_as_it_is(database: Path, at: datetime) -> Path | None:
    """What is no database any more byte by byte, and the logs beside it, which must not meet the new file."""
    aside = next_path(database.parent, at, "unknown", Why.BEFORE_RESTORE)
    if database.exists():
        with unfinished(aside.parent) as part:
            shutil.copyfile(database, part)
            sync(part)
            settle(part, aside)
    for ending in ("-wal", "-journal"):
        log = database.with_name(database.name + ending)
        if log.exists():
            settle(log, aside.with_name(aside.name + ending))
    database.with_name(f"{database.name}-shm").unlink(missing_ok=True)
    return aside if aside.exists() else None
