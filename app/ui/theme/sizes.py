"""How large things are, for a mouse or for gloves: widgets ask here and never for a token of their own.

All lengths are whole px at the user's scale.
"""

from app.look.tokens import (
    CONTROL_HEIGHT,
    ICON,
    MAIN_STEP_HEIGHT,
    SPACE,
    TOP_BAR_HEIGHT,
    TOUCH_CONTROL_HEIGHT,
    TOUCH_ICON,
    TOUCH_LEAST,
    TOUCH_MAIN_STEP_HEIGHT,
    TOUCH_TOP_BAR_HEIGHT,
    TOUCH_TYPE,
    TypeSize,
)
from app.ui.theme.state import px, touch

_TOUCH_LINES = {(plain.size, plain.line): large for plain, large in TOUCH_TYPE.items()}


def control_height() -> int:
    """Buttons, fields and choices: 32, for gloves 56."""
    return px(TOUCH_CONTROL_HEIGHT if touch() else CONTROL_HEIGHT)


def main_step_height() -> int:
    """A page's one main step: 40, for gloves 64."""
    return px(TOUCH_MAIN_STEP_HEIGHT if touch() else MAIN_STEP_HEIGHT)


def row_height(designed: int) -> int:
    """A row of a list that is `designed` px high for a mouse; for gloves at least 48."""
    return px(max(designed, TOUCH_LEAST) if touch() else designed)


def icon_button_side() -> int:
    """An icon without a word: 32, for gloves 48."""
    return row_height(CONTROL_HEIGHT)


def icon_side(designed: int = ICON) -> int:
    """An icon that is `designed` px wide for a mouse; for gloves 24."""
    return px(max(designed, TOUCH_ICON) if touch() else designed)


def top_bar_height() -> int:
    """The bar above a page: 56, for gloves 80."""
    return px(TOUCH_TOP_BAR_HEIGHT if touch() else TOP_BAR_HEIGHT)


def panel_padding() -> int:
    """Inside a panel: 12, for gloves 16."""
    return px(SPACE[3] if touch() else SPACE[2])


def type_size(size: TypeSize) -> TypeSize:
    """What a token size is now; its weight stays, and a size outside the scale is left alone."""
    large = _TOUCH_LINES.get((size.size, size.line)) if touch() else None
    return TypeSize(large.size, large.line, size.weight) if large else size


def line_height(size: TypeSize) -> int:
    """The height of one line of text in a token size."""
    return px(type_size(size).line)
