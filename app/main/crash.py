"""Hears of every bug of ours that nobody caught, and sees to it that the user does: in the window, or without it.

The same error is told once, however often it happens.
"""

import logging
import os
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app import __version__

if TYPE_CHECKING:
    from app.main.crash_trace import CrashTrace

Heard = Callable[[bool], None]
"""Called once by whoever shows a crash: whether it is on the screen."""

Show = Callable[[str, str, Heard], None]
"""Shows the last line of an error and its whole text; may be called on any thread, may raise anything."""

_PATIENCE_S = 3.0

log = logging.getLogger(__name__)


class CrashReporter:
    """Python's three hooks for what nobody caught.

    Args:
        history: its folder holds the log.
        plainly: tells it without Qt; gets the last line and the whole text.
        trace: where it is noted that Qt ends the program.
    """

    def __init__(
        self, history: Path, plainly: Callable[[str, str], None], trace: "CrashTrace | None" = None
    ) -> None:
        self._history = history
        self._plainly = plainly
        self._trace = trace
        self._show: Show | None = None
        self._seen: Counter[tuple[str, str, int]] = Counter()
        self._guard = threading.Lock()

    def install(self) -> None:
        """From now on nothing is lost on a standard error that a desktop program does not have."""
        sys.excepthook = self.report
        threading.excepthook = self._of_thread
        sys.unraisablehook = self._unraisable

    def uninstall(self) -> None:
        """As Python has it."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def show_with(self, show: Show | None) -> None:
        """There is a window that can tell; None: there is none any more."""
        self._show = show

    def note(self, line: str) -> None:
        """Qt is about to end the program: the trace says why."""
        if self._trace is not None:
            self._trace.note(line)

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log it, and tell it unless that was done before."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        error = error or kind()
        times = self._times(kind, trace)
        line = f"{kind.__name__}: {error}"
        try:
            if _power_of_ten(times):
                self._log(kind, error, trace, times)
            if times == 1:
                self._tell(line, self._text(kind, error, trace))
        except Exception:  # noqa: BLE001 - the very last line of defence
            sys.__excepthook__(kind, error, trace)

    def _tell(self, line: str, text: str) -> None:
        if not self._shown(line, text):
            self._plainly(line, text)

    def _shown(self, line: str, text: str) -> bool:
        """Whether the window shows it; one that does not answer has trouble enough of its own."""
        show = self._show
        if show is None:
            return False
        answered, shown = threading.Event(), []

        def heard(yes: bool) -> None:
            shown.append(yes)
            answered.set()

        try:
            show(line, text, heard)
        except Exception:
            log.exception("the window can't show a crash")
            return False
        main = threading.current_thread() is threading.main_thread()
        return answered.wait(0.0 if main else _PATIENCE_S) and shown[0]

    def _times(self, kind: type[BaseException], trace: TracebackType | None) -> int:
        """How often it happened, this time included: the same kind at the same place is the same."""
        last = traceback.extract_tb(trace)[-1:]
        with self._guard:
            key = (kind.__name__, last[0].filename if last else "", (last[0].lineno or 0) if last else 0)
            self._seen[key] += 1
            return self._seen[key]

    def _log(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None, times: int
    ) -> None:
        from app.main import logs

        if not logs.is_logging():
            logs.start_logging(self._history)
        again = f", for the {times}th time" if times > 1 else ""
        log.critical("unexpected%s", again, exc_info=(kind, error, trace))

    def _text(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
        """All that whoever helps wants to know."""
        import platform

        about = f"Earshot {__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}"
        now = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
        when = f"{now}, {threading.current_thread().name}, process {os.getpid()}"
        whole = "".join(traceback.format_exception(kind, error, trace)).rstrip()
        return f"{about}\n{when}\n\n{whole}\n"

    def _of_thread(self, args: threading.ExceptHookArgs) -> None:
        # A thread may end itself.
        if args.exc_type is not SystemExit:
            self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def _unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        # While the interpreter is taken apart, things miss each other; that is nobody's trouble any more.
        if not sys.is_finalizing():
            self.report(args.exc_type, args.exc_value, args.exc_traceback)


def _power_of_ten(times: int) -> bool:
    return str(times).strip("0") == "1"
