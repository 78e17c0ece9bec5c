"""How the window is dressed: fonts, palettes, style sheet, icons and state shapes, all from `app.look`."""

from app.ui.theme.apply import SystemFollower, apply_theme, set_touch, touch_first
from app.ui.theme.fonts import font, load_fonts, set_type
from app.ui.theme.icons import icon, icon_pixmap, program_icon
from app.ui.theme.qt_palette import CHOICES, palette_for, qt_palette
from app.ui.theme.sizes import (
    control_height,
    icon_button_side,
    icon_side,
    line_height,
    main_step_height,
    panel_padding,
    row_height,
    top_bar_height,
    type_size,
)
from app.ui.theme.state import changes, current, px, scale, touch
from app.ui.theme.states import paint_state, state_icon, state_pixmap

__all__ = [
    "CHOICES",
    "SystemFollower",
    "apply_theme",
    "changes",
    "control_height",
    "current",
    "font",
    "icon",
    "icon_button_side",
    "icon_pixmap",
    "icon_side",
    "line_height",
    "load_fonts",
    "main_step_height",
    "paint_state",
    "palette_for",
    "panel_padding",
    "program_icon",
    "px",
    "qt_palette",
    "row_height",
    "scale",
    "set_touch",
    "set_type",
    "state_icon",
    "state_pixmap",
    "top_bar_height",
    "touch",
    "touch_first",
    "type_size",
]
