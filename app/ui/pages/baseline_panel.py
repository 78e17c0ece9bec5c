"""What the verdict rests on, in one line: how firm the baseline is, and the way to learn more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.look.tokens import BODY, SPACE
from app.ui.pages.next_step import Act, NextStep
from app.ui.theme import px
from app.ui.widgets import QuietButton, Text


class BaselinePanel(QFrame):
    """A provisional baseline says so here, and asks for more."""

    learn_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._text = Text("", BODY, elide=Qt.TextElideMode.ElideRight, parent=self)
        self._learn = QuietButton("Learn more", parent=self)
        self._learn.clicked.connect(self.learn_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(SPACE[2]), px(SPACE[0]), px(SPACE[0]), px(SPACE[0]))
        row.setSpacing(px(SPACE[0]))
        row.addWidget(self._text, 1)
        row.addWidget(self._learn)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_step(self, step: NextStep) -> None:
        """Show how firm it is."""
        self._text.setText(step.baseline_line)
        self._text.set_tone("watch" if step.invites_more else "text")
        self.setToolTip(step.text)
        self._learn.setVisible(step.main is not None)
        self._learn.setText("Learn" if step.main is Act.LEARN else "Learn more")
        self.setVisible(bool(step.baseline_line))
