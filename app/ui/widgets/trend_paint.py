"""The strokes of the trend, from the zones at the back to the shapes in front."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.domain.verdict import State
from app.look.tokens import CAPTION
from app.ui.theme import current, font, px, state_pixmap
from app.ui.theme.style import paint_ring
from app.ui.widgets.date_axis import date_ticks
from app.ui.widgets.trend_scale import Place, TrendScale
from app.ui.widgets.wording import number

MARK = 14
CHOSEN = 20
_LABEL_APART = 64


class TrendPainter:
    """Paints with one painter; straight lines on whole pixels, without antialias."""

    def __init__(self, painter: QPainter, width: int) -> None:
        self._painter = painter
        self._width = width
        self._painter.setFont(font(CAPTION))

    def empty(self, rect: QRectF, text: str) -> None:
        """One sentence where there is nothing to draw yet."""
        self._painter.setPen(QColor(current().text2))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def zones(self, scale: TrendScale, watch: float | None) -> None:
        """The tinted zones, the solid abnormal limit and the dashed watch limit, named at the right."""
        left, right = self._ends(scale)
        bottom, palette = round(scale.y(0)), current()
        abnormal_y = round(scale.y(1.0))
        watch_y = abnormal_y if watch is None else round(scale.y(watch))
        red, amber = palette.states[State.ABNORMAL], palette.states[State.WATCH]
        self._painter.fillRect(QRectF(left, scale.top, right - left, bottom - scale.top), QColor(palette.surface))
        self._painter.fillRect(QRectF(left, scale.top, right - left, abnormal_y - scale.top), QColor(red.tint))
        self._painter.fillRect(QRectF(left, abnormal_y, right - left, watch_y - abnormal_y), QColor(amber.tint))
        self._painter.setPen(QPen(QColor(red.mark), 1))
        self._painter.drawLine(left, abnormal_y, right, abnormal_y)
        names = [(abnormal_y, f"abnormal {number(1.0)}", red.text)]
        if watch is not None:
            self._painter.setPen(QPen(QColor(amber.edge), 1, Qt.PenStyle.DashLine))
            self._painter.drawLine(left, watch_y, right, watch_y)
            names.append((watch_y, f"watch {number(watch)}", amber.text))
        self._name_limits(right + px(8), names)

    def axes(self, scale: TrendScale) -> None:
        """Score at the left every 0.5, dates below."""
        painter, palette = self._painter, current()
        left, right = self._ends(scale)
        bottom = round(scale.y(0))
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.drawLine(left, round(scale.top), left, bottom)
        painter.drawLine(left, bottom, right, bottom)
        every = 0.5 if scale.height >= px(72) else 1.0
        for step in range(int(scale.score_top / every) + 1):
            y = round(scale.y(step * every))
            painter.setPen(QPen(QColor(palette.strong), 1))
            painter.drawLine(left - 4, y, left, y)
            painter.setPen(QColor(palette.text2))
            place = QRectF(0, y - px(8), left - px(8), px(16))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, f"{step * every:.1f}")
        self._dates(scale, bottom)

    def learnt(self, scale: TrendScale, moments: Sequence[datetime]) -> None:
        """A dashed upright line where a baseline was learnt; named where there is room."""
        painter, palette = self._painter, current()
        free_from = 0.0
        for moment in sorted(moments):
            x = round(scale.x(moment))
            painter.setPen(QPen(QColor(palette.strong), 1, Qt.PenStyle.DashLine))
            painter.drawLine(x, round(scale.top), x, round(scale.y(0)))
            wide = painter.fontMetrics().horizontalAdvance("baseline learnt")
            if x >= free_from and x + px(6) + wide <= self._ends(scale)[1]:
                painter.setPen(QColor(palette.text2))
                painter.drawText(QPointF(x + px(6), scale.top + px(13)), "baseline learnt")
                free_from = x + px(12) + wide

    def line(self, places: Sequence[Place]) -> None:
        """From score to score; visits without one are passed over."""
        points = [QPointF(p.x, p.y) for p in places if p.visit.score is not None]
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QPen(QColor(current().text2), 1.5))
        # Piece by piece: one long zigzag takes Qt a hundred times as long.
        self._painter.drawLines([QLineF(one, other) for one, other in pairwise(points)])
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def marks(self, places: Sequence[Place], chosen: str | None, cursor: str | None) -> None:
        """The shapes; the open visit is larger, the one under the keyboard has the focus ring."""
        for place in sorted(places, key=lambda p: p.visit.inspection_id == chosen):
            side = px(CHOSEN if place.visit.inspection_id == chosen else MARK)
            spot = QRectF(round(place.x - side / 2), round(place.y - side / 2), side, side)
            if place.visit.score is None:
                # It stands on the axis, on its own ground, so that the axis does not run through it.
                spot.moveBottom(round(place.y) - 1)
                self._painter.fillRect(spot, QColor(current().surface))
            ratio = self._painter.device().devicePixelRatio()
            self._painter.drawPixmap(spot.topLeft(), state_pixmap(place.visit.state, side, ratio))
            if place.pinned:
                self._name_pinned(spot, place)
            if place.visit.inspection_id == cursor:
                paint_ring(self._painter, spot.adjusted(-4, -4, 4, 4))

    def _name_pinned(self, spot: QRectF, place: Place) -> None:
        text = number(place.visit.score)
        wide = self._painter.fontMetrics().horizontalAdvance(text)
        left = spot.left() - px(4) - wide
        left = left if left > px(40) else spot.right() + px(4)
        box = QRectF(left - 2, spot.y(), wide + 4, spot.height())
        self._painter.fillRect(box, QColor(current().states[State.ABNORMAL].tint))
        self._painter.setPen(QColor(current().text))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _name_limits(self, left: int, names: Sequence[tuple[int, str, str]]) -> None:
        tops = [y - px(8) for y, _, _ in names]
        if len(tops) == 2 and tops[1] - tops[0] < px(16):
            middle = (tops[0] + tops[1]) // 2
            tops = [middle - px(8), middle + px(8)]
        for top, (_, text, colour) in zip(tops, names, strict=True):
            self._painter.setPen(QColor(colour))
            place = QRectF(left, top, self._width - left, px(16))
            self._painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def _dates(self, scale: TrendScale, bottom: int) -> None:
        painter, palette = self._painter, current()
        end = 0.0
        for tick in date_ticks(scale.start, scale.end, max(2, int(scale.width / px(_LABEL_APART)))):
            x = round(scale.x(tick.moment))
            painter.setPen(QPen(QColor(palette.strong), 1))
            painter.drawLine(x, bottom, x, bottom + 4)
            wide = painter.fontMetrics().horizontalAdvance(tick.text)
            left = min(max(0.0, x - wide / 2), self._width - wide)
            if left > end:
                painter.setPen(QColor(palette.text2))
                painter.drawText(
                    QRectF(left, bottom + px(5), wide + 2, px(16)), Qt.AlignmentFlag.AlignVCenter, tick.text
                )
                end = left + wide + px(8)

    def _ends(self, scale: TrendScale) -> tuple[int, int]:
        """The plot reaches half a mark beyond the first and the last visit."""
        return round(scale.left - px(MARK) / 2), round(scale.left + scale.width + px(MARK) / 2)
