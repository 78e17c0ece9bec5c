"""The one button that a technician with a microphone in the other hand has to find."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.look.tokens import BIG_BUTTON_HEIGHT, RADIUS, RADIUS_SMALL, TITLE, VERDICT, Palette
from app.ui.theme import changes, current, font, icon_pixmap, px, touch
from app.ui.widgets.small import key_cap_width, paint_key_cap, spoken

DISC, SQUARE = "disc", "square"
"""The signs of starting and stopping; any other sign is an icon's name."""

_SIGN = 28
_GAP = 16


class BigButton(QAbstractButton):
    """104 px high: a sign, a word, and the key that does the same, which is bound by the page.

    Filled, or plain where nobody should hit it in passing. Where it is narrow the key goes first, then the word
    is written smaller.
    """

    def __init__(self, text: str, sign: str, *, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self._keys = spoken(keys)
        self._filled = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_act(text, sign)
        changes().changed.connect(self.updateGeometry)

    def show_act(self, text: str, sign: str, *, filled: bool = True) -> None:
        """Show what a press does now."""
        self._sign, self._filled = sign, filled
        self.setText(text)
        self.setAccessibleName(f"{text} ({self._keys})" if self._keys else text)
        self.update()

    def sizeHint(self) -> QSize:
        """As designed."""
        return QSize(px(270), px(BIG_BUTTON_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut in height."""
        return QSize(px(160), px(BIG_BUTTON_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, sign, word and key in the middle."""
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, ink = self._inks(palette)
        # Where lines are as strong as edges, in high contrast, only dashes tell what cannot be pressed.
        dashed = not self.isEnabled() and palette.line == palette.strong
        painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        sign, gap = px(_SIGN), px(_GAP)
        written, word_wide, key_wide = self._fitted(self.width() - 2 * gap)
        whole = sign + gap + word_wide + (gap + key_wide if key_wide else 0)
        left = (self.width() - whole) // 2
        self._paint_sign(painter, QRect(left, (self.height() - sign) // 2, sign, sign), ink)
        painter.setFont(written)
        painter.setPen(ink)
        word = QRect(left + sign + gap, 0, word_wide + 2, self.height())
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter, self.text())
        if key_wide:
            high = px(22)
            cap = QRectF(word.right() + gap, (self.height() - high) // 2, key_wide, high)
            paint_key_cap(painter, cap, self._keys, ink)

    def _fitted(self, room: int) -> tuple[QFont, int, int]:
        """The word's font, and how wide the word and its key are; no key where it is not shown."""
        before = px(_SIGN) + px(_GAP)
        key_wide = round(key_cap_width(self._keys)) + px(8) if self._keys and not touch() else 0
        written = font(VERDICT)
        word_wide = QFontMetrics(written).horizontalAdvance(self.text())
        if key_wide and before + word_wide + px(_GAP) + key_wide > room:
            key_wide = 0
        if before + word_wide > room:
            written = font(TITLE)
            word_wide = QFontMetrics(written).horizontalAdvance(self.text())
        return written, word_wide, key_wide

    def _paint_sign(self, painter: QPainter, place: QRect, ink: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if self._sign == SQUARE:
            painter.drawRoundedRect(QRectF(place), RADIUS_SMALL, RADIUS_SMALL)
        elif self._sign == DISC:
            painter.drawEllipse(QRectF(place))
        else:
            image = icon_pixmap(self._sign, place.width(), ink.name(), self.devicePixelRatioF())
            painter.drawPixmap(place.topLeft(), image)

    def _inks(self, palette: Palette) -> tuple[QColor, QColor, QColor]:
        """Ground, edge and ink."""
        if not self.isEnabled():
            return QColor(palette.sunken), QColor(palette.line), QColor(palette.text3)
        hot, down = self.underMouse(), self.isDown()
        if not self._filled:
            ground = palette.line if down else palette.sunken if hot else palette.surface
            return QColor(ground), QColor(palette.strong), QColor(palette.text)
        fill = QColor(palette.accent_fill)
        fill = fill.darker(125) if down else fill.darker(112) if hot else fill
        return fill, fill, QColor(palette.on_accent)
