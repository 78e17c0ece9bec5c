"""A table is wholly there or not at all, and what lay there before stays until it is."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.domain.problem import Problem
from app.language import later, say
from app.recordings.file_problems import for_log, shown

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def saved(out: Path) -> Iterator[Path]:
    """A path to write to, which becomes `out` once this ends well.

    Raises:
        Problem: it can't be written there.
    """
    if out.is_dir():
        raise Problem(say("“{name}” is a folder.", name=shown(out)), later("Choose a file name for the table."))
    part = out.with_name(f"{out.stem[:60]}{out.suffix[:20]}.part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        raise _refused(out, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _refused(out: Path, error: OSError) -> Problem:
    if error.errno in _FULL:
        return Problem(
            say("The disk is full: “{name}” was not saved.", name=shown(out)),
            later("Free some space, then try again."),
            for_log(error),
        )
    return Problem(
        say("“{name}” could not be saved.", name=shown(out)),
        later("Close it if it is open in another program, or choose another folder."),
        for_log(error),
    )
