"""A stretch of time that is moved by a drag and zoomed by wheel, pinch and keys; what it shows, others decide."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from app.ui.pages.trend.chart_scale import Span, TimeScale
from app.ui.theme import px

ZOOM = 1.25
_DRAGGED = 6
"""Px that a press may wander and still be a click."""


class TimeView(QWidget):
    """Knows nothing of what is drawn: `time_scale`, `hovered`, `clicked`, `show_usual` are the heir's."""

    looked = Signal(object)
    """Another `Span` is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.span: Span | None = None
        self.bounds: Span | None = None
        self._press: QPointF | None = None
        self._dragged = False
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)

    @property
    def time_scale(self) -> TimeScale | None:
        """Where the times lie now."""
        return None

    def hovered(self, place: QPointF) -> None:
        """The pointer is there, with no button down."""

    def clicked(self, place: QPointF) -> None:
        """That place was pressed without a drag."""

    def show_usual(self) -> None:
        """The stretch of time that was chosen."""

    def look(self, span: Span) -> None:
        """Bring a stretch of time in sight."""
        if span != self.span:
            self.span = span
            self.looked.emit(span)

    def zoom(self, factor: float, x: float) -> None:
        """So many times as long, about a pixel."""
        time = self.time_scale
        if time is not None and self.span is not None and self.bounds is not None:
            about = time.moment(min(max(x, time.left), time.right))
            self.look(self.span.zoomed(about, factor, self.bounds))

    def event(self, event: QEvent) -> bool:
        """Two fingers zoom."""
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._dragged = True
                self.zoom(1 / max(pinch.scaleFactor(), 0.1), self.mapFromGlobal(pinch.centerPoint()).x())
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer and farther about the pointer; where all is in sight already, the page scrolls on."""
        turned = event.angleDelta().y()
        if turned == 0 or (turned < 0 and self.span == self.bounds):
            event.ignore()
            return
        self.zoom(ZOOM ** (-turned / 120), event.position().x())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag or a click may begin."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is in sight, or tell what is under the pointer."""
        if self._press is None:
            self.hovered(event.position())
            return
        time, by = self.time_scale, event.position().x() - self._press.x()
        if (self._dragged or abs(by) > px(_DRAGGED)) and time and self.span and self.bounds:
            self._dragged = True
            self._press = event.position()
            self.look(self.span.moved(-self.span.length * (by / time.width), self.bounds))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag, or a click."""
        click = self._press is not None and not self._dragged
        self._press = None
        if click and event.button() == Qt.MouseButton.LeftButton:
            self.clicked(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The chosen stretch of time again."""
        self._press = None
        self.show_usual()
