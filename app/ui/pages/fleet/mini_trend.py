"""The score of a few visits in very little room: a line, its newest point, the limit; zones in a card."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.domain.fleet import TrendPoint
from app.domain.verdict import State, Thresholds
from app.ui.theme import current, px

_TILE_TOP = 1.25
"""One scale for all tiles, so that they can be compared; what lies above is pinned to it."""

_ROOM_ABOVE = 1.15
_END = 2.5


def paint_tile_trend(painter: QPainter, place: QRect, points: Sequence[TrendPoint], state: State) -> None:
    """The line below the dotted limit of abnormal. Nothing at all without a score."""
    scored = [(one.when, one.score) for one in points if one.score is not None]
    if not scored:
        return
    limit_y = round(_y(place, 1.0, _TILE_TOP))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(QColor(current().strong), 1, Qt.PenStyle.DotLine))
    painter.drawLine(place.left(), limit_y, place.right(), limit_y)
    _line(painter, place, scored, _TILE_TOP, state)


def paint_card_trend(
    painter: QPainter, place: QRect, points: Sequence[TrendPoint], state: State, limits: Thresholds | None
) -> None:
    """The line over the zones of watch and abnormal. Nothing at all without a score."""
    scored = [(one.when, one.score) for one in points if one.score is not None]
    if not scored:
        return
    palette = current()
    top = min(max(1.5, _ROOM_ABOVE * max(score for _, score in scored)), _END)
    red, amber = palette.states[State.ABNORMAL], palette.states[State.WATCH]
    abnormal_y = round(_y(place, limits.abnormal if limits else 1.0, top))
    watch_y = round(_y(place, limits.watch, top)) if limits else abnormal_y
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(place.left(), place.top(), place.width(), abnormal_y - place.top(), QColor(red.tint))
    painter.fillRect(place.left(), abnormal_y, place.width(), watch_y - abnormal_y, QColor(amber.tint))
    painter.setPen(QPen(QColor(red.mark), 1))
    painter.drawLine(place.left(), abnormal_y, place.right(), abnormal_y)
    if limits:
        painter.setPen(QPen(QColor(amber.edge), 1, Qt.PenStyle.DashLine))
        painter.drawLine(place.left(), watch_y, place.right(), watch_y)
    _line(painter, place, scored, top, state)


def _line(
    painter: QPainter, place: QRect, scored: Sequence[tuple[datetime, float]], top: float, state: State
) -> None:
    """Over time, not over visits: a machine that nobody went to for months shows a long stroke."""
    first, span = scored[0][0], scored[-1][0] - scored[0][0]
    reach = px(3)
    left, wide = place.left() + reach, place.width() - 2 * reach
    spots = [
        QPointF(left + ((when - first) / span if span else 1.0) * wide, _y(place, score, top))
        for when, score in scored
    ]
    palette = current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(palette.trace if len(spots) > 1 else palette.text2), 1.25))
    painter.drawPolyline(QPolygonF(spots))
    colours = palette.states[state]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.text if state is State.WATCH else colours.mark))
    painter.drawEllipse(QRectF(spots[-1].x() - reach, spots[-1].y() - reach, 2 * reach, 2 * reach))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _y(place: QRect, score: float, top: float) -> float:
    """The height of a score in px, pinned to the place with room for the newest point."""
    reach = px(3)
    share = min(max(score / top, 0.0), 1.0)
    return place.bottom() - reach - share * (place.height() - 2 * reach)
