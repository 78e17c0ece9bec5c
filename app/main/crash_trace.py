"""What a crash of Qt or of a driver leaves behind: a file that faulthandler writes while the program dies.

Each program that is open has a file of its own beside the log, and takes it away when it ends in order. One that
is found at a start, and that nobody holds any more, tells of a crash.
"""

import faulthandler
import logging
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from app.capture import part_lock
from app.domain.problem import Problem
from app.language import later, say

_OPEN, _LEFT = ".open", ".txt"
_PREFIX = "earshot-crash-"
_KEPT = 5
_MOST_BYTES = 256_000

log = logging.getLogger(__name__)


class CrashTrace:
    """The file of this program, from `begin` to `end`; without it where the folder can't be written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{_PREFIX}{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}{_OPEN}"
        self._out: TextIO | None = None

    def begin(self) -> None:
        """From now on a crash leaves a trace, in the file or at least on standard error."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part_lock.hold(self._path)
            self._out = self._path.open("w", encoding="utf-8")
        except OSError:
            with suppress(OSError):
                part_lock.let_go(self._path)
        out = self._out or sys.stderr
        if out is not None:
            with suppress(OSError, ValueError):
                faulthandler.enable(out)

    def note(self, line: str) -> None:
        """Say in the file why the program is about to be ended."""
        if self._out is not None:
            with suppress(OSError, ValueError):
                self._out.write(f"{line}\n")
                self._out.flush()

    def end(self) -> None:
        """The program ends in order: nothing is left."""
        faulthandler.disable()
        if self._out is not None:
            self._out.close()
            self._out = None
            # Windows tells faulthandler of faults that Qt handles itself: they are no crash.
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
                part_lock.let_go(self._path)


def left_behind(folder: Path) -> Problem | None:
    """Keeps the traces of programs that crashed, and tells of the newest; None where there is none.

    A program that was killed, or whose computer lost its power, leaves an empty one: that is no crash of ours.
    """
    found = None
    with suppress(OSError):
        for path in sorted(folder.glob(f"{_PREFIX}*{_OPEN}")):
            if not part_lock.is_held(path):
                found = _kept(path) or found
                with suppress(OSError):
                    part_lock.let_go(path)
        for path in traces(folder)[_KEPT:]:
            path.unlink(missing_ok=True)
    if found is None:
        return None
    log.error("the program crashed: %s", found)
    return Problem(
        later("Earshot broke down when it was open the last time; your history is safe."),
        say(
            "If it happens again, send a support bundle to whoever helps you: the trace is in {file}.", file=found
        ),
    )


def traces(folder: Path) -> list[Path]:
    """What earlier crashes left, the newest first."""
    return sorted(folder.glob(f"{_PREFIX}*{_LEFT}"), reverse=True)


def _kept(path: Path) -> Path | None:
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()
            return None
        if path.stat().st_size > _MOST_BYTES:
            os.truncate(path, _MOST_BYTES)
        return path.replace(path.with_suffix(_LEFT))
    return None
