"""A button that opens a list of choices, dressed as a choice: of a list that allows several, it stays open."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from app.look.tokens import BODY, RADIUS
from app.ui.theme import control_height, current, font, icon_pixmap, icon_side, px

T = TypeVar("T")


class ChoiceMenu(QMenu):
    """Ticking one of several does not close it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A checkable entry that stands alone is ticked in place."""
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks in place; Enter chooses and closes."""
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def add_choice(self, text: str, checked: bool, do: Callable[[], None], icon: QIcon | None = None) -> QAction:
        """An entry with a tick where it is chosen."""
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _checked=False: do())
        if icon is not None:
            action.setIcon(icon)
        return action

    def _tick(self, action: QAction | None) -> bool:
        several = action is not None and action.isCheckable() and action.actionGroup() is None
        if several and action is not None and action.isEnabled():
            action.trigger()
        return several


class MenuButton(QToolButton):
    """As high as every control: the chosen words and a chevron; `fill` fills the menu whenever it opens."""

    def __init__(
        self, name: str, fill: Callable[[ChoiceMenu], None], icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._fill = fill
        self.choices = ChoiceMenu(self)
        self.choices.aboutToShow.connect(self._refill)
        self.setMenu(self.choices)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(name)
        self.setToolTip(name)

    def show_choice(self, text: str) -> None:
        """What is chosen."""
        self.setText(text)
        self.setAccessibleName(f"{self.toolTip()}: {text}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """In full, up to 240 px."""
        words = QFontMetrics(font(BODY, 500)).horizontalAdvance(self.text())
        return QSize(min(self._before() + words + px(8 + 12) + icon_side() + 1, px(240)), control_height())

    def minimumSizeHint(self) -> QSize:
        """A few characters between icon and chevron."""
        return QSize(min(px(88), self.sizeHint().width()), control_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, the icon, the words, the chevron."""
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.strong if self.isEnabled() else palette.line), 1))
        painter.setBrush(QColor(palette.sunken if self.underMouse() and self.isEnabled() else palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        ink = palette.text if self.isEnabled() else palette.text3
        side, ratio = icon_side(), self.devicePixelRatioF()
        top, chevron = (self.height() - side) // 2, self.width() - px(8) - side
        painter.drawPixmap(chevron, top, icon_pixmap("chevron-down", side, ink, ratio))
        painter.setFont(font(BODY, 500))
        words = painter.fontMetrics()
        left = self._before()
        if words.horizontalAdvance(self.text()) > chevron - px(4) - left:
            left = px(12)
        elif self._icon_name:
            painter.drawPixmap(px(12), top, icon_pixmap(self._icon_name, side, ink, ratio))
        place = QRect(left, 0, chevron - px(4) - left, self.height())
        painter.setPen(QColor(ink))
        shown = words.elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _refill(self) -> None:
        self.choices.clear()
        self._fill(self.choices)

    def _before(self) -> int:
        return px(12 + 8) + icon_side() if self._icon_name else px(12)


def fill_one_of(menu: ChoiceMenu, words: Mapping[T, str], chosen: T, do: Callable[[T], None]) -> None:
    """Entries of which one is chosen, by their words."""
    group = QActionGroup(menu)
    for choice, word in words.items():
        menu.add_choice(word, choice == chosen, partial(do, choice)).setActionGroup(group)
