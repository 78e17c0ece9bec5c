"""Backups of the history: made by time and on close, looked into, restored. None of it needs the history open."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.problem import Problem
from app.history.backup import Backups
from app.history.backup_contents import BackupContents, contents, takes_in
from app.history.backup_names import Backup, Why
from app.history.backup_takes import KeptTake
from app.history.restore import restore
from app.recordings.take_store import TakeStore
from app.workflows.progress import Cancel, OnProgress, Progress

__all__ = ["BackUpHistory", "Backup", "BackupContents", "KeptTake", "LookedInto", "Restored", "Why"]

_BREATH_S = 0.002
"""Between two pieces of a copy, so that whoever records meanwhile gets to the disk."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LookedInto:
    """What is in a backup, and its takes whose recordings are no longer beside the history."""

    contents: BackupContents
    missing: tuple[KeptTake, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What is the history now; `kept_as` is the backup of the one before, None where there was none."""

    contents: BackupContents
    missing: tuple[KeptTake, ...]
    kept_as: Path | None


class BackUpHistory:
    """What a technician does with backups of the history in one folder."""

    def __init__(self, folder: Path, store: TakeStore) -> None:
        self._folder = folder
        self._store = store
        self._backups = Backups(folder)

    @property
    def folder(self) -> Path:
        """Where the history lies."""
        return self._folder

    def all(self) -> list[Backup]:
        """Every backup there is, the newest first."""
        return self._backups.all()

    def find(self, given: Path) -> Path:
        """The backup of that name, wherever it was asked for; any other path is as it was given."""
        bare = given.name == str(given)
        return next((one.path for one in self.all() if bare and one.path.name == given.name), given)

    def due(self, at: datetime | None = None) -> bool:
        """Whether one should be made now: once a day. Quick enough to be asked every few minutes."""
        return self._backups.due(at)

    def make(self, *, on_progress: OnProgress | None = None, cancel: Cancel | None = None) -> Backup | None:
        """Make one while the history is in use or not; None when nothing changed since the last.

        Raises:
            Problem: no room, no permission, no history, or the history is damaged. The backups before are kept.
            Cancelled: asked to stop; nothing of it is kept.
        """
        return self._backups.make(tick=_tick(self._folder.name, on_progress, cancel))

    def on_close(self) -> None:
        """Make one if anything changed; closing goes on whatever happens."""
        try:
            self.make()
        except Problem as problem:
            log.warning("no backup on close: %s (%s)", problem, problem.detail)

    def look(self, path: Path, *, cancel: Cancel | None = None) -> LookedInto:
        """What is in a backup of any format; Problem when there is no such file, Cancelled when asked to stop."""
        found = contents(path)
        return LookedInto(found, () if found.trouble else self._missing(path, cancel or Cancel()))

    def restore(
        self, path: Path, *, on_progress: OnProgress | None = None, cancel: Cancel | None = None
    ) -> Restored:
        """Make a backup the history; it must be closed in every program, this one too, and is opened anew after.

        Raises:
            Problem: the backup is damaged or too new, the history is open, no room; nothing was changed.
            Cancelled: asked to stop before anything was changed.
        """
        looked = self.look(path, cancel=cancel)
        kept_as = restore(self._folder, path, tick=_tick(path.name, on_progress, cancel))
        log.info("restored %s; the history before is kept as %s", path, kept_as)
        return Restored(looked.contents, looked.missing, kept_as)

    def _missing(self, path: Path, cancel: Cancel) -> tuple[KeptTake, ...]:
        missing = []
        for one in takes_in(path):
            cancel.check()
            try:
                self._store.path(one.take)
            except Problem:
                missing.append(one)
        return tuple(missing)


def _tick(name: str, on_progress: OnProgress | None, cancel: Cancel | None) -> Callable[[float], None]:
    def tick(share: float) -> None:
        if cancel:
            cancel.check()
        if on_progress:
            on_progress(Progress(share, 1.0, name))
        time.sleep(_BREATH_S)

    return tick
