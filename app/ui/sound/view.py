"""A frame that turns the mouse into the few gestures the plots know, and never leaves its data."""

from enum import Enum, auto

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import HoverEvent, MouseClickEvent, MouseDragEvent
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtWidgets import QGraphicsSceneWheelEvent

_ZOOM_A_NOTCH = 1.25
_NOTCH = 120.0
_MOST_NOTCHES = 10.0


class Drag(Enum):
    """What dragging with the left button does in a frame; the other buttons always pan."""

    SELECT = auto()
    PAN = auto()


class Gestures(QObject):
    """What happened in one frame, in its own coordinates."""

    clicked = Signal(float, float)
    selected = Signal(float, float, bool)
    """Start, end, and whether the drag is over."""
    hovered = Signal(float, float)
    left = Signal()
    reset = Signal()


class SoundView(pg.ViewBox):  # type: ignore[misc]
    """A frame of the plots. `zooms_x` is False where only the vertical axis may be zoomed."""

    def __init__(self, drag: Drag, zooms_x: bool = True, zooms_y: bool = True) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.disableAutoRange()
        self.gestures = Gestures()
        self._drag = drag
        self._zooms_x, self._zooms_y = zooms_x, zooms_y
        self.setCursor(Qt.CursorShape.CrossCursor)

    def confine(self, x: tuple[float, float], y: tuple[float, float], closest: tuple[float, float]) -> None:
        """Show all of `x` and `y`, and from now on never anything outside, nor less than `closest` of each."""
        self.setLimits(
            xMin=None,
            xMax=None,
            yMin=None,
            yMax=None,
            minXRange=None,
            maxXRange=None,
            minYRange=None,
            maxYRange=None,
        )
        self.setRange(xRange=x, yRange=y, padding=0)
        self.setLimits(xMin=x[0], xMax=x[1], yMin=y[0], yMax=y[1], minXRange=closest[0], minYRange=closest[1])

    def zoom(self, factor: float, at: QPointF, across: bool) -> None:
        """Show `factor` times less of time (`across`) or frequency, keeping what lies under `at` where it is."""
        x = 1 / factor if across and self._zooms_x else None
        y = 1 / factor if (not across or not self._zooms_x) and self._zooms_y else None
        if x is not None or y is not None:
            self.scaleBy(x=x, y=y, center=at)

    def pan_px(self, dx: float, dy: float) -> None:
        """Move the content with the finger or mouse by so many pixels."""
        width, height = self.viewPixelSize()
        x = -dx * width if self._zooms_x and dx else None
        y = dy * height if self._zooms_y and dy else None
        if x is not None or y is not None:
            self.translateBy(x=x, y=y)

    def wheelEvent(self, event: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:
        """Wheel zooms time, with Ctrl frequency; with Shift, or sideways on a touchpad, it moves through time."""
        event.accept()
        notches = min(max(event.delta() / _NOTCH, -_MOST_NOTCHES), _MOST_NOTCHES)
        modifiers = event.modifiers()
        sideways = event.orientation() == Qt.Orientation.Horizontal
        if sideways or modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.pan_px(notches * self.width() / 10, 0.0)
            return
        across = not modifiers & Qt.KeyboardModifier.ControlModifier
        self.zoom(_ZOOM_A_NOTCH**notches, self.mapToView(event.pos()), across)

    def mouseClickEvent(self, event: MouseClickEvent) -> None:
        """A click sets something, a double click shows everything again."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        event.accept()
        at = self.mapToView(event.pos())
        if event.double():
            self.gestures.reset.emit()
        else:
            self.gestures.clicked.emit(at.x(), at.y())

    def mouseDragEvent(self, event: MouseDragEvent, axis: int | None = None) -> None:
        """Left drag selects time where the frame has it, all else pans."""
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton and self._drag is Drag.SELECT:
            start, end = (self.mapToView(at).x() for at in (event.buttonDownPos(), event.pos()))
            self.gestures.selected.emit(min(start, end), max(start, end), event.isFinish())
            return
        moved = event.pos() - event.lastPos()
        self.pan_px(moved.x(), moved.y())

    def hoverEvent(self, event: HoverEvent) -> None:
        """Tell where the cursor is."""
        if event.isExit():
            self.gestures.left.emit()
            return
        event.acceptDrags(Qt.MouseButton.LeftButton)
        event.acceptClicks(Qt.MouseButton.LeftButton)
        at = self.mapToView(event.pos())
        self.gestures.hovered.emit(at.x(), at.y())
