"""A choice from a list, such as the measuring point, dressed like a button."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.look.tokens import BODY, RADIUS
from app.ui.theme import control_height, current, icon_pixmap, icon_side, px, row_height, set_type

_ROW = 24


class _Choices(QStyledItemDelegate):
    """The rows of the opened list, high enough for a glove."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), row_height(_ROW)))


class Select(QComboBox):
    """A combo box as high as a button: an icon, the text, a chevron; `name` is for screen readers."""

    def __init__(self, name: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setAccessibleName(name)
        # On Linux Qt says the chosen text in place of the name; the description is said everywhere.
        self.setAccessibleDescription(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setItemDelegate(_Choices(self))
        set_type(self, BODY, 500)

    def sizeHint(self) -> QSize:
        """Wide enough for its longest choice, up to 240 px."""
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        wide = longest + self._before() + px(12 + 8 + 4) + icon_side()
        return QSize(min(wide, px(240)), control_height())

    def minimumSizeHint(self) -> QSize:
        """A few characters between icon and chevron."""
        return QSize(min(px(96), self.sizeHint().width()), control_height())

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
        side, ratio = icon_side(), self.devicePixelRatioF()
        top = (self.height() - side) // 2
        metrics, chevron = QFontMetrics(self.font()), self.width() - px(8) - side
        painter.drawPixmap(chevron, top, icon_pixmap("chevron-down", side, ink, ratio))
        left = self._before()
        if metrics.horizontalAdvance(self.currentText()) > chevron - px(4) - left:
            # The words say more than the icon.
            left = px(12)
        elif self._icon_name:
            painter.drawPixmap(px(12), top, icon_pixmap(self._icon_name, side, ink, ratio))
        place = QRect(left, 0, chevron - px(4) - left, self.height())
        shown = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, place.width())
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _before(self) -> int:
        return px(12 + 8) + icon_side() if self._icon_name else px(12)
