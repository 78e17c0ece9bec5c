"""Done, with a way back: one line at the foot for 8 s instead of a question beforehand."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import BODY, SPACE
from app.ui.theme import changes, current, px, touch
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import QuietButton
from app.ui.widgets.small import KeyCap
from app.ui.widgets.text import Text

_SHOWN_MS = 8000


class UndoBar(QWidget):
    """Says what was done and offers Undo; while the pointer rests on it, it stays."""

    undo_wanted = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text("", BODY, wrap=True, parent=self)
        self._button = QuietButton(tr("Undo"), "undo-2", parent=self)
        self._button.clicked.connect(self._undo)
        self._shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._shortcut.activated.connect(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._key = KeyCap("Ctrl+Z", self)
        self._row.addWidget(self._key)
        self._row.addWidget(self._button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def offer(self, text: str) -> None:
        """Say what was done, and take it back if asked within 8 s; an earlier offer is gone."""
        self._text.setText(text)
        self.show()
        self._timer.start()
        announce(self, tr("{text} Undo with Control Z.", text=text))

    def dismiss(self) -> None:
        """The time is over, or the thing can no longer be undone."""
        if not self.isHidden():
            self._timer.stop()
            self.hide()
            self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Nobody should have to race a clock they are aiming at."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """The 8 s begin again."""
        if not self.isHidden():
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line at the foot of the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(current().strong))

    def _undo(self) -> None:
        if not self.isHidden():
            self._timer.stop()
            self.hide()
            self.undo_wanted.emit()

    def _fit(self) -> None:
        self._row.setContentsMargins(px(SPACE[3]), px(SPACE[0]), px(SPACE[3]), px(SPACE[0]))
        self._row.setSpacing(px(SPACE[2]))
        self._key.setVisible(not touch())
