"""What the lists of the route page share: rows that stay in place when they are read anew, and their paint."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.domain.verdict import State
from app.domain.words import capital
from app.language import tr
from app.look.tokens import BODY, CAPTION
from app.ui.theme import current, font, icon_pixmap, icon_side, line_height, px, row_height
from app.ui.theme.style import paint_chosen, paint_ring
from app.ui.widgets.row_list import RowsModel
from app.ui.widgets.text import shortened

_TWO_LINES = 44
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class SteadyRows(RowsModel):
    """Where the rows stay the same ones, only what they say changes: the list does not jump."""

    def __init__(
        self, parent: QObject, key: Callable[[Any], str], title: Callable[[Any], str], spoken: Callable[[Any], str]
    ) -> None:
        super().__init__(parent, title, spoken)
        self._key = key

    def show(self, rows: Sequence[Any]) -> None:
        """Other rows, or the same with something else to say."""
        if [*map(self._key, rows)] != [*map(self._key, self.rows)]:
            super().show(rows)
        elif rows and list(rows) != self.rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row_of(self, key: str) -> int:
        """Where the row with that key is; −1 when it is not shown."""
        return next((at for at, row in enumerate(self.rows) if self._key(row) == key), -1)


def two_lines() -> int:
    """The height of a row with a name and a line below it."""
    return max(row_height(_TWO_LINES), line_height(BODY) + line_height(CAPTION) + px(8))


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, chosen: bool, marked: bool = False) -> None:
    """The ground of a row, its lower edge, and an accent edge at the left where it is `marked`."""
    rect, palette = option.rect, current()
    if chosen:
        paint_chosen(painter, rect)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(palette.sunken))
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.line))
    if marked:
        painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(palette.accent))
    if option.state & QStyle.StateFlag.State_HasFocus:
        paint_ring(painter, QRectF(rect).adjusted(1, 1, -1, -1))


def paint_two(
    painter: QPainter, place: QRect, first: str, second: str, *, weight: int, faint: bool = False
) -> None:
    """A name above a caption, both shortened to fit, in the middle of a place; the name alone without one."""
    palette = current()
    high = line_height(BODY) + (line_height(CAPTION) if second else 0)
    top = place.y() + (place.height() - high) // 2
    painter.setFont(font(BODY, weight, tabular=False))
    painter.setPen(QColor(palette.text2 if faint else palette.text))
    _paint_line(painter, QRect(place.x(), top, place.width(), line_height(BODY)), first)
    if second:
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text2))
        below = QRect(place.x(), top + line_height(BODY), place.width(), line_height(CAPTION))
        _paint_line(painter, below, second)


def paint_with_icon(
    painter: QPainter, place: QRect, icon: str, words: str, *, weight: int = 400, faint: bool = False
) -> None:
    """An icon and a few words behind it."""
    palette, side = current(), icon_side()
    ink = palette.text2 if faint else palette.text
    top = place.y() + (place.height() - side) // 2
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(place.x(), top, icon_pixmap(icon, side, ink, ratio))
    painter.setFont(font(BODY, weight))
    painter.setPen(QColor(ink))
    _paint_line(painter, place.adjusted(side + px(8), 0, 0, 0), words)


def words_width(words: str, weight: int = 600) -> int:
    """How wide a word of a row is."""
    return QFontMetrics(font(BODY, weight)).horizontalAdvance(words) + 2


def state_width() -> int:
    """How wide the longest word of a state is."""
    return max(words_width(capital(tr(state.value)), 400) for state in State)


def _paint_line(painter: QPainter, place: QRect, words: str) -> None:
    shown = shortened(words, painter.fontMetrics(), Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, _MIDDLE | Qt.AlignmentFlag.AlignLeft, shown)
