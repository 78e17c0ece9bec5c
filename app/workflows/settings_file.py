"""The file that settings are kept in and exchanged by: read as if a stranger had made it, written whole or not.

It is read before the window's first paint, so nothing heavy is imported here.
"""

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from app.domain.problem import Problem
from app.domain.settings import Value
from app.language import later, say
from app.recordings.file_problems import for_log, shown, unreadable, unwritable

FORMAT, VALUES, MARK = "format", "settings", "earshot-settings"
MOST_BYTES = 48 << 20
"""A logo of the size that is kept of a photo fits in; what is larger is something else."""

Top = dict[str, object]
"""A whole file: its mark, its values, and whatever a newer version has put beside them."""


def read(path: Path) -> Top:
    """All of a settings file; Problem when there is none, it can't be read or is something else."""
    name = shown(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = say("“{name}” is not a file.", name=name)
            raise Problem(what, later("Choose a file that Earshot has exported."))
        if status.st_size > MOST_BYTES:
            raise _foreign(name, f"{status.st_size} bytes")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    return _parsed(content, name)


def values(top: Mapping[str, object]) -> dict[str, object]:
    """What is said of each setting, unchecked."""
    found = top.get(VALUES)
    return found if isinstance(found, dict) else {}


def with_values(top: Mapping[str, object], changed: Mapping[str, Value | None]) -> Top:
    """The same file with some values changed, None for gone; what we don't know in it stays."""
    kept = {**values(top), **changed}
    return {**top, FORMAT: MARK, VALUES: {key: value for key, value in kept.items() if value is not None}}


def write(path: Path, top: Mapping[str, object]) -> None:
    """Put the file in its place in one step: a reader finds the old one or the new one.

    Raises:
        Problem: it could not be written; then the one before is still there.
    """
    part = path.with_name(f"{path.name}.{os.urandom(8).hex()}.part")
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("x", encoding="ascii") as out:
                json.dump(top, out, indent=2)
                out.write("\n")
                out.flush()
                os.fsync(out.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path.parent, error, later("settings file")) from error
    except RecursionError as error:
        # What can just be read may be too deep to be written again.
        raise _foreign(shown(path), for_log(error)) from error


def _parsed(content: bytes, name: str) -> Top:
    try:
        top = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _foreign(name, for_log(error)) from error
    if not isinstance(top, dict) or top.get(FORMAT) != MARK or not isinstance(top.get(VALUES), dict):
        raise _foreign(name, "no mark of ours")
    return top


def _foreign(name: str, detail: str) -> Problem:
    what = say("“{name}” is not a settings file of Earshot.", name=name)
    return Problem(what, later("Choose a file that Earshot has exported."), detail)
