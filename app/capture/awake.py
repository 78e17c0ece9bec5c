"""Keeps the laptop from going to sleep while a take is recorded; where that can't be done it is no error."""

import contextlib
import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.language import later, tr

_WHY = later("A machine is being recorded")
_PATIENCE_S = 0.5
_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED = 0x8000_0000, 0x0000_0001

log = logging.getLogger(__name__)


@contextmanager
def keep_awake() -> Iterator[None]:
    """No sleep until it is left. On Windows it belongs to the thread: leave it on the one that entered it."""
    if sys.platform == "win32":
        with _windows():
            yield
        return
    with _helper(_command()):
        yield


def _command() -> list[str]:
    """A program that keeps the system awake for as long as its standard input stays open.

    That way it ends with us even when we are killed.
    """
    if sys.platform == "darwin":
        return ["caffeinate", "-i", "cat"]
    return ["systemd-inhibit", "--what=sleep:idle", "--who=Earshot", f"--why={tr(_WHY)}", "--mode=block", "cat"]


@contextmanager
def _helper(command: list[str]) -> Iterator[None]:
    process = _started(command)
    try:
        yield
    finally:
        if process is not None:
            _ended(process)


def _started(command: list[str]) -> "subprocess.Popen[bytes] | None":
    program = shutil.which(command[0])
    if program is None:
        return None
    silent = subprocess.DEVNULL
    try:
        return subprocess.Popen([program, *command[1:]], stdin=subprocess.PIPE, stdout=silent, stderr=silent)
    except OSError as error:
        log.info("the system may go to sleep: %s", error)
        return None


def _ended(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if sys.platform == "win32":

    @contextmanager
    def _windows() -> Iterator[None]:
        import ctypes

        set_state = ctypes.windll.kernel32.SetThreadExecutionState
        set_state.argtypes = [ctypes.c_uint]
        set_state(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)
        try:
            yield
        finally:
            set_state(_ES_CONTINUOUS)
