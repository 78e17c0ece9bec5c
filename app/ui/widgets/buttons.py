"""Buttons: one filled on a page, plain ones beside it, quiet ones that read like a link."""

from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.look.tokens import BODY, RADIUS, SECTION, Palette
from app.ui.theme import (
    control_height,
    current,
    icon_button_side,
    icon_pixmap,
    icon_side,
    main_step_height,
    px,
    set_type,
    touch,
)
from app.ui.widgets.small import key_cap_width, paint_key_cap, spoken

_GAP = 8
_SIDE = 12


class Look(Enum):
    """How loud a button is."""

    FILLED = "filled"
    PLAIN = "plain"
    QUIET = "quiet"


class Button(QPushButton):
    """A button with an icon of ours, a text that elides, and its key in a box.

    `keys` ("Ctrl+E") is shown and is the button's shortcut; `main` makes it higher for a page's one main step.
    For gloves everything is larger and the key is not shown: there is no keyboard in a gloved hand. Where there
    is no room for all of it, first the key and then the icon give way to the words.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        keys: str = "",
        look: Look = Look.PLAIN,
        main: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._keys = keys
        self._look = look
        self._main = main
        # A click must not steal the focus from where the keyboard works.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._fit_type()
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text; Qt forgets the shortcut here, so it is given again."""
        super().setText(text)
        if self._keys:
            self.setShortcut(QKeySequence(self._keys))
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Show another icon, such as pause for play."""
        self._icon_name = name
        self.update()

    def set_look(self, look: Look) -> None:
        """Make it louder or quieter: the filled button moves along with the job."""
        self._look = look
        self._fit_type()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Everything in full."""
        text = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        parts = [self._icon_side()] * bool(self._icon_name) + [text] * bool(self.text())
        parts += [key_cap_width(spoken(self._keys))] * self._shows_keys
        wide = sum(parts) + px(_GAP) * (len(parts) - 1) + 2 * self._side()
        high = main_step_height() if self._main else control_height()
        return QSize(max(round(wide + 1), high if touch() else 0), high)

    def minimumSizeHint(self) -> QSize:
        """The icon and a few characters."""
        hint = self.sizeHint()
        few = QFontMetricsF(self.font()).horizontalAdvance("MM…") if self.text() else 0
        small = self._icon_side() * bool(self._icon_name) + few + px(_GAP) + 2 * self._side()
        return QSize(min(hint.width(), round(small)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, text and key, in this order from left to right, centred."""
        palette = current()
        ground, edge, ink = self._inks(palette)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Where lines are as strong as edges, in high contrast, only dashes tell what cannot be pressed.
        dashed = not self.isEnabled() and palette.line == palette.strong
        dash = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edge, 1, dash) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(ground or Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(ink)
        self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        # One more than there is: its own hint is rounded, and at twice the size that pixel is missing here.
        room = self.width() - 2 * self._side() + 1
        side = self._icon_side()
        icon_wide = side + px(_GAP) * bool(self.text()) if self._icon_name else 0
        key_wide = round(key_cap_width(spoken(self._keys))) + px(_GAP) if self._shows_keys else 0
        metrics = QFontMetrics(self.font())
        text_wide = metrics.horizontalAdvance(self.text())
        if icon_wide + text_wide + key_wide > room:
            key_wide = 0
        if self.text() and text_wide <= room < icon_wide + text_wide:
            icon_wide = 0
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room - icon_wide - key_wide)
        self.setToolTip(self.text() if shown != self.text() else "")
        text_wide = metrics.horizontalAdvance(shown)
        left = self._side() + max(0, (room - icon_wide - text_wide - key_wide) // 2)
        if self._look is Look.QUIET:
            left = self._side()
        if icon_wide:
            image = icon_pixmap(self._icon_name, side, ink.name(), self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - side) // 2, image)
        place = QRect(left + icon_wide, 0, text_wide + 1, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if key_wide:
            cap = QRectF(place.right() + px(_GAP), (self.height() - px(18)) // 2, key_wide - px(_GAP), px(18))
            paint_key_cap(painter, cap, spoken(self._keys), ink)

    def _inks(self, palette: Palette) -> tuple[QColor | None, QColor | None, QColor]:
        """Ground, edge and ink of this look in this state."""
        hot, down = self.underMouse(), self.isDown() or self.isChecked()
        if not self.isEnabled():
            edge = None if self._look is Look.QUIET else QColor(palette.line)
            return None, edge, QColor(palette.text3)
        if self._look is Look.FILLED:
            fill = QColor(palette.accent_fill)
            fill = fill.darker(125) if down else fill.darker(112) if hot else fill
            return fill, fill, QColor(palette.on_accent)
        ground = QColor(palette.line if down else palette.sunken) if hot or down else None
        if self._look is Look.QUIET:
            return ground, None, QColor(palette.accent)
        return ground or QColor(palette.surface), QColor(palette.strong), QColor(palette.text)

    def _icon_side(self) -> int:
        return icon_side()

    @property
    def _shows_keys(self) -> bool:
        return bool(self._keys) and not touch()

    def _side(self) -> int:
        return px(8) if not self.text() else px(_SIDE)

    def _fit_type(self) -> None:
        weight = 600 if self._look is Look.FILLED else 500
        set_type(self, SECTION if self._main else BODY, weight)


class FilledButton(Button):
    """The page's one main step."""

    def __init__(
        self, text: str, icon: str = "", *, keys: str = "", main: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon, keys=keys, look=Look.FILLED, main=main, parent=parent)


class PlainButton(Button):
    """Everything else one can press."""

    def __init__(
        self, text: str, icon: str = "", *, keys: str = "", main: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon, keys=keys, look=Look.PLAIN, main=main, parent=parent)


class QuietButton(Button):
    """Reads like a link: "Add machine", "Undo"."""

    def __init__(self, text: str, icon: str = "", *, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon, keys=keys, look=Look.QUIET, parent=parent)


class IconButton(Button):
    """An icon alone; `name` is what a screen reader and the tool tip say."""

    def __init__(self, icon: str, name: str, *, look: Look = Look.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__("", icon, look=look, parent=parent)
        self._name = name
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """A square; as high as the buttons beside it, or for gloves 48 where it stands alone."""
        side = icon_button_side() if self._look is Look.QUIET else control_height()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """An icon is never cut."""
        return self.sizeHint()

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        side = icon_side()
        if self._look is Look.QUIET and self.isEnabled():
            ink = QColor(current().text2)
        image = icon_pixmap(self._icon_name, side, ink.name(), self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, image)
        self.setToolTip(self._name)
