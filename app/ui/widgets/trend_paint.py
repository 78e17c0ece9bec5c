"""The strokes of the trend, from the zones at the back to the shapes in front."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from app.domain.verdict import State
from app.language import tr
from app.look.tokens import CAPTION
from app.ui.theme import current, font, line_height, px, state_pixmap
from app.ui.theme.style import paint_ring
from app.ui.widgets.date_axis import date_ticks
from app.ui.widgets.trend_scale import Place, TrendScale
from app.ui.widgets.wording import number

MARK = 14
CHOSEN = 20
RING_REACH = 4
"""How far the focus ring stands out from a mark, in px."""
_LABEL_APART = 64
_BESIDE = 8


def limit_names_width() -> int:
    """What the names of both limits need beside the plot, in px."""
    metrics = QFontMetrics(font(CAPTION))
    names = (tr("abnormal {score}", score=number(1.0)), tr("watch {score}", score="0.00"))
    return px(_BESIDE) + max(metrics.horizontalAdvance(name) for name in names) + 1


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
        top, bottom, palette = self._top(scale), round(scale.y(0)), current()
        abnormal_y = round(scale.y(1.0))
        watch_y = abnormal_y if watch is None else round(scale.y(watch))
        red, amber = palette.states[State.ABNORMAL], palette.states[State.WATCH]
        self._painter.fillRect(QRectF(left, top, right - left, bottom - top), QColor(palette.surface))
        self._painter.fillRect(QRectF(left, top, right - left, abnormal_y - top), QColor(red.tint))
        self._painter.fillRect(QRectF(left, abnormal_y, right - left, watch_y - abnormal_y), QColor(amber.tint))
        self._painter.setPen(QPen(QColor(red.mark), 1))
        self._painter.drawLine(left, abnormal_y, right, abnormal_y)
        names = [(abnormal_y, tr("abnormal {score}", score=number(1.0)), red.text)]
        if watch is not None:
            self._painter.setPen(QPen(QColor(amber.edge), 1, Qt.PenStyle.DashLine))
            self._painter.drawLine(left, watch_y, right, watch_y)
            names.append((watch_y, tr("watch {score}", score=number(watch)), amber.text))
        self._name_limits(right + px(_BESIDE), names)

    def axes(self, scale: TrendScale) -> None:
        """Score at the left every 0.5, dates below."""
        painter, palette = self._painter, current()
        left, right = self._ends(scale)
        bottom = round(scale.y(0))
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.drawLine(left, self._top(scale), left, bottom)
        painter.drawLine(left, bottom, right, bottom)
        every = 0.5 if scale.height >= px(72) else 1.0
        for step in range(int(scale.score_top / every) + 1):
            y = round(scale.y(step * every))
            painter.setPen(QPen(QColor(palette.strong), 1))
            painter.drawLine(left - 4, y, left, y)
            painter.setPen(QColor(palette.text2))
            place = QRectF(0, y - line_height(CAPTION) / 2, left - px(8), line_height(CAPTION))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, f"{step * every:.1f}")
        self._dates(scale, bottom)

    def events(self, scale: TrendScale, events: Sequence[tuple[datetime, str]]) -> None:
        """A dashed upright line for each time and its name, as "baseline learnt"; named where there is room."""
        painter, palette = self._painter, current()
        (left, right), top = self._ends(scale), self._top(scale)
        free_from = left
        for moment, name in sorted(events):
            wide = painter.fontMetrics().horizontalAdvance(name)
            x = round(scale.x(moment))
            painter.setPen(QPen(QColor(palette.strong), 1, Qt.PenStyle.DashLine))
            painter.drawLine(x, top, x, round(scale.y(0)))
            # Clear of a mark on the line; at the right end the name stands before it.
            aside = px(CHOSEN) / 2 + px(2)
            start = x + aside if x + aside + wide <= right else x - aside - wide
            if start >= free_from:
                painter.setPen(QColor(palette.text2))
                painter.drawText(QPointF(start, top + px(13)), name)
                free_from = round(start + wide + px(6))

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
                paint_ring(self._painter, spot.adjusted(-RING_REACH, -RING_REACH, RING_REACH, RING_REACH))

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
        high = line_height(CAPTION)
        tops = [y - high // 2 for y, _, _ in names]
        if len(tops) == 2 and tops[1] - tops[0] < high:
            middle = (tops[0] + tops[1]) // 2
            tops = [middle - high // 2, middle + high // 2]
        for top, (_, text, colour) in zip(tops, names, strict=True):
            self._painter.setPen(QColor(colour))
            place = QRectF(left, top, self._width - left, high)
            self._painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def _dates(self, scale: TrendScale, bottom: int) -> None:
        painter, palette = self._painter, current()
        end = -1.0
        for tick in date_ticks(scale.start, scale.end, max(2, int(scale.width / px(_LABEL_APART)))):
            x = round(scale.x(tick.moment))
            painter.setPen(QPen(QColor(palette.strong), 1))
            painter.drawLine(x, bottom, x, bottom + 4)
            wide = painter.fontMetrics().horizontalAdvance(tick.text)
            left = min(max(0.0, x - wide / 2), self._width - wide)
            if left > end:
                painter.setPen(QColor(palette.text2))
                place = QRectF(left, bottom + px(5), wide + 2, line_height(CAPTION))
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, tick.text)
                end = left + wide + px(8)

    def _ends(self, scale: TrendScale) -> tuple[int, int]:
        """The plot reaches half a mark beyond the first and the last visit."""
        return round(scale.left - px(CHOSEN) / 2), round(scale.left + scale.width + px(CHOSEN) / 2)

    @staticmethod
    def _top(scale: TrendScale) -> int:
        """And as far beyond the highest score."""
        return round(scale.top - px(CHOSEN) / 2)
