"""Print the card "How to record a machine well", for the wall where recordings are made."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.identity import now
from app.reports.facts import Paper

if TYPE_CHECKING:
    # It brings the whole of reportlab, which nobody needs before a report is printed.
    from app.reports.card import RecordingCard


class PrintCard:
    """One page, on the paper that holds when it is printed."""

    def __init__(self, card: "RecordingCard", paper: Callable[[], Paper]) -> None:
        self._card = card
        self._paper = paper

    def __call__(self, out: Path) -> Path:
        """The PDF's path.

        Raises:
            Problem: the file can't be written.
        """
        self._card.write(out, self._paper(), now())
        return out
