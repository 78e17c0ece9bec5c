"""What may be wrong with an exchange file or with the disk, one sentence each."""

import errno
from pathlib import Path

from app.domain.problem import Problem
from app.language import later, say
from app.recordings.file_problems import for_log, shown, unreadable

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_GET_IT_AGAIN = later("Ask for the file again, or copy it again; the history was left as it was.")


def not_an_exchange(path: Path, detail: str = "") -> Problem:
    """It is some other file, or only the beginning of one."""
    return Problem(say("“{name}” is not a whole Earshot exchange file.", name=shown(path)), _GET_IT_AGAIN, detail)


def damaged(path: Path, detail: str = "") -> Problem:
    """What is in it is not what was put there."""
    return Problem(say("“{name}” is damaged.", name=shown(path)), _GET_IT_AGAIN, detail)


def foreign(path: Path, detail: str = "") -> Problem:
    """It holds what no Earshot puts into such a file."""
    return Problem(
        say("“{name}” holds something that does not belong into an exchange file.", name=shown(path)),
        _GET_IT_AGAIN,
        detail,
    )


def too_large(path: Path, detail: str = "") -> Problem:
    """It would unpack to more than any history has."""
    return Problem(say("“{name}” would unpack to far too much.", name=shown(path)), _GET_IT_AGAIN, detail)


def newer(path: Path, theirs: int, ours: int) -> Problem:
    """A later version of this program wrote it."""
    return Problem(
        say(
            "“{name}” was written by a newer Earshot (format {theirs}; this one knows {ours}).",
            name=shown(path),
            theirs=theirs,
            ours=ours,
        ),
        later("Install the newest Earshot to open it."),
    )


def unknown_word(path: Path, detail: str = "") -> Problem:
    """It names something that only a later version has: that needs no new format."""
    return Problem(
        say("“{name}” holds a word that this Earshot does not know.", name=shown(path)),
        later("Install the newest Earshot to open it."),
        detail,
    )


def contradicts(path: Path, detail: str = "") -> Problem:
    """It says of something of this history that it is something else."""
    return Problem(
        say("“{name}” contradicts this history: one of the two was changed by another program.", name=shown(path)),
        later("Ask for the file again; the history was left as it was."),
        detail,
    )


def no_sound(path: Path, file_name: str, why: Problem) -> Problem:
    """A recording in it is none."""
    return Problem(
        say("The recording {file} in “{name}” is no sound that can be read.", file=file_name, name=shown(path)),
        _GET_IT_AGAIN,
        why.what,
    )


def no_photo(path: Path, why: str) -> Problem:
    """A photo in it is none."""
    return Problem(say("A photo in “{name}” is neither a JPEG nor a PNG.", name=shown(path)), _GET_IT_AGAIN, why)


def cannot_read(path: Path, error: OSError) -> Problem:
    """The file can't be opened or read at all."""
    return unreadable(path, error)


def no_room(folder: Path, needed_bytes: int, free_bytes: int) -> Problem:
    """The drive is too full."""
    return Problem(
        say(
            "There is not enough room in {folder}: {needed:,.0f} MB are needed, {free:,.0f} MB are free.",
            folder=folder,
            needed=needed_bytes / 1e6,
            free=max(0, free_bytes) / 1e6,
        ),
        later("Free some space, or send fewer recordings."),
    )


def not_written(out: Path, error: OSError) -> Problem:
    """The disk refused the file."""
    if error.errno in _FULL:
        return Problem(
            say("The disk is full: “{name}” was not written.", name=shown(out)),
            later("Free some space, or choose another folder."),
            for_log(error),
        )
    return Problem(
        say("“{name}” could not be written.", name=shown(out)),
        later("Check that the folder is there and that you may write there, or choose another one."),
        for_log(error),
    )


def nothing_chosen() -> Problem:
    """No machine is of that site or area."""
    return Problem(later("No machine was chosen."), later("Choose the machines to send, or their site or area."))
