"""Says whether a living program holds a recording, by a lock that the system lifts however its holder ends."""

import errno
import logging
import os
import sys
from pathlib import Path
from threading import Lock

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_ours: dict[Path, int] = {}
_guard = Lock()

log = logging.getLogger(__name__)


def hold(part: Path) -> None:
    """Hold a recording until `let_go`, or until this program ends.

    Raises:
        OSError: the folder can't be written.
    """
    handle = os.open(_lock_path(part), os.O_RDWR | os.O_CREAT)
    try:
        _lock(handle)
    except OSError as error:
        # Some network folders have no locks: better a recording that another program may offer than none.
        log.warning("%s can't be locked: %s", part, error)
    with _guard:
        _ours[part] = handle


def let_go(part: Path) -> None:
    """Stop holding it; nothing happens where it is not held by this program."""
    with _guard:
        handle = _ours.pop(part, None)
    if handle is not None:
        os.close(handle)
    _lock_path(part).unlink(missing_ok=True)


def is_held(part: Path) -> bool:
    """Whether a living program, this one included, holds it."""
    with _guard:
        if part in _ours:
            return True
    try:
        handle = os.open(_lock_path(part), os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(handle)
    except OSError as error:
        return error.errno in _TAKEN
    finally:
        os.close(handle)
    return False


def _lock_path(part: Path) -> Path:
    return part.with_name(part.name + ".lock")
