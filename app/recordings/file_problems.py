"""What a file system can do to us, told in sentences a technician can act on."""

import errno
import os
import stat
from pathlib import Path

from app.domain.problem import Problem
from app.language import later, say

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CLOSED = {errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENOTDIR, getattr(errno, "ESTALE", errno.ENOENT)}


def shown(path: Path) -> str:
    """The file's name as it may be printed anywhere, even when the disk holds it in a broken encoding."""
    return os.fsencode(path.name or str(path)).decode("utf-8", "replace")


def for_log(error: BaseException) -> str:
    """An error as plain ASCII, so that no log chokes on a file name."""
    return ascii(error)


def size_of_regular(path: Path) -> int:
    """Size in bytes of an ordinary file with something in it; Problem for anything else.

    Pipes and devices are refused unopened: opening them may wait for ever.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    name = shown(path)
    if stat.S_ISDIR(status.st_mode):
        raise Problem(say("“{name}” is a folder.", name=name), later("Choose the recordings inside it."))
    if not stat.S_ISREG(status.st_mode):
        raise Problem(
            say("“{name}” is a device or a pipe, not a file.", name=name),
            later("Choose a recording saved as a file."),
        )
    if status.st_size == 0:
        raise Problem(
            say("“{name}” is empty.", name=name), later("Copy it from the recorder again, or record again.")
        )
    return status.st_size


def unreadable(path: Path, error: OSError | ValueError) -> Problem:
    """Why a file could not be opened or read."""
    name = shown(path)
    code = error.errno if isinstance(error, OSError) else None
    detail = for_log(error)
    if code in _GONE:
        return Problem(
            say("“{name}” could not be found.", name=name),
            later("Check whether it was moved, or its drive unplugged."),
            detail,
        )
    if code in _CLOSED:
        return Problem(
            say("“{name}” may not be read: access is denied.", name=name),
            later("Close other programs that use it, or copy it to a folder of yours."),
            detail,
        )
    if code == errno.ENAMETOOLONG:
        return Problem(
            later("The file's path is too long."),
            later("Move it to a folder nearer the top of the drive."),
            detail,
        )
    if code is None:
        return Problem(
            say("“{name}” is not a usable file name.", name=name), later("Give the file another name."), detail
        )
    return Problem(
        say("“{name}” could not be read: its drive reported an error.", name=name),
        later("Copy the file to this computer and open the copy."),
        detail,
    )


def unwritable(folder: Path, error: OSError, thing: str = later("recording")) -> Problem:
    """Why a thing could not be kept below `folder`."""
    detail = for_log(error)
    if error.errno in _FULL:
        return Problem(
            say("The disk is full: the {thing_words} was not kept.", thing_words=thing),
            later("Free some space on the drive that holds the history, then try again."),
            detail,
        )
    place = os.fsencode(folder).decode("utf-8", "replace")
    if error.errno in _CLOSED or error.errno == errno.EROFS:
        return Problem(
            say(
                "The {thing_words} was not kept: {folder} may not be written to.", thing_words=thing, folder=place
            ),
            later("Allow writing to that folder, or choose another folder for the history."),
            detail,
        )
    return Problem(
        say("The {thing_words} was not kept: writing to {folder} failed.", thing_words=thing, folder=place),
        later("Check that its drive is connected and has free space, then try again."),
        detail,
    )
