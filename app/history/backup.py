"""Backups of the history's database: made beside it, read again before they count, and thinned out with time.

Recordings are not in them. A backup is made only when something changed: a note beside the backups tells how the
files of the history were when they were last copied. Lost or damaged, the note only costs a copy that turns out to
be equal to the one before.
"""

import filecmp
import json
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.identity import now
from app.history.backup_contents import opened_backup, revision_in
from app.history.backup_files import refuse_too_little_room, settle, sweep, unfinished
from app.history.backup_names import FOLDER_NAME, Backup, Why, all_backups, next_path, parse, surplus
from app.history.database import FILE_NAME, copy_whole, faults, standing
from app.history.problems import backup_came_out_damaged, told_as_problem, told_of_backup, vanished

EVERY = timedelta(days=1)
_SHARE = 0.25
_NOTE = "unchanged-since.json"
_COARSE_S = 3.0
"""Two writes no further apart than this may bear the same time on a memory card."""

Tick = Callable[[float], None]
_State = list[list[int]]


class Backups:
    """The backups of the history in one folder, whether it is open, closed, damaged or gone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place = folder / FOLDER_NAME
        self._database = folder / FILE_NAME
        self._note = self._place / _NOTE

    def all(self) -> list[Backup]:
        """Every backup there is, the newest first; Problem when the folder cannot be read."""
        with told_of_backup(self._place):
            return all_backups(self._folder)

    def due(self, at: datetime | None = None) -> bool:
        """Whether the newest is a day old, or made by a clock that was ahead; `make` sees what changed."""
        newest = _newest_routine(self.all())
        return newest is None or not timedelta(0) <= (at or now()) - newest.made_at < EVERY

    def make(self, at: datetime | None = None, tick: Tick | None = None) -> Backup | None:
        """Make one more and let go of those that have had their time; None when nothing changed since the last.

        Others go on writing meanwhile. `tick` is told the share copied; it may sleep, or raise to stop.

        Raises:
            Problem: no room, no permission, or what came out is damaged; the backups before are all kept then.
        """
        with told_as_problem(self._database), told_of_backup(self._place):
            state = self._state()
            if self._noted(state):
                return None
            self._place.mkdir(exist_ok=True)
            sweep(self._place)
            refuse_too_little_room(self._folder, sum(size for size, _ in state))
            made = self._copied(at or now(), tick)
            self._note_down(state)
            if made:
                for old in surplus(all_backups(self._folder), self._room_bytes()):
                    old.path.unlink(missing_ok=True)
            return made

    def _room_bytes(self) -> float:
        """What backups may take together: a quarter of what the drive has free without them."""
        taken = sum(one.size_bytes for one in all_backups(self._folder))
        return _SHARE * (shutil.disk_usage(self._place).free + taken)

    def _copied(self, at: datetime, tick: Tick | None) -> Backup | None:
        """The new backup under its name; None when it is the newest one over again."""
        with unfinished(self._place) as part:
            with standing(self._database) as connection:
                copy_whole(connection, part, tick)
            with opened_backup(part) as copy:
                revision = revision_in(copy, self._database)
                found = faults(copy)
            if found:
                raise backup_came_out_damaged(self._database, found)
            newest = _newest_routine(all_backups(self._folder))
            if newest and filecmp.cmp(newest.path, part, shallow=False):
                return None
            path = next_path(self._folder, at, revision, Why.ROUTINE)
            settle(part, path)
            return parse(path)

    def _state(self) -> _State:
        """Size in bytes and time in ns of the database and of what it has in its log."""
        if not self._database.exists() or not self._database.stat().st_size:
            raise vanished(self._database)
        log = self._database.with_name(f"{FILE_NAME}-wal")
        found = [path.stat() for path in (self._database, log) if path.exists()]
        return [[one.st_size, one.st_mtime_ns] for one in found if one.st_size]

    def _noted(self, state: _State) -> bool:
        """Whether the files are as they were when the newest backup was made, and that is still there."""
        newest = _newest_routine(all_backups(self._folder))
        with suppress(OSError, ValueError):
            noted: object = json.loads(self._note.read_text("utf-8"))
            return newest is not None and noted == [newest.path.name, newest.size_bytes, state]
        return False

    def _note_down(self, state: _State) -> None:
        newest = _newest_routine(all_backups(self._folder))
        written_s = max(time_ns for _, time_ns in state) / 1e9
        if newest and abs(time.time() - written_s) > _COARSE_S:
            noted = [newest.path.name, newest.size_bytes, state]
            self._note.write_text(json.dumps(noted), "utf-8")


def _newest_routine(backups: list[Backup]) -> Backup | None:
    return next((one for one in backups if one.why is Why.ROUTINE), None)
