"""Recording goes on while one looks at another page: a line at the foot says so, and leads back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.record.faces import left
from app.ui.theme import changes, current, px
from app.ui.widgets import PlainButton, Text


class RecordStrip(QWidget):
    """Hidden while nothing is recorded, or the record page itself is open."""

    stop_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text("", BODY, weight=500, parent=self)
        self._stop = PlainButton(tr("Stop"), "square", parent=self)
        self._back = PlainButton(tr("Go back"), "mic", parent=self)
        self._stop.clicked.connect(self.stop_wanted)
        self._back.clicked.connect(self.back_wanted)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._stop)
        self._row.addWidget(self._back)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def show_recording(self, text: str) -> None:
        """What is being recorded and how long still; an empty text hides it."""
        if text != self._text.text():
            self._text.setText(text)
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line of its own with an accent at the left."""
        palette, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.accent_tint))
        painter.fillRect(0, 0, self.width(), 1, QColor(palette.strong))
        painter.fillRect(0, 0, 4, self.height(), QColor(palette.accent_fill))

    def _fit(self) -> None:
        self._row.setContentsMargins(px(SPACE[3]), px(SPACE[0]), px(SPACE[3]), px(SPACE[0]))
        self._row.setSpacing(px(SPACE[2]))


def recording_line(machine: str, recorded_s: float, wanted_s: float | None, *, room: bool) -> str:
    """ "Recording Supply fan 3, 0:12 left"."""
    time, _ = left(recorded_s, wanted_s)
    if room:
        return tr("Recording the room at {machine}, {time} left", machine=machine, time=time)
    if wanted_s is None:
        return tr("Recording {machine}, {time} recorded", machine=machine, time=time)
    return tr("Recording {machine}, {time} left", machine=machine, time=time)
