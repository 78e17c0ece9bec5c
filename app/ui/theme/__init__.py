"""How the window is dressed: fonts, palettes, style sheet, icons and state shapes, all from `app.look`."""

from app.ui.theme.apply import SystemFollower, apply_theme
from app.ui.theme.fonts import font, load_fonts, set_type
from app.ui.theme.icons import icon, icon_pixmap
from app.ui.theme.qt_palette import CHOICES, palette_for, qt_palette
from app.ui.theme.state import changes, current, px, scale
from app.ui.theme.states import paint_state, state_icon, state_pixmap

__all__ = [
    "CHOICES",
    "SystemFollower",
    "apply_theme",
    "changes",
    "current",
    "font",
    "icon",
    "icon_pixmap",
    "load_fonts",
    "paint_state",
    "palette_for",
    "px",
    "qt_palette",
    "scale",
    "set_type",
    "state_icon",
    "state_pixmap",
]
