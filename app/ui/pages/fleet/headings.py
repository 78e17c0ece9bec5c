"""The names at the left of the tiles, or above them where it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from app.look.tokens import CAPTION, SPACE
from app.ui.pages.fleet.lettering import lettering
from app.ui.pages.fleet.tile_paint import tile_height
from app.ui.pages.fleet.values import Section
from app.ui.pages.fleet.wrapping import wrapped
from app.ui.theme import current, line_height, px

_LEAST, _MOST = 64, 112
_TOP, _LINES = 8, 4


def heading_width(sections: Sequence[Section]) -> int:
    """The column of headings: as wide as their longest word, within reason."""
    metrics = lettering(CAPTION, 500).metrics
    words = {word for section in sections for word in f"{section.title} {section.above}".split()}
    longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
    return min(max(longest + px(SPACE[2]), px(_LEAST)), px(_MOST))


def paint_heading(painter: QPainter, place: QRect, section: Section) -> None:
    """Its name, the site above it where there are several, and how many machines it holds."""
    if not section.title:
        return
    line = line_height(CAPTION)
    if place.height() < tile_height():
        _paint_in_one_line(painter, place, section)
        return
    medium, plain = lettering(CAPTION, 500, tabular=False), lettering(CAPTION, tabular=False)
    width = place.width() - px(SPACE[1])
    names = wrapped(section.title, medium.metrics, width, _LINES // 2)
    sites = wrapped(section.above, plain.metrics, width, _LINES - len(names))
    y = place.y() + px(_TOP)
    for text, weight in [*((site, 400) for site in sites), *((name, 500) for name in names)]:
        _paint_line(painter, place, y, text, weight)
        y += line
    if len(names) + len(sites) < _LINES:
        _paint_line(painter, place, y, str(len(section.entries)), 400)


def _paint_line(painter: QPainter, place: QRect, y: int, text: str, weight: int) -> None:
    painter.setFont(lettering(CAPTION, weight, tabular=False).font)
    painter.setPen(QColor(current().text if weight > 400 else current().text2))
    line = QRect(place.x(), y, place.width(), line_height(CAPTION))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)


def _paint_in_one_line(painter: QPainter, place: QRect, section: Section) -> None:
    title = " · ".join(part for part in (section.above, section.title) if part)
    y = place.bottom() - line_height(CAPTION) - px(SPACE[0])
    _paint_line(painter, place, y, title, 500)
    left = lettering(CAPTION, 500, tabular=False).metrics.horizontalAdvance(title) + px(SPACE[1])
    _paint_line(painter, place.adjusted(left, 0, 0, 0), y, str(len(section.entries)), 400)
