"""Paints a machine's state as its shape: the same geometry in lists, gauge, trend, verdict and report."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap, QPolygonF

from app.domain.verdict import State
from app.look.shapes import SHAPES, Point, Shape
from app.look.tokens import PALETTES, Palette
from app.ui.theme.state import current


def paint_state(
    painter: QPainter, rect: QRectF, state: State, palette: Palette | None = None, on_fill: bool = False
) -> None:
    """Paint the state's shape into a square `rect`; `on_fill` reverses its colours for a large field."""
    palette = palette or current()
    colours = palette.states[state]
    shape = SHAPES[state]
    mark, sign = _inks(palette, state, on_fill)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shape.hollow:
        _stroke_body(painter, rect, shape, QColor(mark))
    else:
        edge = QColor(mark if on_fill else colours.edge)
        _fill_body(painter, rect, shape, QColor(mark), edge)
    _paint_sign(painter, rect, shape, QColor(sign))
    painter.restore()


def _inks(palette: Palette, state: State, on_fill: bool) -> tuple[str, str]:
    colours = palette.states[state]
    if SHAPES[state].hollow:
        ink = colours.on_fill if on_fill else colours.mark
        return ink, ink
    if on_fill:
        return colours.on_fill, colours.fill
    # Ink on the amber is dark in every theme; on the others it is what the panel is made of.
    return colours.mark, colours.on_fill if state is State.WATCH else palette.surface


def _at(rect: QRectF, point: Point) -> QPointF:
    return QPointF(rect.x() + point[0] * rect.width(), rect.y() + point[1] * rect.height())


def _outline(rect: QRectF, shape: Shape) -> QPolygonF:
    return QPolygonF([_at(rect, point) for point in shape.body])


def _fill_body(painter: QPainter, rect: QRectF, shape: Shape, mark: QColor, edge: QColor) -> None:
    painter.setBrush(mark)
    if edge == mark:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(_outline(rect, shape))
        return
    width = max(1.0, rect.width() / 16)
    half = width / 2
    painter.setPen(QPen(edge, width, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolygon(_outline(rect.adjusted(half, half, -half, -half), shape))


def _stroke_body(painter: QPainter, rect: QRectF, shape: Shape, ink: QColor) -> None:
    ratio = painter.device().devicePixelRatio()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape.dashed:
        # Thinner dashes would be lost at 14 px.
        width = max(1.6, shape.stroke * rect.width())
        pen = QPen(ink, width)
        side = rect.width() - width
        pen.setDashPattern([side * 0.196 / width, side * 0.196 / width])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        inset = width / 2
        painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))
        return
    width = max(1.0, round(shape.stroke * rect.width() * ratio)) / ratio
    painter.setPen(QPen(ink, width, j=Qt.PenJoinStyle.RoundJoin))
    outline = _outline(rect, shape).boundingRect()
    # Edges in the middle of a pen that is a whole number of device pixels wide: sharp at every size.
    left, top = (round(edge * ratio) / ratio + width / 2 for edge in (outline.left(), outline.top()))
    right, bottom = (round(edge * ratio) / ratio - width / 2 for edge in (outline.right(), outline.bottom()))
    corner = rect.width() * 0.08
    painter.drawRoundedRect(QRectF(QPointF(left, top), QPointF(right, bottom)), corner, corner)


def _paint_sign(painter: QPainter, rect: QRectF, shape: Shape, ink: QColor) -> None:
    pen = QPen(ink, max(1.3, shape.stroke * rect.width()))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in shape.strokes:
        painter.drawPolyline(QPolygonF([_at(rect, point) for point in stroke]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for x, y, radius in shape.dots:
        reach = max(0.8, radius * rect.width())
        painter.drawEllipse(_at(rect, (x, y)), reach, reach)


@cache
def _state_pixmap(state: State, size: int, ratio: float, theme: str, on_fill: bool) -> QPixmap:
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_state(painter, QRectF(0, 0, size, size), state, PALETTES[theme], on_fill)
    painter.end()
    return pixmap


def state_pixmap(state: State, size: int = 16, ratio: float = 1.0, on_fill: bool = False) -> QPixmap:
    """The state's shape in the present palette, kept: lists paint it thousands of times."""
    return _state_pixmap(state, size, ratio, current().name, on_fill)


def state_icon(state: State, size: int = 16) -> QIcon:
    """The state's shape as an icon, sharp on every screen that is attached."""
    made = QIcon()
    for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()} | {1.0, 2.0}):
        made.addPixmap(state_pixmap(state, size, ratio))
    return made
