"""The lines above the compared pictures: which take this is, and which colour is which difference."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsWidget, QStyleOptionGraphicsItem, QWidget

from app.domain.words import number
from app.language import tr
from app.look.tokens import CAPTION, RADIUS_SMALL
from app.ui import theme
from app.ui.sound.band_item import CURVE_PX
from app.ui.sound.compare_colours import difference_table
from app.ui.sound.compare_shown import SideShown
from app.ui.widgets.text import JOINT, shortened

_GAP = 8
_BAR_WIDTH, _BAR_HEIGHT = 96, 10
_SWATCH = 18
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class _Head(QGraphicsWidget):
    """One line that is painted from the left."""

    def _letter(self, painter: QPainter, text: str) -> float:
        """A letter in its box; where it ends."""
        palette, font = theme.current(), theme.font(CAPTION, 600)
        wide = QFontMetricsF(font).horizontalAdvance(text) + 2 * theme.px(5)
        high = min(self.size().height() - 2, float(theme.px(18)))
        box = QRectF(0.5, (self.size().height() - high) / 2 + 0.5, max(wide, high) - 1, high - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.setBrush(QColor(palette.sunken))
        painter.drawRoundedRect(box, RADIUS_SMALL, RADIUS_SMALL)
        painter.setPen(QColor(palette.text))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.right() + theme.px(_GAP)

    def _words(self, painter: QPainter, left: float, room: float, text: str, bold: bool = False) -> float:
        """Words that lose whole facts where there is no room; where they end."""
        font = theme.font(CAPTION, 600 if bold else 400)
        metrics = QFontMetricsF(font)
        shown = shortened(text, QFontMetrics(font), Qt.TextElideMode.ElideRight, int(room))
        painter.setFont(font)
        painter.setPen(QColor(theme.current().text if bold else theme.current().text2))
        painter.drawText(QRectF(left, 0, max(room, 0) + 1, self.size().height()), _MIDDLE, shown)
        return left + metrics.horizontalAdvance(shown)


class SideHead(_Head):
    """A or B: shape of its state, date, and the facts."""

    def __init__(self) -> None:
        super().__init__()
        self._side: SideShown | None = None

    def show_side(self, side: SideShown | None) -> None:
        """Tell of that take."""
        self._side = side
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Letter, shape, title, facts."""
        side = self._side
        if side is None:
            return
        x, wide = self._letter(painter, side.letter), self.size().width()
        if side.state is not None:
            size = theme.px(14)
            ratio = painter.device().devicePixelRatio()
            at = QPointF(x, round((self.size().height() - size) / 2))
            painter.drawPixmap(at, theme.state_pixmap(side.state, size, ratio))
            x += size + theme.px(6)
        x = self._words(painter, x, wide - x, side.title, bold=True) + theme.px(_GAP)
        self._words(painter, x, wide - x, JOINT.join(side.facts))


class DifferenceHead(_Head):
    """B less A, and its colours with both ends."""

    def __init__(self) -> None:
        super().__init__()
        self._span_db = 12.0

    def show_span(self, span_db: float) -> None:
        """From − to + that many dB."""
        self._span_db = span_db
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The words give way to the bar."""
        palette, high, wide = theme.current(), self.size().height(), self.size().width()
        x = self._letter(painter, "B − A")
        metrics = QFontMetricsF(theme.font(CAPTION))
        span = number(self._span_db)
        left, right = tr("quieter −{db}", db=span), tr("+{db} dB louder", db=span)
        gap, bar_wide = theme.px(_GAP), theme.px(_BAR_WIDTH)
        needed = metrics.horizontalAdvance(left) + metrics.horizontalAdvance(right) + bar_wide + 2 * gap
        start = max(wide - needed, x)
        self._words(painter, x, start - x - 2 * gap, tr("what differs · means over half a second"))
        end = self._words(painter, start, wide - start, left) + gap
        bar = QRectF(end, (high - theme.px(_BAR_HEIGHT)) // 2, bar_wide, theme.px(_BAR_HEIGHT))
        row = np.ascontiguousarray(difference_table(palette)[None, :])
        painter.drawImage(bar, QImage(row.data, 256, 1, 1024, QImage.Format.Format_RGB32))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        self._words(painter, bar.right() + gap, wide - bar.right(), right)


class CurveKey(_Head):
    """Which line of a curve is which: (swatch, text), swatches being "line", "dashes" and "reach"."""

    def __init__(self, *entries: tuple[str, str]) -> None:
        super().__init__()
        self._entries = entries

    def show_entries(self, *entries: tuple[str, str]) -> None:
        """Explain other lines."""
        self._entries = entries
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """From the left."""
        x = 0.0
        for swatch, text in self._entries:
            self._swatch(painter, swatch, x)
            x = self._words(painter, x + _SWATCH + 4, self.size().width() - x - _SWATCH - 4, text) + _GAP

    def _swatch(self, painter: QPainter, swatch: str, x: float) -> None:
        palette, middle = theme.current(), round(self.size().height() / 2)
        if swatch == "reach":
            painter.fillRect(QRectF(x, middle - 5, _SWATCH, 10), QColor(palette.spread))
        dashed = swatch != "line"
        pen = QPen(QColor(palette.baseline if dashed else palette.trace), 1 if dashed else CURVE_PX)
        if dashed:
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, middle), QPointF(x + _SWATCH, middle))
