"""The log: loud about our own bugs, limited in size, beside the history it belongs to."""

import logging
import os
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.main.paths import log_path

MOST_BYTES = 1_000_000
OLD_FILES = 3
_NAME = "earshot"


class SharedLog(RotatingFileHandler):
    """A rotating log that two programs on one folder may write at once.

    Python's own goes on writing to the old file when the other program has begun a new one, and on Windows, where
    a file that somebody has open can't be renamed, it would lose every line from then on.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Into the file of that name, whoever made it."""
        if self._is_another_file():
            self._let_go()
        super().emit(record)

    def doRollover(self) -> None:  # noqa: N802 - its name there
        """Begin a new file, and keep the newest of the old ones.

        Where the other program has the file open, Windows won't rename it: then it grows to what all of them
        together may take, and begins anew.
        """
        self._let_go()
        base = Path(self.baseFilename)
        aside = base.with_name(f"{base.name}.0")
        try:
            base.replace(aside)
        except OSError:
            self.stream = self._open()
            if self.stream.tell() > self.maxBytes * (self.backupCount + 1):
                self.stream.truncate(0)
            return
        for number in range(self.backupCount - 1, -1, -1):
            with suppress(OSError):
                base.with_name(f"{base.name}.{number}").replace(base.with_name(f"{base.name}.{number + 1}"))
        self.stream = self._open()

    def _is_another_file(self) -> bool:
        if self.stream is None:
            return False
        try:
            there, ours = Path(self.baseFilename).stat(), os.fstat(self.stream.fileno())
        except (OSError, ValueError):
            return True
        return (there.st_dev, there.st_ino) != (ours.st_dev, ours.st_ino)

    def _let_go(self) -> None:
        """The next line opens it again. What a full disk did not take is lost, as it was then."""
        stream, self.stream = self.stream, None
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.close()


def start_logging(history: Path) -> None:
    """Logs to a rotating file; to standard error where the folder can't be written."""
    handler: logging.Handler
    try:
        history.mkdir(parents=True, exist_ok=True)
        handler = SharedLog(
            log_path(history), maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.set_name(_NAME)
    # Which program: two of them may write into one file.
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s %(message)s"))
    # A full disk must not turn every log line into a traceback on the screen.
    logging.raiseExceptions = False
    root = logging.getLogger()
    for earlier in [h for h in root.handlers if h.get_name() == _NAME]:
        root.removeHandler(earlier)
        earlier.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # Its chatter about every step hides what matters; a migration that fails is raised anyway.
    logging.getLogger("alembic").setLevel(logging.WARNING)


def is_logging() -> bool:
    """Whether the log was begun: the window paints before that."""
    return any(handler.get_name() == _NAME for handler in logging.getLogger().handlers)
