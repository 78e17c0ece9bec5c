"""Opens the window: Qt first, everything that is slow to import after the first paint."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.language import spoken_from
from app.main.crash import CrashReporter
from app.main.crash_trace import CrashTrace, left_behind
from app.main.paths import LANGUAGES, log_path
from app.workflows.preferences import MEMORY_NAME, Preferences

if TYPE_CHECKING:
    from app.domain.problem import Problem
    from app.history.history import History
    from app.workflows.backups import BackUpHistory
    from app.workflows.workflows import Workflows


class Opener:
    """Opens the history when the window asks for it, and closes it after the window."""

    def __init__(self, folder: Path, files: Sequence[Path] = ()) -> None:
        self._folder = folder
        self.files = tuple(files)
        """Sound files that the program was opened with."""
        self.preferences = Preferences(folder)
        # The window writes it as it is closed, whatever else was done or not.
        self.first_start = not (folder / MEMORY_NAME).exists()
        self._history: History | None = None
        self._notices: tuple[tuple[str, Problem], ...] | None = None

    def __call__(self) -> "Workflows":
        """The jobs on the opened history; asked again after a Problem, it tries again."""
        from app.main.logs import start_logging

        # Not before the first paint: a rotating log is slow to import.
        start_logging(self._folder)
        from app.history.history import History
        from app.main.wiring import build

        self._history = History.open(self._folder)
        return build(self._history, self._folder, preferences=self.preferences)

    def close(self) -> None:
        """Lets go of the history, if it is open."""
        history, self._history = self._history, None
        if history is not None:
            history.close()

    def backups(self) -> "BackUpHistory":
        """The backups, whether the history is open or not."""
        from app.recordings.take_store import TakeStore
        from app.workflows.backups import BackUpHistory

        return BackUpHistory(self._folder, TakeStore(self._folder))

    def notices(self) -> "tuple[tuple[str, Problem], ...]":
        """What the user is to know at the start, each under its key: a crash before, an unsafe folder.

        Found once, however often the history is opened meanwhile; called on a worker.
        """
        if self._notices is None:
            from app.main.places import warn_once

            found = {"crashed before": left_behind(self._folder), "place": warn_once(self._folder)}
            self._notices = tuple((key, problem) for key, problem in found.items() if problem)
        return self._notices

    def end(self) -> None:
        """The window is closed: back up what changed, then let go."""
        if self._history is not None:
            self.backups().on_close()
        self.close()


def open_window(history: Path, files: Sequence[Path] = ()) -> int:
    """Shows the window until it is closed; its exit code."""
    spoken_from(LANGUAGES)
    trace = CrashTrace(history)
    trace.begin()
    log_file = log_path(history)
    crashes = CrashReporter(history, lambda line, text: _tell_plainly(line, text, log_file), trace)
    crashes.install()
    opener = Opener(history, files)
    try:
        if sys.platform == "win32":
            # There onnxruntime can't be loaded any more once Qt has loaded its own copy of the C++ runtime.
            import app.diagnosis.runtime  # noqa: F401
        from app.ui.run import run_window

        return run_window(opener, history, log_file, crashes)
    except Exception:
        # A desktop program has no standard error: who clicked on it is told nothing otherwise.
        crashes.show_with(None)
        crashes.report(*sys.exc_info())
        raise
    finally:
        opener.end()
        crashes.uninstall()
        trace.end()


def _tell_plainly(line: str, text: str, log_file: Path) -> None:
    # Only when something broke: the way to it starts other programs.
    from app.main.crash_plain import tell_plainly

    tell_plainly(line, text, log_file)
