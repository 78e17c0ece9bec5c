"""Fusion with our focus ring: 2 px of accent, 1 px outside the control, for everything that takes the focus."""

from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFocusFrame,
    QProxyStyle,
    QScrollArea,
    QScroller,
    QStyle,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from app.look.tokens import RADIUS
from app.ui.theme.state import current

RING = 2
GAP = 1
OWN_FOCUS = "ownFocus"
"""Widgets with this property draw the focus themselves: lists in a row, rail items at the window's edge."""


class EarshotStyle(QProxyStyle):
    """Fusion, calmer: no dotted focus rectangles, the ring of a `QFocusFrame` instead."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, what: Any, /) -> None:
        """A finger moves what can be scrolled; a mouse keeps its bars and its wheel."""
        super().polish(what)
        if isinstance(what, QScrollArea | QAbstractItemView):
            QScroller.grabGesture(what.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Room for the ring around the widget that has the focus."""
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return RING + GAP
        return super().pixelMetric(metric, option, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """The ring itself; all else is Fusion's."""
        if element == QStyle.ControlElement.CE_FocusFrame:
            paint_ring(painter, QRectF(option.rect))
        else:
            super().drawControl(element, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Fusion's own focus rectangle would be a second ring inside the first."""
        if element != QStyle.PrimitiveElement.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)


def paint_ring(painter: QPainter, outer: QRectF) -> None:
    """A ring whose outer edge is `outer`."""
    half = RING / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(current().accent), RING))
    painter.drawRoundedRect(outer.adjusted(half, half, -half, -half), RADIUS + GAP, RADIUS + GAP)
    painter.restore()


def paint_chosen(painter: QPainter, rect: QRect) -> None:
    """The ground of a chosen row; with an edge where the tint is no colour of its own, in high contrast."""
    palette = current()
    painter.fillRect(rect, QColor(palette.accent_tint))
    if palette.accent_tint == palette.surface:
        painter.setPen(QPen(QColor(palette.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


class FocusRing:
    """One focus frame for the whole program, moved to whatever has the focus."""

    def __init__(self) -> None:
        self._frame: QFocusFrame | None = None

    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Put the ring around `new`, or away when it draws its own focus or is a window."""
        wanted = new is not None and not new.isWindow() and not new.property(OWN_FOCUS)
        if self._frame is not None and isValid(self._frame):
            # Qt takes None here, though its stubs do not say so.
            self._frame.setWidget(new if wanted else None)  # type: ignore[arg-type]
        elif wanted and new is not None:
            # The frame belongs to the window it is in and dies with it.
            self._frame = QFocusFrame(new.parentWidget())
            self._frame.setWidget(new)
