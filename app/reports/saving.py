"""A report is either wholly there or not at all, and an older one stays until the new one is."""

import errno
import os
from pathlib import Path

from app.domain.identity import new_id
from app.domain.problem import Problem
from app.language import later, say


def save(out: Path, data: bytes) -> None:
    """Writes `.part` beside the target and renames it; a Problem leaves nothing behind and nothing destroyed."""
    # os.path answers no where Path.is_dir would raise for a name that the disk refuses.
    if os.path.isdir(out):  # noqa: PTH112
        raise Problem(say("“{name}” is a folder.", name=out.name), later("Choose a file name for the report."))
    # The name is short because the target's own may already be as long as the disk allows.
    part = out.with_name(f"{out.stem[:40]}.{new_id()[:8]}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        _forget(part)
        raise _problem(out, error) from error
    except BaseException:
        _forget(part)
        raise


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        # The disk that refused the report may refuse this too; the first error is the one to tell.
        return


def _problem(out: Path, error: OSError) -> Problem:
    elsewhere = later("Choose another folder for the report.")
    what, to_do = say("“{name}” could not be saved.", name=out.name), elsewhere
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        what = later("The disk is full: the report was not saved.")
        to_do = later("Free some space and export it again.")
    elif error.errno in (errno.ENOENT, errno.ENOTDIR):
        what = say("The folder “{folder}” is not there.", folder=out.parent)
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        what = say("“{name}” could not be written in that folder.", name=out.name)
        to_do = later("Close the report if it is open, or choose another folder.")
    elif error.errno == errno.ENAMETOOLONG:
        what, to_do = later("The name of the report is too long."), later("Choose a shorter file name.")
    return Problem(what, to_do, f"{out}: {error}")
