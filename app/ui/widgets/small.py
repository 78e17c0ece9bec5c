"""The smallest pieces: the chip with a machine's code, the key in its box, a thin rule."""

import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.language import later, tr
from app.look.tokens import CAPTION, RADIUS_SMALL
from app.ui.theme import current, font, line_height, px, set_type
from app.ui.theme.state import UNLIMITED


class Chip(QLabel):
    """A short word on its own ground, such as a machine's code. Hidden while empty."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_type(self, CAPTION, 500, tabular=False)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another word; nothing at all for an empty one."""
        super().setText(text)
        self.setVisible(bool(text) and (self.isVisible() or self.parentWidget() is not None))

    def sizeHint(self) -> QSize:
        """The word with 8 px on both sides, 2 px above and below."""
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(wide) + px(16), line_height(CAPTION) + px(4))

    def minimumSizeHint(self) -> QSize:
        """A chip is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The word on its ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = current()
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.window if palette.name == "light" else palette.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        painter.setPen(QColor(palette.text2))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class KeyCap(QWidget):
    """A key or two in a box, such as "Ctrl E"; for eyes only, the shortcut itself is the action's."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = spoken(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its keys."""
        return QSize(round(key_cap_width(self._keys)), line_height(CAPTION) + px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box."""
        paint_key_cap(QPainter(self), QRectF(self.rect()), self._keys, QColor(current().text2))


def spoken(keys: str) -> str:
    """A key sequence as it is printed on the caps: "Ctrl+E" is "Ctrl E", and "Strg E" on a German keyboard."""
    if len(keys) == 1:
        return keys
    return " ".join(tr(key) if key in _NAMED else key for key in re.split(r"[+ ]", keys))


_NAMED = (later("Ctrl"), later("Shift"), later("Space"), later("Enter"), later("Del"))
"""Keys with a name of their own on other keyboards."""


def key_cap_width(keys: str) -> float:
    """Width of a key cap in px."""
    return QFontMetricsF(font(CAPTION)).horizontalAdvance(keys) + px(8)


def paint_key_cap(painter: QPainter, rect: QRectF, keys: str, ink: QColor) -> None:
    """Draw a key cap in one ink."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
    painter.setFont(font(CAPTION))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


class Rule(QFrame):
    """A line of one pixel between things."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", True)
        self.turn(upright=upright)

    def turn(self, *, upright: bool) -> None:
        """Stand it up or lay it down."""
        self.setMinimumSize(1, 1)
        self.setMaximumSize(1 if upright else UNLIMITED, UNLIMITED if upright else 1)
