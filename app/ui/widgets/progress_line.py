"""What is being worked on, how far it is, and a way to stop it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import tr
from app.look.tokens import BODY, RADIUS_SMALL
from app.ui.theme import changes, current, icon_side, px
from app.ui.widgets.buttons import PlainButton
from app.ui.widgets.text import Text


class _Bar(QWidget):
    """The share as a bar; hatched where nobody knows how far it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette.strong))
        painter.setBrush(QColor(palette.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        inside = self.rect().adjusted(1, 1, -1, -1)
        if self.share is None:
            painter.fillRect(inside, QBrush(QColor(palette.accent), Qt.BrushStyle.BDiagPattern))
        else:
            inside.setWidth(round(inside.width() * self.share))
            painter.fillRect(inside, QColor(palette.accent_fill))


class ProgressLine(QWidget):
    """A text, a bar, a percentage of fixed width, Cancel."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text("", BODY, elide=Qt.TextElideMode.ElideMiddle, tabular=False, parent=self)
        self._percent = Text("", BODY, "text2", parent=self)
        self._bar = _Bar(self)
        self._cancel = PlainButton(tr("Cancel"), "x", parent=self)
        self._cancel.clicked.connect(self._wish)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout()
        line.addWidget(self._text, 1)
        line.addWidget(self._percent)
        column = QVBoxLayout()
        column.setSpacing(px(4))
        column.addLayout(line)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addLayout(column, 1)
        row.addWidget(self._cancel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def show_progress(self, text: str, share: float | None = None) -> None:
        """Show how far it is: `share` 0 … 1, None where nobody knows."""
        self._text.setText(text)
        self._bar.share = None if share is None else min(max(share, 0.0), 1.0)
        self._percent.setText("" if share is None else f"{round(100 * (self._bar.share or 0))} %")
        self._bar.update()
        self._bar.setAccessibleName(tr("Progress {percent}", percent=self._percent.text()).strip())
        self.show()

    def clear(self) -> None:
        """It is over."""
        self.hide()
        self._cancel.setEnabled(True)
        self._cancel.setText(tr("Cancel"))

    def _wish(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(tr("Stopping"))
        self.cancel_wanted.emit()

    def _fit(self) -> None:
        self._percent.setFixedWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))
        widest = max(self._cancel.fontMetrics().horizontalAdvance(word) for word in (tr("Cancel"), tr("Stopping")))
        self._cancel.setFixedWidth(widest + px(12 + 8 + 12) + icon_side() + 2)
