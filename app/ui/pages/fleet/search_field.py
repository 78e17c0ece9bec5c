"""The field in which machines are searched for, with its glass and its key."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.language import later, tr
from app.look.tokens import BODY
from app.ui.theme import changes, control_height, current, icon_pixmap, icon_side, px, set_type, touch
from app.ui.widgets.small import key_cap_width, paint_key_cap, spoken

_KEY = "Ctrl F"
_WORDS, _FEWER = later("Machine, code or area"), later("Search")


class SearchField(QLineEdit):
    """Down goes on to what was found, Escape clears."""

    down_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr(_WORDS))
        self.setAccessibleName(tr("Search machines"))
        self.setToolTip(tr("Words from the name, code, site, area or notes, in any order"))
        self.setClearButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_type(self, BODY)
        self._fit()
        changes().changed.connect(self._fit)

    def sizeHint(self) -> QSize:
        """Wide enough for its words and its key."""
        return QSize(px(240), control_height())

    def minimumSizeHint(self) -> QSize:
        """The glass and some words."""
        return QSize(px(150), control_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer words where there is less room."""
        super().resizeEvent(event)
        free = self.width() - px(12 + 8 + 12) - icon_side()
        words = tr(_WORDS)
        self.setPlaceholderText(words if self.fontMetrics().horizontalAdvance(words) <= free else tr(_FEWER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down into the machines, Escape clears."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glass in front; the key at the end until something is typed."""
        super().paintEvent(event)
        painter, ink, side = QPainter(self), current().text2, icon_side()
        image = icon_pixmap("search", side, ink, self.devicePixelRatioF())
        painter.drawPixmap(px(12), (self.height() - side) // 2, image)
        keys = spoken(_KEY)
        wide = key_cap_width(keys)
        words = self.fontMetrics().horizontalAdvance(tr(_WORDS))
        free = self.width() - px(12 + 8 + 8 + 12) - side - words
        if not self.text() and not self.hasFocus() and not touch() and wide <= free:
            place = self.rect().adjusted(self.width() - px(12) - round(wide), 0, -px(12), 0)
            top = (self.height() - px(18)) // 2
            paint_key_cap(painter, place.adjusted(0, top, 0, -top).toRectF(), keys, QColor(ink))

    def _fit(self) -> None:
        self.setTextMargins(px(12) + icon_side() - 4, 0, 0, 0)
