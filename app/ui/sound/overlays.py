"""What lies over the plots: play head, selected time, guilty ranges. Cosmetic lines which read on every colour."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

_FAR = 1e6
_CASING = QColor(0, 0, 0, 190)
_LINE = QColor(255, 255, 255)
_SHADE = QColor(0, 0, 0, 110)
_HANDLE_PX = 5.0


def _hair(colour: QColor, width: float = 1.0) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


class PlayHead(QGraphicsItem):
    """A line at the moment that is heard. Over the picture white in a dark casing, over the waveform in accent
    with a handle on top."""

    def __init__(self, handle: bool) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(30)
        self._handle = handle
        self._colour = QColor(_LINE)
        self._height_px = 0.0

    def restyle(self, colour: str) -> None:
        """The colour of the head with the handle."""
        self._colour = QColor(colour) if self._handle else QColor(_LINE)
        self.update()

    def fit(self, top: float, height_px: float) -> None:
        """Hang from `top` (position on the vertical axis) over so many px."""
        if (top, height_px) != (self.y(), self._height_px):
            self.prepareGeometryChange()
            self._height_px = height_px
            self.setY(top)

    def boundingRect(self) -> QRectF:
        """In px around its place."""
        return QRectF(-_HANDLE_PX - 1, 0, 2 * _HANDLE_PX + 2, self._height_px)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """One px wide on whole pixels."""
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._handle:
            painter.fillRect(QRectF(-1, 0, 3, self._height_px), _CASING)
        painter.fillRect(QRectF(0, 0, 1, self._height_px), self._colour)
        if self._handle:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self._colour)
            corners = (QPointF(-_HANDLE_PX + 0.5, 0), QPointF(_HANDLE_PX + 0.5, 0), QPointF(0.5, _HANDLE_PX + 1))
            painter.drawPolygon(QPolygonF(corners))


class TimeSelection(QGraphicsItem):
    """A selected stretch of time: the rest lies in shade, or the stretch in a tint where `tinted`."""

    def __init__(self, tinted: bool) -> None:
        super().__init__()
        self.setZValue(20)
        self._tinted = tinted
        self._span: tuple[float, float] | None = None
        self._edge = QColor(_LINE)
        self._tint = QColor(0, 0, 0, 0)

    def restyle(self, accent: str) -> None:
        """Edge and tint of a tinted selection."""
        if self._tinted:
            self._edge, self._tint = QColor(accent), QColor(accent)
            self._tint.setAlpha(50)
        self.update()

    def select(self, span: tuple[float, float] | None) -> None:
        """Show this stretch in seconds, or none."""
        if span != self._span:
            self._span = span
            self.update()

    def boundingRect(self) -> QRectF:
        """Everywhere: the frame clips it."""
        return QRectF(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Shade or tint, and both edges."""
        if self._span is None:
            return
        start, end = self._span
        if self._tinted:
            painter.fillRect(QRectF(start, -_FAR, end - start, 2 * _FAR), self._tint)
        else:
            painter.fillRect(QRectF(-_FAR, -_FAR, start + _FAR, 2 * _FAR), _SHADE)
            painter.fillRect(QRectF(end, -_FAR, _FAR, 2 * _FAR), _SHADE)
        painter.setPen(_hair(self._edge))
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        for x in (start, end):
            painter.drawLine(QLineF(x, view.top(), x, view.bottom()))


class RangeLines(QGraphicsItem):
    """The lower and upper end of each guilty range, straight through a frame."""

    def __init__(self, on_picture: bool) -> None:
        super().__init__()
        self.setZValue(10)
        self._on_picture = on_picture
        self._ends: list[tuple[float, float]] = []
        self._chosen = 0
        self._colour = QColor(_LINE)

    def restyle(self, mark: str) -> None:
        """The colour of the lines beside the curve; over the picture they are white."""
        if not self._on_picture:
            self._colour = QColor(mark)
        self.update()

    def show_ranges(self, ends: list[tuple[float, float]], chosen: int) -> None:
        """Positions of the ends on the axis, and which of the ranges is the one to be heard."""
        self._ends, self._chosen = ends, chosen
        self.update()

    def boundingRect(self) -> QRectF:
        """Everywhere: the frame clips it."""
        return QRectF(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Two lines a range; those that are not chosen stay fainter."""
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        for index, ends in enumerate(self._ends):
            line = QColor(self._colour)
            casing = QColor(_CASING)
            if index != self._chosen:
                line.setAlphaF(0.6)
                casing.setAlphaF(0.45)
            for y in ends:
                across = QLineF(view.left(), y, view.right(), y)
                if self._on_picture:
                    painter.setPen(_hair(casing, 3.0))
                    painter.drawLine(across)
                painter.setPen(_hair(line))
                painter.drawLine(across)
