"""For a machine without a result to show: the one thing to do next, large, and where to drop files."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.look.tokens import SPACE
from app.ui.pages.next_step import Act, NextStep
from app.ui.theme import px
from app.ui.widgets import Button, DropField, Look, PanelFrame

_ICONS = {Act.LEARN: "graduation-cap", Act.LEARN_MORE: "graduation-cap", Act.INSPECT: "search"}


class NextPanel(PanelFrame):
    """The main step as the filled button, the other one beside it, the drop field below."""

    act_wanted = Signal(Act)
    dropped = Signal(list)
    choose_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What to do next", parent=parent)
        self._step: NextStep | None = None
        self.main = Button("", look=Look.FILLED, main=True, parent=self)
        self.other = Button("", main=True, parent=self)
        self._field = DropField("Or drop sound files or a folder here", self)
        self.main.clicked.connect(lambda: self._wish(True))
        self.other.clicked.connect(lambda: self._wish(False))
        self._field.dropped.connect(self.dropped)
        self._field.choose_wanted.connect(self.choose_wanted)
        row = QHBoxLayout()
        row.setSpacing(px(SPACE[2]))
        row.addWidget(self.main)
        row.addWidget(self.other)
        row.addStretch(1)
        self.body.setSpacing(px(SPACE[3]))
        self.body.addLayout(row)
        self.body.addWidget(self._field, 1)
        self._field.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_step(self, step: NextStep, filled: bool) -> None:
        """Show what comes next; `filled` is False while a notice holds the page's filled button."""
        self._step = step
        for button, act in ((self.main, step.main), (self.other, step.other)):
            button.setVisible(act is not None)
            if act is not None:
                button.setText(act.value)
                button.set_icon(_ICONS[act])
        self.main.set_look(Look.FILLED if filled else Look.PLAIN)
        self._field.setVisible(step.main is not None)
        self.setVisible(True)

    def _wish(self, main: bool) -> None:
        act = (self._step.main if main else self._step.other) if self._step else None
        if act is not None:
            self.act_wanted.emit(act)
