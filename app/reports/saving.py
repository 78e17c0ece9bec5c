"""A report is either wholly there or not at all, and an older one stays until the new one is."""

import errno
import os
from pathlib import Path

from app.domain.identity import new_id
from app.domain.problem import Problem


def save(out: Path, data: bytes) -> None:
    """Writes `.part` beside the target and renames it; a Problem leaves nothing behind and nothing destroyed."""
    # os.path answers no where Path.is_dir would raise for a name that the disk refuses.
    if os.path.isdir(out):  # noqa: PTH112
        raise Problem(f"“{out.name}” is a folder.", "Choose a file name for the report.")
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
    detail = f"{out}: {error}"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        what = "The disk is full: the report was not saved."
        return Problem(what, "Free some space and export it again.", detail)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Problem(f"The folder “{out.parent}” is not there.", "Choose another folder for the report.", detail)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        what = f"“{out.name}” could not be written in that folder."
        return Problem(what, "Close the report if it is open, or choose another folder.", detail)
    if error.errno == errno.ENAMETOOLONG:
        return Problem("The name of the report is too long.", "Choose a shorter file name.", detail)
    return Problem(f"“{out.name}” could not be saved.", "Choose another folder for the report.", detail)
