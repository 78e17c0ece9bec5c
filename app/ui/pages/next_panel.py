"""For a machine without a result to show: the one thing to do next, large, and where to drop files."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import SPACE
from app.ui.pages.next_step import Act, NextStep
from app.ui.theme import px
from app.ui.widgets import Button, DropField, Look, PanelFrame

_FILES = {Act.LEARN: later("Learn from files"), Act.INSPECT: later("Inspect a file")}
"""What the buttons say while recording is the main step and files stand beside it."""

_ICONS = {Act.LEARN: "graduation-cap", Act.LEARN_MORE: "graduation-cap", Act.INSPECT: "search"}


class NextPanel(PanelFrame):
    """The main step as the filled button, the others beside it, the drop field below.

    Where there is a microphone, recording is the main step, and opening files stands beside it.
    """

    act_wanted = Signal(Act)
    dropped = Signal(list)
    choose_wanted = Signal()
    recordable_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What to do next"), parent=parent)
        self._step: NextStep | None = None
        self._filled = True
        self._recordable = False
        self.record = Button(tr(Act.RECORD.value), "mic", look=Look.FILLED, main=True, parent=self)
        self.main = Button("", look=Look.FILLED, main=True, parent=self)
        self.other = Button("", main=True, parent=self)
        self._field = DropField(tr("Or drop sound files or a folder here"), self)
        self.record.clicked.connect(lambda: self.act_wanted.emit(Act.RECORD))
        self.main.clicked.connect(lambda: self._wish(True))
        self.other.clicked.connect(lambda: self._wish(False))
        self._field.dropped.connect(self.dropped)
        self._field.choose_wanted.connect(self.choose_wanted)
        row = QHBoxLayout()
        row.setSpacing(px(SPACE[2]))
        row.addWidget(self.record)
        row.addWidget(self.main)
        row.addWidget(self.other)
        row.addStretch(1)
        self.body.setSpacing(px(SPACE[3]))
        self.body.addLayout(row)
        self.body.addWidget(self._field, 1)
        self._field.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_step(self, step: NextStep, filled: bool) -> None:
        """Show what comes next; `filled` is False while a notice holds the page's filled button."""
        self._step, self._filled = step, filled
        recorded = self._recordable and step.main is not None
        self.record.setVisible(recorded)
        for button, act in ((self.main, step.main), (self.other, step.other)):
            button.setVisible(act is not None)
            if act is not None:
                button.setText(tr(_FILES.get(act, act.value) if recorded else act.value))
                button.set_icon("folder-open" if recorded and act in _FILES else _ICONS[act])
        self.record.set_look(Look.FILLED if filled else Look.PLAIN)
        self.main.set_look(Look.FILLED if filled and not recorded else Look.PLAIN)
        self._field.setVisible(step.main is not None)
        self.setVisible(True)

    @property
    def recordable(self) -> bool:
        """Whether there is a microphone."""
        return self._recordable

    def set_recordable(self, recordable: bool) -> None:
        """Whether there is a microphone."""
        if recordable != self._recordable:
            shown = not self.isHidden()
            self._recordable = recordable
            if self._step is not None:
                self.show_step(self._step, self._filled)
                self.setVisible(shown)
            self.recordable_changed.emit()

    def _wish(self, main: bool) -> None:
        act = (self._step.main if main else self._step.other) if self._step else None
        if act is not None:
            self.act_wanted.emit(act)
