"""What can be done with the form, always in sight at its foot, and why it can't be saved."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.language import tr
from app.look.tokens import BODY, SPACE
from app.ui.theme import changes, current, px
from app.ui.widgets import FilledButton, PlainButton, QuietButton, Text


class FormFoot(QWidget):
    """Save and Cancel at the left, what is seldom wanted quietly at the right."""

    save_wanted = Signal()
    cancel_wanted = Signal()
    versions_wanted = Signal()
    throw_away_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = False
        self.error = Text("", BODY, "abnormal", weight=500, wrap=True, parent=self)
        self.save = FilledButton(tr("Save"), "check", parent=self)
        self.cancel = PlainButton(tr("Cancel"), parent=self)
        self.versions = QuietButton(tr("Earlier versions"), "history", parent=self)
        self.throw_away = QuietButton(tr("Delete machine"), "trash-2", parent=self)
        self._row = QHBoxLayout()
        for button in (self.save, self.cancel):
            self._row.addWidget(button)
        self._row.addStretch(1)
        for quiet in (self.versions, self.throw_away):
            self._row.addWidget(quiet)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.error)
        self._column.addLayout(self._row)
        self.save.clicked.connect(self.save_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.versions.clicked.connect(self.versions_wanted)
        self.throw_away.clicked.connect(self.throw_away_wanted)
        self.error.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def show_known(self, known: bool, *, keeps_versions: bool) -> None:
        """Whether the machine is there already; `keeps_versions` where there is a way back from its changes."""
        self.save.setText(tr("Save") if known else tr("Add machine"))
        for button in (self.versions, self.throw_away):
            button.setVisible(known and keeps_versions)

    def show_error(self, sentence: str) -> None:
        """Why it can't be saved; empty when it can."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar of its own with an edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(current().line))

    def _fit(self) -> None:
        side, above = px(SPACE[3]), px(SPACE[1])
        self._column.setContentsMargins(side, above, side, above)
        self._column.setSpacing(above)
        self._row.setSpacing(above)
