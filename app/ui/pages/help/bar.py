"""The bar above the guide: the way back and forth, the contents where they are folded, and the card."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import tr
from app.ui.widgets import IconButton, PlainButton, TopBar


class HelpBar(TopBar):
    """Alt with an arrow does what the arrows do."""

    back_wanted = Signal()
    forward_wanted = Signal()
    contents_wanted = Signal()
    card_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton("arrow-left", tr("Back"), parent=self)
        self.forward = IconButton("arrow-right", tr("Forward"), parent=self)
        self.contents = PlainButton(tr("Contents"), "menu", parent=self)
        self.card = PlainButton(tr("Card to print"), "file-down", parent=self)
        for button, wanted in (
            (self.contents, self.contents_wanted),
            (self.back, self.back_wanted),
            (self.forward, self.forward_wanted),
            (self.card, self.card_wanted),
        ):
            button.clicked.connect(wanted)
            self.add_action(button)
        self.contents.hide()
        self.show_ways("", back=False, forward=False)

    def show_ways(self, facts: str, *, back: bool, forward: bool) -> None:
        """Which chapter is open, and whether there is a way back and one forth."""
        self.show_title(tr("Guide"), facts)
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)
