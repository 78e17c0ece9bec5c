"""Dresses the application in a palette, before the first window and whenever the user or the system changes it."""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QInputDevice, QPixmapCache
from PySide6.QtWidgets import QApplication

from app.look.tokens import BODY, Palette
from app.ui.theme import state
from app.ui.theme.fonts import font, load_fonts, refresh_type
from app.ui.theme.qt_palette import palette_for, qt_palette
from app.ui.theme.sheet import style_sheet
from app.ui.theme.style import EarshotStyle, FocusRing


def apply_theme(app: QApplication, palette: Palette, scale: float | None = None) -> None:
    """Take on a palette, and a text scale where given; windows that are open change at once.

    Call it before the first window is shown, or that window flashes in the system's colours.
    """
    state.take_on(palette, state.scale() if scale is None else min(max(scale, 1.0), 1.5))
    load_fonts()
    _dress_once(app)
    QPixmapCache.clear()
    app.setFont(font(BODY))
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(style_sheet(palette))
    for widget in app.allWidgets():
        refresh_type(widget)
    state.changes().changed.emit()


def set_touch(on: bool) -> None:
    """Make everything large enough for gloves, or small again; windows that are open change at once."""
    if on == state.touch():
        return
    state.take_on_touch(on)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, state.current())


def touch_first() -> bool:
    """Whether a touch screen is all that this computer is pointed at with.

    A laptop with a touch screen beside its touchpad is none. X11 lists mice of its own making, which don't count.
    """
    kind = QInputDevice.DeviceType
    kinds = {each.type() for each in QInputDevice.devices() if not each.name().startswith("Virtual core")}
    return kind.TouchScreen in kinds and not kinds & {kind.Mouse, kind.TouchPad}


@cache
def _dress_once(app: QApplication) -> tuple[EarshotStyle, FocusRing]:
    """Style and focus ring live as long as the application; Qt does not keep them alive for Python."""
    style, ring = EarshotStyle(), FocusRing()
    app.setStyle(style)
    app.focusChanged.connect(ring.follow)
    return style, ring


class SystemFollower(QObject):
    """Keeps the user's choice of theme, and follows the system where that is the choice, while `parent` lives."""

    def __init__(
        self, app: QApplication, parent: QObject, choice: str = "system", scale: float | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._choice = choice
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        apply_theme(app, palette_for(choice), scale)

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light", "dark" or "high contrast"."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Override the system, or follow it again with "system"."""
        self._choice = choice
        apply_theme(self._app, palette_for(choice))

    def _system_changed(self) -> None:
        if self._choice == "system":
            apply_theme(self._app, palette_for("system"))
