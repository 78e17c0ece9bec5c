"""The log: loud about our own bugs, limited in size, beside the history it belongs to."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.main.paths import log_path

_MOST_BYTES = 1_000_000
_OLD_FILES = 3
_NAME = "earshot"


def start_logging(history: Path) -> None:
    """Logs to a rotating file; to standard error where the folder can't be written."""
    handler: logging.Handler
    try:
        history.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_path(history), maxBytes=_MOST_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.set_name(_NAME)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
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
