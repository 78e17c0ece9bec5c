"""What saving, printing and mailing need of the window: the line at the foot that says how far it is."""

from typing import Protocol

from app.ui.pages.surroundings import Surroundings


class ExportSurroundings(Surroundings, Protocol):
    """The window, as far as work on reports may ask it for something."""

    def show_progress(self, text: str, share: float) -> None:
        """What is under way, and 0 to 1 of it."""

    def hide_progress(self) -> None:
        """Nothing is under way any more."""
