"""What a page needs of the window around it."""

from collections.abc import Callable
from typing import Protocol

from app.ui.pages.offer import Notice
from app.ui.pages.problems import ProblemView


class Surroundings(ProblemView, Protocol):
    """The window, as far as a page may ask it for something."""

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of any other."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back for a while."""

    def open_machine(self, machine_id: str) -> None:
        """Show a machine."""

    def open_visit(self, machine_id: str, inspection_id: str) -> None:
        """Show an inspection on its machine's page."""

    def go(self, key: str) -> None:
        """Open the page with that key of the rail."""

    def machines_changed(self) -> None:
        """Machines, visits or baselines were changed from here: every other page reads anew."""
