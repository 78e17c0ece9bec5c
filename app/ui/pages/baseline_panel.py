"""What the verdict rests on: how firm the baseline is, and the way to learn more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.look.tokens import CAPTION
from app.ui.pages.next_step import Act, NextStep
from app.ui.widgets import PanelFrame, QuietButton, Text


class BaselinePanel(PanelFrame):
    """One or two lines; "Learn more" beside the title."""

    learn_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Baseline", parent=parent)
        self._text = Text("", CAPTION, "text2", wrap=True, parent=self)
        self._learn = QuietButton("Learn more", "graduation-cap", parent=self)
        self._learn.clicked.connect(self.learn_wanted)
        self.add_right(self._learn)
        self.body.addWidget(self._text)

    def show_step(self, step: NextStep) -> None:
        """Show how firm it is."""
        self._text.setText(step.baseline_line)
        self._text.set_tone("watch" if step.invites_more else "text2")
        self._learn.setVisible(step.main is not None)
        self._learn.setText("Learn healthy" if step.main is Act.LEARN else "Learn more")
        self.setVisible(bool(step.baseline_line))
