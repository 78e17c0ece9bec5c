"""PortAudio, loaded when sound is first wanted, and what its users must agree on: who may start it anew, and when.

It looks for devices only when it starts, and starting it anew ends every open stream of the process. It is not
made for several threads at once, and a driver or a sound server that hangs makes any call hang for as long.
"""

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Condition, Lock
from typing import Any

from app.capture.bounded import bounded

CLOSE_WITHIN_S = 1.5
"""So long a stream may take to close before it is left to a thread that nobody waits for."""

COURTESY_S = 2.0
"""So long a call waits for another one to return; one that hangs must not stop all of them for ever."""

log = logging.getLogger(__name__)


class _Agreement:
    """Who uses PortAudio, and whether it is being started anew: never both."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._users = 0
        self._starting = False

    def begin_use(self) -> None:
        with self._changed:
            if not self._changed.wait_for(lambda: not self._starting, COURTESY_S):
                raise TimeoutError("PortAudio is being started and does not come back")
            self._users += 1

    def end_use(self) -> None:
        with self._changed:
            self._users -= 1

    def begin_start(self) -> bool:
        with self._changed:
            if self._users or self._starting:
                return False
            self._starting = True
            return True

    def end_start(self) -> None:
        with self._changed:
            self._starting = False
            self._changed.notify_all()


_agreement = _Agreement()
_one_at_a_time = Lock()
_environment = Lock()


def library() -> Any:
    """The library; importing it looks for devices.

    Raises:
        OSError: the system has no PortAudio.
    """
    import sounddevice

    return sounddevice


def begin_use() -> None:
    """From before a stream is opened until it is closed: PortAudio is not started anew meanwhile.

    Raises:
        TimeoutError: it is just being started anew, and does not come back.
    """
    _agreement.begin_use()


def end_use() -> None:
    """The stream is closed, or was not opened after all."""
    _agreement.end_use()


def restart_if_idle(sd: Any) -> bool:
    """Have the library look for devices anew; False where a stream is open, or hangs, and nothing was done."""
    if not _agreement.begin_start():
        return False
    try:
        with alone():
            if sd._initialized:
                sd._terminate()
            sd._initialize()
    finally:
        _agreement.end_start()
    return True


@contextmanager
def alone() -> Iterator[None]:
    """While one thread is in PortAudio the others wait, though not for ever."""
    mine = _one_at_a_time.acquire(timeout=COURTESY_S)
    if not mine:
        log.warning("a call of PortAudio hangs; going on beside it")
    try:
        yield
    finally:
        if mine:
            _one_at_a_time.release()


def close(stream: Any) -> None:
    """Stop a stream that was in use, close it, and end its use; where the sound system hangs, after its own time.

    Stopped, not aborted: on Linux PortAudio cancels the thread of an aborted stream, or of one that is closed
    while it runs, wherever that thread is, and be it with Python's lock in its hand.
    """

    def stop_and_close() -> None:
        with alone():
            stream.stop(ignore_errors=True)
            stream.close(ignore_errors=True)
        end_use()

    try:
        bounded(stop_and_close, CLOSE_WITHIN_S)
    except TimeoutError as silent:
        log.warning("a stream is still being closed: %s", silent)


@contextmanager
def in_environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """The sound server's library reads from there which microphone is meant.

    Raises:
        TimeoutError: another microphone is being opened that way, and hangs.
    """
    if not wanted:
        yield
        return
    if not _environment.acquire(timeout=COURTESY_S):
        raise TimeoutError("another microphone is still being opened")
    before = {name: os.environ.get(name) for name in wanted}
    try:
        os.environ.update(wanted)
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        _environment.release()
