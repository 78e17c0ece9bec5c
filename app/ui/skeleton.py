"""What the window shows in its first moment: grounds and edges of rail, list and bar."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.look.tokens import RAIL_WIDTH, TOP_BAR_HEIGHT
from app.ui.theme import current, px

LIST_WIDTH = 216


class Skeleton(QWidget):
    """The places of things that are still being imported, so that nothing jumps when they come."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds and edges as rail, list and bar paint them."""
        palette, painter = current(), QPainter(self)
        rail, beside = px(RAIL_WIDTH), px(RAIL_WIDTH) + px(LIST_WIDTH)
        painter.fillRect(self.rect(), QColor(palette.window))
        painter.fillRect(0, 0, rail, self.height(), QColor(palette.surface))
        painter.fillRect(rail, 0, beside - rail, self.height(), QColor(palette.sunken))
        painter.fillRect(beside, 0, self.width() - beside, px(TOP_BAR_HEIGHT), QColor(palette.surface))
        for edge in (rail, beside):
            painter.fillRect(edge - 1, 0, 1, self.height(), QColor(palette.line))
        painter.fillRect(beside, px(TOP_BAR_HEIGHT) - 1, self.width() - beside, 1, QColor(palette.line))
