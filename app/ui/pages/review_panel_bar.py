"""For gloves on a tablet: what one says of a verdict, fixed at the foot of the page."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.review import Found
from app.language import tr
from app.look.tokens import SPACE
from app.ui.pages.export_button import WaysButton
from app.ui.pages.review_panel_face import Answer, Face
from app.ui.theme import changes, current, main_step_height, px
from app.ui.widgets import Button, Look


class ReviewBar(QWidget):
    """Confirm · Reject · Note · Export PDF; once something was said, the way back in place of the answers."""

    answered = Signal(Found)
    take_back_wanted = Signal()
    note_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Answer, ...] = ()
        self.answers = (
            Button(tr("Confirm"), "check", main=True, parent=self),
            Button(tr("Reject"), "x", main=True, parent=self),
        )
        self.take_back = Button(tr("Take back"), "undo-2", main=True, parent=self)
        self.note = Button(tr("Note"), "square-pen", main=True, parent=self)
        self.export = Button(tr("Export PDF"), "file-down", look=Look.FILLED, main=True, parent=self)
        self.ways = WaysButton(main=True, parent=self)
        self._row = QHBoxLayout(self)
        for button in (*self.answers, self.take_back, self.note):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._row.addWidget(button, 2)
        self._exports = QHBoxLayout()
        self.export.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._exports.addWidget(self.export, 1)
        self._exports.addWidget(self.ways)
        self._row.addLayout(self._exports, 3)
        for at, button in enumerate(self.answers):
            button.clicked.connect(lambda _=False, at=at: self.answered.emit(self._shown[at].found))
        self.take_back.clicked.connect(self.take_back_wanted)
        self.note.clicked.connect(self.note_wanted)
        self.export.clicked.connect(self.export_wanted)
        self._fit()
        changes().changed.connect(self._fit)

    def show_face(self, face: Face) -> None:
        """Show what can be answered, or the way back."""
        self._shown = face.answers
        for button, answer in zip(self.answers, face.answers, strict=False):
            button.setText(answer.word)
            button.setAccessibleName(answer.spoken)
        for button in self.answers:
            button.setVisible(bool(face.answers))
        self.take_back.setVisible(not face.answers)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar of its own with an edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(current().line))

    def _fit(self) -> None:
        margin = px(SPACE[2])
        self._row.setContentsMargins(px(SPACE[3]), margin, px(SPACE[3]), margin)
        self._row.setSpacing(margin)
        self._exports.setSpacing(px(SPACE[0]))
        self.setFixedHeight(main_step_height() + 2 * margin)
