"""Which palette and sizes hold now, and the one signal that tells everybody when they change."""

from functools import cache

from PySide6.QtCore import QObject, Signal

from app.look.tokens import LIGHT, Palette

UNLIMITED = 16777215
"""Qt's own greatest width and height, which its Python does not name."""


class Changes(QObject):
    """Announces a new palette, scale or kind of sizes, after the application has taken it on."""

    changed = Signal()


class _Now:
    """Module state in one place: a process has one theme."""

    palette: Palette = LIGHT
    scale: float = 1.0
    touch: bool = False


@cache
def changes() -> Changes:
    """The one announcer of theme changes."""
    return Changes()


def current() -> Palette:
    """The palette that holds now."""
    return _Now.palette


def scale() -> float:
    """How much larger than designed the user wants text and controls: 1.0 … 1.5."""
    return _Now.scale


def touch() -> bool:
    """Whether everything is large enough for fingers in gloves."""
    return _Now.touch


def px(length: int) -> int:
    """A designed length in px at the user's scale, whole pixels."""
    return round(length * _Now.scale)


def take_on(palette: Palette, scale: float) -> None:
    """Remember what holds from now on; `apply_theme` calls this and then tells the application."""
    _Now.palette = palette
    _Now.scale = scale


def take_on_touch(touch: bool) -> None:
    """Remember the kind of sizes; `set_touch` calls this and then tells the application."""
    _Now.touch = touch
