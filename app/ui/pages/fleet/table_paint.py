"""The strokes of the table: cells with their shapes and trends, and the heads with the arrow of the order."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.fleet import TrendPoint
from app.domain.plan import Timing
from app.domain.verdict import State
from app.language import tr
from app.look.tokens import BODY, CAPTION
from app.ui.pages.fleet.lettering import lettering
from app.ui.pages.fleet.mini_trend import paint_tile_trend
from app.ui.pages.fleet.table_columns import COLUMNS, Column
from app.ui.pages.fleet.values import Entry
from app.ui.pages.fleet.words import longest_due, state_word
from app.ui.theme import current, icon_pixmap, icon_side, px, row_height, state_pixmap
from app.ui.theme.style import paint_ring

_HEAD = 30
_SIDE = 6
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def needed() -> dict[str, int]:
    """What heads, states and days ask for in the language that is spoken: px by column."""
    sides, sign = 2 * px(_SIDE), icon_side() + px(6)
    plain, strong, head = lettering(BODY), lettering(BODY, 600), lettering(CAPTION, 600)
    made = {one.key: sides + head.metrics.horizontalAdvance(tr(one.title)) for one in COLUMNS}
    states = max(plain.metrics.horizontalAdvance(state_word(one)) for one in State)
    days = max(strong.metrics.horizontalAdvance(words) for words in longest_due())
    return made | {"state": sides + px(4) + sign + states + 1, "due": sides + sign + days + 1}


class CellPainter(QStyledItemDelegate):
    """Only what is abnormal is tinted: of many rows in amber none would stand out.

    It holds the machines itself: asked of the model through Qt, a page of cells would take twice as long.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()
        self.at = datetime.now().astimezone()
        self.hot = -1
        self.trends: Mapping[str, Sequence[TrendPoint]] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.row()
        entry, column, rect, palette = self.entries[row], COLUMNS[index.column()], option.rect, current()
        painter.save()
        if entry.state is State.ABNORMAL:
            painter.fillRect(rect, QColor(palette.states[entry.state].tint))
        elif row == self.hot:
            painter.fillRect(rect, QColor(palette.sunken))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.line))
        inner = rect.adjusted(px(_SIDE), 0, -px(_SIDE), -1)
        if column.key == "trend":
            high = px(24)
            place = QRect(inner.x(), inner.y() + (inner.height() - high) // 2, inner.width(), high)
            paint_tile_trend(painter, place, self.trends.get(entry.id, ()), entry.state)
        else:
            self._paint_words(painter, self._paint_sign(painter, inner, column, entry), column, entry)
        if column.key == "state" and entry.state is State.ABNORMAL:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height() - 1, QColor(palette.states[entry.state].mark))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect))
        painter.restore()

    @staticmethod
    def _paint_sign(painter: QPainter, place: QRect, column: Column, entry: Entry) -> QRect:
        """The shape or the clock in front; what is left for the words."""
        side, ratio = icon_side(), painter.device().devicePixelRatio()
        if column.key == "state":
            place = place.adjusted(px(4), 0, 0, 0)
            image = state_pixmap(entry.state, side, ratio)
        elif column.key == "due":
            pressing = entry.now.timing in (Timing.DUE, Timing.OVERDUE)
            ink = current().text if pressing else current().text2
            image = icon_pixmap("clock-alert" if entry.now.overdue else "clock", side, ink, ratio)
        else:
            return place
        painter.drawPixmap(place.x(), place.y() + (place.height() - side) // 2, image)
        return place.adjusted(side + px(6), 0, 0, 0)

    def _paint_words(self, painter: QPainter, place: QRect, column: Column, entry: Entry) -> None:
        palette = current()
        strong = column.key == "score" or (
            column.key == "due" and entry.now.timing in (Timing.DUE, Timing.OVERDUE)
        )
        name = column.key == "machine"
        small = column.rank > 1
        size, weight = (CAPTION if small else BODY), (600 if strong else 500 if name else 400)
        letters = lettering(size, weight, tabular=not name)
        painter.setFont(letters.font)
        ink = palette.states[entry.state].text if column.key == "state" else palette.text
        painter.setPen(QColor(ink if strong or name or column.key == "state" else palette.text2))
        said = column.told(entry, self.at)
        text = letters.metrics.elidedText(said, Qt.TextElideMode.ElideRight, place.width() + 1)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, _MIDDLE | side, text)


class TableHead(QHeaderView):
    """Names of columns; the one that holds the order is stronger and has an arrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._marked, self._reverse = -1, False
        self.setAccessibleName(tr("Columns; pressing one orders the machines by it"))

    def mark(self, section: int, reverse: bool) -> None:
        """The machines are in the order of this column; −1 is none."""
        self._marked, self._reverse = section, reverse
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(super().sizeHint().width(), row_height(_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The name, the arrow, the edge below."""
        palette, column, said = current(), COLUMNS[section], tr(COLUMNS[section].title)
        painter.save()
        painter.fillRect(rect, QColor(palette.surface))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.strong))
        marked = section == self._marked
        letters = lettering(CAPTION, 600 if marked else 400)
        painter.setFont(letters.font)
        painter.setPen(QColor(palette.text if marked else palette.text2))
        inner = rect.adjusted(px(_SIDE + (4 if column.key == "state" else 0)), 0, -px(_SIDE), -1)
        wide = letters.metrics.horizontalAdvance(said)
        side = px(12)
        if marked and wide + side <= inner.width():
            left = inner.right() + 1 - wide - side if column.right else inner.x()
            name = "chevron-down" if self._reverse else "chevron-up"
            image = icon_pixmap(name, side, palette.text, self.devicePixelRatioF())
            painter.drawPixmap(left + wide + 1, rect.y() + (rect.height() - side) // 2, image)
            inner = QRect(left, inner.y(), wide + 1, inner.height())
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        title = letters.metrics.elidedText(said, Qt.TextElideMode.ElideRight, inner.width() + 1)
        painter.drawText(inner, _MIDDLE | align, title)
        painter.restore()
