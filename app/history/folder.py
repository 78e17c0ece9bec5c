"""A history as a folder: opened, checked and let go of. What lies in it is for `History`."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from app.history.database import BUSY_TIMEOUT_S, Database


class HistoryFolder:
    """The folder of an open history."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.who: Callable[[], str] = _nobody
        """Who works with it at this computer: what is done there is signed with that name."""

    @classmethod
    def open(cls, folder: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Self:
        """Open the history in `folder`, or begin one there.

        Problem when it is locked, damaged, from a newer Earshot, or may not be written; nothing is changed then.
        """
        return cls(Database(folder, busy_timeout_s))

    def close(self) -> None:
        """Let go of the folder; the history must not be used any more."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._database.path.parent

    def check(self) -> None:
        """Read the whole database through, as opening does when it is due; Problem when it is damaged."""
        self._database.check()


def _nobody() -> str:
    return ""
