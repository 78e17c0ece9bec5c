"""Words broken into a few lines of their own painting; what is too long ends with "…"."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def wrapped(text: str, metrics: QFontMetrics, width: int, lines: int) -> list[str]:
    """The text in at most so many lines of `width` px, broken between words."""
    made: list[str] = []
    rest = text.split()
    while rest:
        whole = " ".join(rest)
        if metrics.horizontalAdvance(whole) <= width:
            return [*made, whole]
        taken = len(rest) if len(made) == lines - 1 else 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= width:
            taken += 1
        # One more than there is: Qt rounds the width it asks for down and then elides what would just fit.
        made.append(metrics.elidedText(" ".join(rest[:taken]), Qt.TextElideMode.ElideRight, width + 1))
        rest = rest[taken:]
    return made
