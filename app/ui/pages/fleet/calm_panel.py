"""What stands where the cards would when nothing wants a visit: a tick and a sentence."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.verdict import State
from app.look.tokens import SECTION, SPACE
from app.ui.theme import changes, icon_side, panel_padding, px, state_pixmap
from app.ui.widgets import Text


class CalmPanel(QFrame):
    """Good news is one line high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._text = Text("", SECTION, weight=500, wrap=True, parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self._fit()
        changes().changed.connect(self._fit)

    def show_line(self, line: str) -> None:
        """The sentence; nothing is shown for an empty one."""
        self._text.setText(line)
        self.setVisible(bool(line))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel and the tick."""
        super().paintEvent(event)
        side = icon_side(20)
        shape = state_pixmap(State.HEALTHY, side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(panel_padding(), (self.height() - side) // 2, shape)

    def _fit(self) -> None:
        pad = panel_padding()
        self._row.setContentsMargins(pad + icon_side(20) + px(SPACE[1]), pad, pad, pad)
