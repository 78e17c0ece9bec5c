"""The clip light: once lit it stays so until somebody has seen it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.domain.verdict import State
from app.domain.words import number
from app.language import tr, tr_many
from app.look.tokens import BODY
from app.ui.theme import changes, current, font, icon_side, px, row_height
from app.ui.widgets.announce import announce

_HEIGHT = 24


class ClipLight(QAbstractButton):
    """A ring while nothing was cut off, filled with a cross from then on. A click puts it out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clipped = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._say()
        changes().changed.connect(self.updateGeometry)

    def show_clipped(self, clipped: int) -> None:
        """How many samples were at full scale since it was put out."""
        if clipped == self._clipped:
            return
        if clipped and not self._clipped:
            announce(self, tr("The input is overdriven."), at_once=True)
        self._clipped = clipped
        self._say()

    def sizeHint(self) -> QSize:
        """Sign and words; room for the widest number, so that nothing jumps."""
        widest = QFontMetrics(font(BODY)).horizontalAdvance(tr("Clip: {samples}", samples=number(999_999)))
        return QSize(icon_side() + px(6) + widest, row_height(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the right end of its room, where the title line ends."""
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, lit = icon_side() - 4, self._clipped > 0
        painter.setFont(font(BODY, 600 if lit else 400))
        wide = painter.fontMetrics().horizontalAdvance(self.text())
        left = self.width() - wide - px(6) - side - 1
        light = QRectF(left, (self.height() - side) / 2, side, side)
        colours = palette.states[State.ABNORMAL]
        painter.setPen(QPen(QColor(colours.mark if lit else palette.text2), 1.5))
        painter.setBrush(QColor(colours.mark) if lit else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(light)
        if lit:
            painter.setPen(QPen(QColor(palette.surface), 1.5))
            arm = light.adjusted(side * 0.3, side * 0.3, -side * 0.3, -side * 0.3)
            painter.drawLine(arm.topLeft(), arm.bottomRight())
            painter.drawLine(arm.topRight(), arm.bottomLeft())
        painter.setPen(QColor(colours.text if lit else palette.text2))
        place = QRectF(self.width() - wide - 1, 0, wide + 1, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _say(self) -> None:
        text, said, tip = tr("Clip: none"), tr("Clip light: nothing was cut off"), ""
        if self._clipped:
            text = tr("Clip: {samples}", samples=number(self._clipped))
            said = tr_many(
                "Clip light: {n} samples were cut off. Press to put it out.",
                "Clip light: {n} samples were cut off. Press to put it out.",
                self._clipped,
            )
            tip = tr("Samples that were cut off; click to put the light out")
        self.setText(text)
        self.setAccessibleName(said)
        self.setToolTip(tip)
        self.update()
