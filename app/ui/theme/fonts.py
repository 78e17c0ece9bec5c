"""Inter from the program's own files, with figures of equal width, so that no number ever jumps."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

from app.look.tokens import FONT_FAMILY, TypeSize
from app.ui.theme.sizes import type_size
from app.ui.theme.state import px

_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "fonts"
_PROPERTY = "earshotType"


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the shipped fonts once; their family names. A missing file falls back to the system's sans."""
    families: list[str] = []
    for path in sorted(_FOLDER.glob("*.ttf")):
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return tuple(dict.fromkeys(families))


def font(size: TypeSize, weight: int | None = None, *, tabular: bool = True) -> QFont:
    """The font of a token size as large as it is now; `weight` 400, 500 or 600 where not the size's own.

    `tabular` figures are all of one width; names and file names read better without (their hyphens too get wide).
    """
    # A copy shares what is in it until it is changed.
    return QFont(_made(px(type_size(size).size), weight or size.weight, tabular))


@cache
def _made(pixels: int, weight: int, tabular: bool) -> QFont:
    load_fonts()
    made = QFont(FONT_FAMILY)
    made.setStyleHint(QFont.StyleHint.SansSerif)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    # Said either way: what is left open is taken from the application's font, which is tabular.
    made.setFeature(QFont.Tag("tnum"), int(tabular))
    return made


def set_type(widget: QWidget, size: TypeSize, weight: int | None = None, *, tabular: bool = True) -> None:
    """Give a widget a token size that follows the user's scale, and gloves, from now on."""
    widget.setProperty(_PROPERTY, [size.size, size.line, weight or size.weight, tabular])
    widget.setFont(font(size, weight, tabular=tabular))


def refresh_type(widget: QWidget) -> None:
    """Set the widget's font anew at the present scale, if `set_type` ever gave it one."""
    kept = widget.property(_PROPERTY)
    if kept:
        *size, tabular = kept
        widget.setFont(font(TypeSize(*size), tabular=tabular))
