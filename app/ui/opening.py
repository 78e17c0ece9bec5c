"""What the window asks of whoever opens the history: to open it, to let go of it, to get at its backups."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.problem import Problem
    from app.workflows.backups import BackUpHistory
    from app.workflows.preferences import Preferences
    from app.workflows.workflows import Workflows


class Opening(Protocol):
    """What is called here is called on a worker."""

    @property
    def files(self) -> Sequence[Path]:
        """Sound files that the program was opened with."""

    @property
    def first_start(self) -> bool:
        """Whether nobody has used the program in this folder before."""

    @property
    def preferences(self) -> "Preferences | None":
        """What the user has chosen; None where the window is to read it from the folder itself."""

    def __call__(self) -> "Workflows":
        """Open the history; Problem when it can't be, and then it may be asked again."""

    def close(self) -> None:
        """Let go of the history, if it is open."""

    def backups(self) -> "BackUpHistory":
        """The backups, whether the history is open or not."""

    def notices(self) -> "Sequence[tuple[str, Problem]]":
        """What the user is to know at the start, each under its key."""
