"""Two fingers on a touch screen or touchpad: apart zooms, together moves."""

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from app.ui.sound.view import SoundView

PINCH = Qt.GestureType.PinchGesture


class Touched(Protocol):
    """The plots, as far as fingers are concerned."""

    def viewport(self) -> QWidget:
        """What the fingers touch."""
        ...

    def frame_at(self, at: QPointF) -> SoundView | None:
        """The frame under a point of the viewport."""
        ...


def handle_touch(plots: Touched, event: QEvent) -> bool:
    """Whether the event was a gesture of two fingers, which is then done."""
    if isinstance(event, QGestureEvent):
        gesture = event.gesture(PINCH)
        if isinstance(gesture, QPinchGesture):
            at = QPointF(plots.viewport().mapFromGlobal(gesture.hotSpot().toPoint()))
            moved = gesture.centerPoint() - gesture.lastCenterPoint()
            event.accept(gesture)
            return _pinch(plots.frame_at(at), at, gesture.scaleFactor(), moved)
    if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
        return _pinch(plots.frame_at(event.position()), event.position(), 1.0 + event.value(), QPointF())
    return False


def _pinch(view: SoundView | None, at: QPointF, factor: float, moved: QPointF) -> bool:
    if view is None or factor <= 0:
        return False
    view.zoom(factor, view.mapSceneToView(at), across=True)
    view.pan_px(moved.x(), moved.y())
    return True
