"""Small marks along the edges of the frames: where shaft and blades are heard, and when the difference is."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.domain.verdict import State
from app.domain.why import Marker, Moment
from app.look.tokens import CAPTION, Palette
from app.ui import theme
from app.ui.sound.view import SoundView
from app.ui.sound.words import marker_names

_TICK_PX, _RAISED_PX = 7.0, 14.0
_RAISED_DB = 3.0
"""From here on a line has grown: its tick is longer."""

_BAR_PX = 4.0
_TINT = 40
_PAD_PX = 3.0
_CASING = QColor(0, 0, 0, 190)
_LINE = QColor(255, 255, 255)


class _FrameMarks(QGraphicsItem):
    """Lies over a frame and draws in its pixels, whatever the frame shows; the mouse goes through it."""

    def __init__(self, view: SoundView) -> None:
        super().__init__(view)
        self.setZValue(15)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._view = view
        view.sigRangeChanged.connect(self._moved)
        view.sigResized.connect(self._moved)

    def _moved(self, *_: object) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        """All of the frame."""
        return QRectF(0.0, 0.0, self._view.width(), self._view.height())

    def _y(self, at: float) -> float:
        low, high = self._view.viewRange()[1]
        return float((high - at) / (high - low) * self._view.height())

    def _x(self, at: float) -> float:
        low, high = self._view.viewRange()[0]
        return float((at - low) / (high - low) * self._view.width())


class MarkerTicks(_FrameMarks):
    """Ticks at the left edge; over the picture white in a dark casing, and the first of each kind named."""

    def __init__(self, view: SoundView, on_picture: bool) -> None:
        super().__init__(view)
        self._on_picture = on_picture
        self._markers: tuple[tuple[Marker, float], ...] = ()
        self._ink = QColor(_LINE)

    def restyle(self, palette: Palette) -> None:
        """The ticks beside the curve are ink; over the picture they are white."""
        if not self._on_picture:
            self._ink = QColor(palette.text2)
        self.update()

    def show_markers(self, markers: tuple[tuple[Marker, float], ...]) -> None:
        """The markers, each with its position on the frame's axis."""
        self._markers = markers
        self.update()

    def ticks(self) -> list[tuple[Marker, float]]:
        """Those in sight, with their heights in px from the top."""
        placed = [(marker, round(self._y(at))) for marker, at in self._markers]
        return [(marker, float(y)) for marker, y in placed if 0 <= y < self._view.height()]

    def labels(self) -> list[tuple[str, QRectF]]:
        """The name of the lowest tick of each kind, and where it stands; later ones make room."""
        metrics = QFontMetricsF(theme.font(CAPTION))
        named: list[tuple[str, QRectF]] = []
        for text, y in marker_names(self.ticks()):
            width, height = metrics.horizontalAdvance(text) + 2 * _PAD_PX, metrics.height()
            top = min(max(y - height / 2, 0.0), self._view.height() - height)
            box = QRectF(_RAISED_PX + 4, top, width, height)
            while any(box.intersects(other) for _, other in named):
                box.translate(max(other.right() for _, other in named) + 4 - box.left(), 0)
            named.append((text, box))
        return named

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """One px thick on whole pixels, longer where a line has grown."""
        for marker, y in self.ticks():
            raised = marker.excess_db is not None and marker.excess_db >= _RAISED_DB
            length = _RAISED_PX if raised else _TICK_PX
            if self._on_picture:
                painter.fillRect(QRectF(0, y - 1, length + 1, 3), _CASING)
            painter.fillRect(QRectF(0, y, length, 1), self._ink)
        if not self._on_picture:
            return
        painter.setFont(theme.font(CAPTION))
        for text, box in self.labels():
            painter.fillRect(box, _CASING)
            painter.setPen(self._ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class MomentBars(_FrameMarks):
    """A bar over each stretch of time in which the difference is heard: at the foot of the waveform, on a tint, or
    at the top of the picture."""

    def __init__(self, view: SoundView, on_picture: bool) -> None:
        super().__init__(view)
        self._on_picture = on_picture
        self._moments: tuple[Moment, ...] = ()
        self._mark = QColor(_LINE)

    def restyle(self, palette: Palette) -> None:
        """The colour of what is abnormal."""
        self._mark = QColor(palette.states[State.ABNORMAL].mark)
        self.update()

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        """The stretches in seconds."""
        self._moments = moments
        self.update()

    def bars(self) -> list[QRectF]:
        """The bars in px of the frame, cut to it."""
        height = self._view.height()
        top = 0.0 if self._on_picture else height - _BAR_PX
        placed = [
            QRectF(QPointF(self._x(one.start_s), top), QPointF(self._x(one.end_s), top + _BAR_PX))
            for one in self._moments
        ]
        inside = [box.intersected(self.boundingRect()) for box in placed]
        return [box for box in inside if box.width() > 0]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Tint first, then the bar; over the picture in a dark casing."""
        for bar in self.bars():
            if self._on_picture:
                painter.fillRect(bar.adjusted(-1, 0, 1, 1), _CASING)
            else:
                tint = QColor(self._mark)
                tint.setAlpha(_TINT)
                painter.fillRect(QRectF(bar.left(), 0, bar.width(), bar.top()), tint)
            painter.fillRect(bar, self._mark)
