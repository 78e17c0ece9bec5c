"""The one button that a technician with a microphone in the other hand has to find."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.look.tokens import BIG_BUTTON_HEIGHT, RADIUS, RADIUS_SMALL, VERDICT, Palette
from app.ui.pages.record.values import Press
from app.ui.theme import changes, current, font, icon_pixmap, px, touch
from app.ui.widgets.small import key_cap_width, paint_key_cap

_SIGN = 28
_GAP = 16
_KEY = "Space"


class BigButton(QAbstractButton):
    """104 px high and filled: Record, Stop or Retake, each with its sign; Space is bound by the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._press = Press.RECORD
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("Space starts and stops")
        self.show_press(Press.RECORD, enabled=False)
        changes().changed.connect(self.updateGeometry)

    def show_press(self, press: Press, enabled: bool) -> None:
        """Show what it does now."""
        self._press = press
        self.setText(press.value)
        self.setAccessibleName(f"{press.value} (Space)")
        self.setEnabled(enabled)
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
        dashed = not self.isEnabled() and palette.line == palette.strong
        painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        written = font(VERDICT)
        word_wide = QFontMetrics(written).horizontalAdvance(self.text())
        key_wide = 0 if touch() else round(key_cap_width(_KEY)) + px(8)
        sign, gap = px(_SIGN), px(_GAP)
        whole = sign + gap + word_wide + (gap + key_wide if key_wide else 0)
        if whole > self.width() - 2 * gap:
            whole, key_wide = sign + gap + word_wide, 0
        left = (self.width() - whole) // 2
        self._paint_sign(painter, QRect(left, (self.height() - sign) // 2, sign, sign), ink)
        painter.setFont(written)
        painter.setPen(ink)
        word = QRect(left + sign + gap, 0, word_wide + 2, self.height())
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter, self.text())
        if key_wide:
            high = px(22)
            cap = QRectF(word.right() + gap, (self.height() - high) // 2, key_wide, high)
            paint_key_cap(painter, cap, _KEY, ink)

    def _paint_sign(self, painter: QPainter, place: QRect, ink: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if self._press is Press.STOP:
            painter.drawRoundedRect(QRectF(place), RADIUS_SMALL, RADIUS_SMALL)
        elif self._press is Press.RECORD:
            painter.drawEllipse(QRectF(place))
        else:
            image = icon_pixmap("rotate-ccw", place.width(), ink.name(), self.devicePixelRatioF())
            painter.drawPixmap(place.topLeft(), image)

    def _inks(self, palette: Palette) -> tuple[QColor, QColor, QColor]:
        if not self.isEnabled():
            return QColor(palette.sunken), QColor(palette.line), QColor(palette.text3)
        fill = QColor(palette.accent_fill)
        fill = fill.darker(125) if self.isDown() else fill.darker(112) if self.underMouse() else fill
        return fill, fill, QColor(palette.on_accent)
