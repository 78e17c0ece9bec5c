"""Opens the window: Qt first, everything that is slow to import after the first paint."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.main.paths import log_path

if TYPE_CHECKING:
    from app.history.history import History
    from app.workflows.backups import BackUpHistory
    from app.workflows.workflows import Workflows


class Opener:
    """Opens the history when the window asks for it, and closes it after the window."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._history: History | None = None

    def __call__(self) -> "Workflows":
        """The jobs on the opened history; asked again after a Problem, it tries again."""
        from app.main.logs import start_logging

        # Not before the first paint: a rotating log is slow to import.
        start_logging(self._folder)
        from app.history.history import History
        from app.main.wiring import build

        self._history = History.open(self._folder)
        return build(self._history, self._folder)

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

    def end(self) -> None:
        """The window is closed: back up what changed, then let go."""
        if self._history is not None:
            self.backups().on_close()
        self.close()


def open_window(history: Path) -> int:
    """Shows the window until it is closed; its exit code."""
    if sys.platform == "win32":
        # There onnxruntime can't be loaded any more once Qt has loaded its own copy of the C++ runtime.
        import app.diagnosis.model  # noqa: F401
    from app.ui.run import run_window

    opener = Opener(history)
    try:
        return run_window(opener, history, log_path(history))
    finally:
        opener.end()
