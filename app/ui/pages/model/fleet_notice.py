"""All machines have changed at once: said above everything else, since then no single verdict is to be trusted."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.drift import FleetDrift
from app.domain.verdict import State
from app.language import retold
from app.look.tokens import BODY, RADIUS, SPACE
from app.ui.theme import changes, current, px, state_pixmap
from app.ui.widgets import Text, announce


class FleetNotice(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel(self)
        self.what = Text("", BODY, weight=600, wrap=True, parent=self)
        self.to_do = Text("", BODY, wrap=True, parent=self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.to_do)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addLayout(words, 1)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def show_drift(self, drift: FleetDrift | None) -> None:
        """Show what has changed and what to do about it."""
        self.setVisible(drift is not None)
        if drift is not None:
            what, to_do = retold(drift.what), retold(drift.to_do)
            if self.what.text() != what:
                announce(self, f"{what} {to_do}")
            self.what.setText(what)
            self.to_do.setText(to_do)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tint of something worth watching, with an edge for high contrast."""
        colours, painter = current().states[State.WATCH], QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.edge))
        painter.setBrush(QColor(colours.tint))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.fillRect(0, 0, 4, self.height(), QColor(colours.fill))

    def _fit(self) -> None:
        side = px(20)
        self._sign.setPixmap(state_pixmap(State.WATCH, side, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(side, side))
        self._row.setContentsMargins(px(SPACE[3]), px(SPACE[1]), px(SPACE[2]), px(SPACE[1]))
        self._row.setSpacing(px(SPACE[2]))
        self.update()
