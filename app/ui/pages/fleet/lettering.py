"""The fonts of the fleet page and their metrics, asked for hundreds of times in a paint and made once a size."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetrics

from app.look.tokens import TypeSize
from app.ui.theme import font, scale, touch


@dataclass(frozen=True, slots=True, eq=False)
class Lettering:
    """A font, never to be changed, and how wide words are in it."""

    font: QFont
    metrics: QFontMetrics


def lettering(size: TypeSize, weight: int | None = None, *, tabular: bool = True) -> Lettering:
    """What `font` gives for the same values, as large as it is now."""
    return _made(size, weight, tabular, scale(), touch())


@lru_cache(maxsize=64)
def _made(size: TypeSize, weight: int | None, tabular: bool, scale: float, touch: bool) -> Lettering:
    made = font(size, weight, tabular=tabular)
    return Lettering(made, QFontMetrics(made))
