"""What the verdict rests on, in one line: how firm the baseline is, and the way to learn more or to its log."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.domain.words import capital
from app.language import later, tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.next_step import Act, NextStep
from app.ui.theme import px
from app.ui.widgets import IconButton, Look, QuietButton, Text

FAULTY_INSIDE = later("A faulty take is in the baseline")


class BaselinePanel(QFrame):
    """A provisional baseline says so here, and asks for more; so does one that learnt from a faulty take.

    A firm one needs no line of its own where the bar above leads to it.
    """

    learn_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._text = Text("", BODY, elide=Qt.TextElideMode.ElideRight, parent=self)
        self._learn = QuietButton(tr("Learn more"), parent=self)
        self.open = IconButton("history", tr("Baseline and its log"), look=Look.QUIET, parent=self)
        self._learn.clicked.connect(self.learn_wanted)
        self.open.clicked.connect(self.open_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(SPACE[2]), px(SPACE[0]), px(SPACE[0]), px(SPACE[0]))
        row.setSpacing(px(SPACE[0]))
        row.addWidget(self._text, 1)
        row.addWidget(self._learn)
        row.addWidget(self.open)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_step(self, step: NextStep, *, always: bool = False, faulty_inside: bool = False) -> None:
        """Show how firm it is; `always` where nothing else leads to the baseline's page."""
        fact = capital(step.baseline_fact) if always else ""
        self._text.setText(tr(FAULTY_INSIDE) if faulty_inside else step.baseline_line or fact)
        tone = "abnormal" if faulty_inside else "watch" if step.invites_more else "text"
        self._text.set_tone(tone)
        self.setToolTip(step.text)
        self._learn.setVisible(step.main is not None and not faulty_inside)
        self._learn.setText(tr("Learn") if step.main is Act.LEARN else tr("Learn more"))
        self.open.setVisible(always or faulty_inside)
        self.setVisible(bool(self._text.text()))
