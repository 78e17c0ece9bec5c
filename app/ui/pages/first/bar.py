"""The bar above the first start: at which of the three screens one is, and the way past all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import tr
from app.ui.pages.first.values import SCREENS, Screen
from app.ui.widgets import QuietButton, TopBar


class FirstBar(TopBar):
    """Nobody has to go through it."""

    skip_all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.skip_all = QuietButton(tr("Skip all"), "skip-forward", parent=self)
        self.skip_all.clicked.connect(self.skip_all_wanted)
        self.add_action(self.skip_all)
        self.show_screen(Screen.YOU)

    def show_screen(self, screen: Screen) -> None:
        """Where one is."""
        self.show_title(tr("Welcome to Earshot"), tr("Step {n} of {all}", n=screen.value, all=SCREENS))
