"""What the window shows in its first moment: grounds and edges of rail, list and bar.

It knows the tokens alone: dressing the application costs as much again as an empty window.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.look.tokens import DARK, LIGHT, PALETTES, RAIL_WIDTH, TOP_BAR_HEIGHT, Palette

LIST_WIDTH = 216


class Skeleton(QWidget):
    """The places of things that are still being imported, so that nothing jumps when they come."""

    painted = Signal()

    def __init__(self, appearance: str) -> None:
        super().__init__()
        self._palette = PALETTES.get(appearance) or self._system_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds and edges as rail, list and bar paint them."""
        palette, painter = self._palette, QPainter(self)
        beside, width, height = RAIL_WIDTH + LIST_WIDTH, self.width(), self.height()
        painter.fillRect(self.rect(), QColor(palette.window))
        painter.fillRect(0, 0, RAIL_WIDTH, height, QColor(palette.surface))
        painter.fillRect(RAIL_WIDTH, 0, LIST_WIDTH, height, QColor(palette.sunken))
        painter.fillRect(beside, 0, width - beside, TOP_BAR_HEIGHT, QColor(palette.surface))
        for edge in (RAIL_WIDTH, beside):
            painter.fillRect(edge - 1, 0, 1, height, QColor(palette.line))
        painter.fillRect(beside, TOP_BAR_HEIGHT - 1, width - beside, 1, QColor(palette.line))
        painter.end()
        QTimer.singleShot(0, self.painted.emit)

    def _system_palette(self) -> Palette:
        """Dark where the system paints its own windows dark."""
        return DARK if self.palette().window().color().lightness() < 128 else LIGHT
