"""Whether the database must be read through at the next start.

Reading all of it takes seconds in a large history, so it is not done each time. When a history is closed, the size
and time of its file are noted beside it. A file that is still as we left it was sound when we left it: only a file
that something else touched (a sync tool, a restored copy, a crash in the middle of writing it), or one not read
through for a week, is checked. The note is never a condition for opening: lost or damaged, it only costs a check.
"""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

CHECK_AFTER = timedelta(days=7)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Stamp:
    size: int
    modified_ns: int
    checked_at: str


def stamp_path(database: Path) -> Path:
    """Where the note about that database lies."""
    return database.with_name(database.name + ".checked")


def sound_since(database: Path) -> datetime | None:
    """When the file was last read through, if it is as we left it and that is not long ago; else None."""
    try:
        stamp = _Stamp(**json.loads(stamp_path(database).read_text("utf-8")))
        checked_at = datetime.fromisoformat(stamp.checked_at).astimezone(UTC)
    except (OSError, ValueError, TypeError):
        return None
    if stamp != _stamp(database, checked_at):
        return None
    age = datetime.now(UTC) - checked_at
    return checked_at if timedelta(0) <= age < CHECK_AFTER else None


def note_as_left(database: Path, checked_at: datetime) -> None:
    """Note how we leave the file, which was read through at `checked_at`."""
    try:
        stamp_path(database).write_text(json.dumps(asdict(_stamp(database, checked_at))), "utf-8")
    except OSError as error:
        log.warning("the history will be checked at the next start: %s", error)


def _stamp(database: Path, checked_at: datetime) -> _Stamp:
    found = database.stat()
    return _Stamp(found.st_size, found.st_mtime_ns, checked_at.isoformat())
