"""A choice from a list, such as the measuring point, dressed like a button."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app.look.tokens import BODY, CONTROL_HEIGHT, RADIUS
from app.ui.theme import current, icon_pixmap, px, set_type


class Select(QComboBox):
    """A combo box of 32 px with an icon before the text and a chevron after it; `name` is for screen readers."""

    def __init__(self, name: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setAccessibleName(name)
        # On Linux Qt says the chosen text in place of the name; the description is said everywhere.
        self.setAccessibleDescription(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_type(self, BODY, 500)

    def sizeHint(self) -> QSize:
        """Wide enough for its longest choice, up to 240 px."""
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        wide = longest + self._before() + px(12 + 16 + 8 + 4)
        return QSize(min(wide, px(240)), px(CONTROL_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """A few characters between icon and chevron."""
        return QSize(min(px(96), self.sizeHint().width()), px(CONTROL_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, the icon, the text shortened to fit, the chevron."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        able = self.isEnabled()
        painter.setPen(QPen(QColor(palette.strong if able else palette.line), 1))
        painter.setBrush(QColor(palette.sunken if self.underMouse() and able else palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        ink = palette.text if able else palette.text3
        side, ratio, top = px(16), self.devicePixelRatioF(), (self.height() - px(16)) // 2
        if self._icon_name:
            painter.drawPixmap(px(12), top, icon_pixmap(self._icon_name, side, ink, ratio))
        painter.drawPixmap(self.width() - px(8) - side, top, icon_pixmap("chevron-down", side, ink, ratio))
        place = QRect(self._before(), 0, self.width() - self._before() - px(8) - side - px(4), self.height())
        shown = QFontMetrics(self.font()).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _before(self) -> int:
        return px(12 + 16 + 8) if self._icon_name else px(12)
