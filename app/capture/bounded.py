"""Waits for what a driver or a sound server may hold up for ever, and goes on without it after a while."""

import atexit
import sys
from collections.abc import Callable
from threading import Condition, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class _Attempt(Generic[T]):
    """Work on a thread of its own that may be left behind."""

    def __init__(self, work: Callable[[], T], undo: Callable[[T], None]) -> None:
        self._work = work
        self._undo = undo
        self._changed = Condition()
        self._left_behind = False
        self._result: T | None = None
        self._error: BaseException | None = None
        self._done = False

    def run(self) -> None:
        result, error = None, None
        try:
            _join_com()
            result = self._work()
        except BaseException as raised:  # noqa: BLE001 - raised where it is waited for
            error = raised
        with self._changed:
            self._result, self._error, self._done = result, error, True
            self._changed.notify_all()
            late = self._left_behind
        if late and result is not None:
            self._undo(result)

    def wait(self, patience_s: float) -> T:
        with self._changed:
            if not self._changed.wait_for(lambda: self._done, patience_s):
                self._left_behind = True
                raise TimeoutError(f"no answer within {patience_s:g} s")
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]


def bounded(work: Callable[[], T], patience_s: float, undo: Callable[[T], None] = lambda _: None) -> T:
    """Do something that may hang; what it gives when it is too late is undone.

    Raises:
        TimeoutError: it takes longer. It goes on by itself, on a thread that nobody waits for.
    """
    attempt = _Attempt(work, undo)
    try:
        Thread(target=attempt.run, name="sound system", daemon=True).start()
    except RuntimeError:
        # While the program ends, Python 3.12 and later start no more threads.
        attempt.run()
    try:
        return attempt.wait(patience_s)
    except TimeoutError:
        _leave_without_goodbye()
        raise


def _leave_without_goodbye() -> None:
    """At the program's end PortAudio closes what is open, and would hang where a stream of ours hangs already."""
    goodbye = getattr(sys.modules.get("sounddevice"), "_exit_handler", None)
    if goodbye is not None:
        atexit.unregister(goodbye)


def _join_com() -> None:
    """Windows' sound can be used only by threads that have said so."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.ole32.CoInitializeEx(None, 0)
