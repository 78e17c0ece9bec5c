"""The rail at the left edge: one item a page, an icon over a word. Pages that do not exist are not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from app.language import tr
from app.look.tokens import CAPTION, RAIL_WIDTH, SPACE
from app.ui.theme import changes, current, font, icon_pixmap, icon_side, line_height, px, touch
from app.ui.theme.style import OWN_FOCUS, paint_chosen, paint_ring
from app.ui.widgets.small import spoken

_BESIDE = 6
"""Between the longest word and both edges together, in px."""


@dataclass(frozen=True, slots=True)
class RailItem:
    """A page in the rail: `keys` ("Ctrl+1") opens it, `text` is marked with `later`.

    `narrow` is what the rail says of it, after a bar: a language may have a shorter word for there than elsewhere.
    """

    key: str
    icon: str
    text: str
    keys: str = ""
    narrow: str = ""

    @property
    def word(self) -> str:
        """What stands below the icon."""
        return tr(self.narrow or self.text).rpartition("|")[2]


class _RailButton(QAbstractButton):
    """An icon over a word."""

    def __init__(self, item: RailItem, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = item.icon
        self.setText(item.word)
        self.setAccessibleName(tr(item.text))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty(OWN_FOCUS, True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if item.keys:
            self.setShortcut(QKeySequence(item.keys))
            self.setToolTip(f"{tr(item.text)} ({spoken(item.keys)})")
        elif item.word != tr(item.text):
            self.setToolTip(tr(item.text))

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self._loudest()).horizontalAdvance(self.text()) + px(_BESIDE)
        high = max(px(56), icon_side(20) + line_height(CAPTION) + px(18))
        return QSize(max(px(RAIL_WIDTH) - 1, wide), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = current(), QPainter(self)
        if self.isChecked():
            paint_chosen(painter, self.rect())
            painter.fillRect(QRect(0, 0, 3, self.height()), QColor(palette.accent))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(palette.sunken))
        ink = palette.accent if self.isChecked() else palette.text2
        side = icon_side(20)
        image = icon_pixmap(self._icon_name, side, ink, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, px(8), image)
        painter.setFont(self._loudest() if self.isChecked() else font(CAPTION, 400))
        painter.setPen(QColor(ink))
        word = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 4)
        place = QRect(0, px(8) + side + px(3), self.width(), line_height(CAPTION) + px(2))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2))

    @staticmethod
    def _loudest() -> QFont:
        """As the word of the open page is written."""
        return font(CAPTION, 500 if touch() else 600)


class Rail(QWidget):
    """64 px of pages, or as much as their longest word needs; the ones of `foot` at the bottom."""

    chosen = Signal(str)

    def __init__(
        self, items: Sequence[RailItem], foot: Sequence[RailItem] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE[1], 1, SPACE[1])
        column.setSpacing(0)
        for item in items:
            column.addWidget(self._button(item))
        column.addStretch(1)
        for item in foot:
            column.addWidget(self._button(item))
        self._fit()
        changes().changed.connect(self._fit)

    def set_current(self, key: str) -> None:
        """Mark a page as open, without a signal; KeyError for a page that is not in the rail."""
        self._buttons[key].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().surface))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(current().line))

    def _button(self, item: RailItem) -> _RailButton:
        button = _RailButton(item, self)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(item.key))
        self._buttons[item.key] = button
        self._group.addButton(button)
        return button

    def _fit(self) -> None:
        self.setFixedWidth(1 + max(button.sizeHint().width() for button in self._buttons.values()))
        self.update()
