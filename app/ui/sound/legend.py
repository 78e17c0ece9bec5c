"""What the lines of the band curve mean, drawn with the very pens of the curve."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsWidget, QStyleOptionGraphicsItem, QWidget

from app.domain.verdict import State
from app.language import tr, tr_many
from app.look.tokens import CAPTION
from app.ui import theme
from app.ui.sound.band_item import CURVE_PX, EXCESS_SHARE
from app.ui.sound.curves import BandCurves

_SWATCH = QSizeF(18, 10)
_GAP = 6
_APART = 16


class Legend(QGraphicsWidget):
    """Two rows: this take and excess, then the baseline's range, or that there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._curves: BandCurves | None = None

    def show_curves(self, curves: BandCurves | None) -> None:
        """Explain those curves."""
        self._curves = curves
        self.update()

    def rows(self) -> list[list[tuple[str, str]]]:
        """Swatch and text of every entry, row by row."""
        if self._curves is None:
            return []
        healthy = self._curves.healthy
        if healthy is None:
            return [[("take", tr("This take"))], [("", tr("No baseline yet"))]]
        if healthy.clip_count > 1:
            text = tr_many("Baseline, {n} clip, ±2 SD", "Baseline, {n} clips, ±2 SD", healthy.clip_count)
        else:
            text = tr_many("Baseline, {n} clip", "Baseline, {n} clips", healthy.clip_count)
        return [[("take", tr("This take")), ("excess", tr("Excess"))], [("healthy", text)]]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Row under row, from the left."""
        font = theme.font(CAPTION)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        line = max(metrics.height(), float(theme.px(CAPTION.line))) + 4
        for number, row in enumerate(self.rows()):
            x, middle = 0.0, (number + 0.5) * line
            apart = self._apart(metrics, row)
            for swatch, text in row:
                if swatch:
                    self._swatch(painter, swatch, QPointF(x, middle))
                    x += _SWATCH.width() + _GAP
                room = self.size().width() - x
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                painter.setPen(QColor(theme.current().text2))
                painter.drawText(QRectF(x, middle - line / 2, room, line), Qt.AlignmentFlag.AlignVCenter, shown)
                x += metrics.horizontalAdvance(text) + apart

    def _apart(self, metrics: QFontMetricsF, row: list[tuple[str, str]]) -> float:
        """What lies between two entries: less where the row would be cut."""
        needed = sum(metrics.horizontalAdvance(text) for _, text in row) + len(row) * (_SWATCH.width() + _GAP)
        between = max(1, len(row) - 1)
        return min(max((self.size().width() - needed - 1) / between, _GAP), _APART)

    def _swatch(self, painter: QPainter, swatch: str, at: QPointF) -> None:
        palette = theme.current()
        box = QRectF(at - QPointF(0, _SWATCH.height() / 2), _SWATCH)
        y = round(at.y())
        if swatch == "excess":
            colour = QColor(palette.states[State.ABNORMAL].mark)
            colour.setAlphaF(EXCESS_SHARE)
            painter.fillRect(box, colour)
        elif swatch == "healthy":
            painter.fillRect(box, QColor(palette.spread))
            pen = QPen(QColor(palette.baseline), 1)
            pen.setDashPattern([3.0, 2.0])
            painter.setPen(pen)
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        else:
            painter.setPen(QPen(QColor(palette.trace), CURVE_PX))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
