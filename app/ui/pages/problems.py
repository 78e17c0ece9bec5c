"""Which problem the banner shows: each has a key, and goes when its cause is gone."""

from collections.abc import Callable
from typing import Protocol

from app.domain.problem import Problem


class ProblemView(Protocol):
    """Whoever can tell the user of a problem."""

    def show_problem(self, key: str, problem: Problem) -> None:
        """Show a problem until its key is cleared."""

    def clear_problem(self, key: str) -> None:
        """The cause is gone."""


class Problems:
    """Several things may be wrong at once; the banner shows the newest, then the one before."""

    def __init__(self, show: Callable[[Problem | None], None]) -> None:
        self._show = show
        self._open: dict[str, Problem] = {}

    def show(self, key: str, problem: Problem) -> None:
        """The newest problem of this key."""
        self._open.pop(key, None)
        self._open[key] = problem
        self._tell()

    def clear(self, key: str) -> None:
        """The cause of this key is gone."""
        if self._open.pop(key, None) is not None:
            self._tell()

    def dismiss(self) -> None:
        """The user has read the one that is shown."""
        if self._open:
            self._open.popitem()
            self._tell()

    def _tell(self) -> None:
        self._show(next(reversed(self._open.values()), None))
