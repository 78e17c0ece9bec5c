"""What the window asks of whoever opens the history: to open it, to let go of it, and to get at its backups."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.workflows.backups import BackUpHistory
    from app.workflows.workflows import Workflows


class Opening(Protocol):
    """Everything here is called on a worker."""

    def __call__(self) -> "Workflows":
        """Open the history; Problem when it can't be, and then it may be asked again."""

    def close(self) -> None:
        """Let go of the history, if it is open."""

    def backups(self) -> "BackUpHistory":
        """The backups, whether the history is open or not."""
