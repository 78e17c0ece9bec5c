"""The routes: how many stops, how many of them due; how far it is where somebody walks."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.language import tr
from app.ui.pages.route.rows import SteadyRows, paint_ground, paint_two, two_lines
from app.ui.pages.route.values import RouteRow
from app.ui.theme import changes, current, px
from app.ui.widgets.row_list import ROW, RowList

_BAR = 4


class _RoutePainter(QStyledItemDelegate):
    def __init__(self) -> None:
        super().__init__()
        self.chosen = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(160), two_lines() + px(12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: RouteRow = index.data(ROW)
        rect, palette, chosen = option.rect, current(), row.key == self.chosen
        painter.save()
        paint_ground(painter, option, chosen=chosen, marked=chosen)
        words = rect.adjusted(px(12), 0, -px(8), -px(12) if row.share is not None else 0)
        paint_two(painter, words, row.name, row.note, weight=600 if chosen else 500)
        if row.share is not None:
            bar = QRect(words.x(), rect.bottom() - px(12), words.width(), px(_BAR))
            painter.fillRect(bar, QColor(palette.line))
            bar.setWidth(round(bar.width() * row.share))
            painter.fillRect(bar, QColor(palette.accent_fill))
        painter.restore()


class RouteList(RowList):
    """Click or arrow keys choose a route."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._painter = _RoutePainter()
        super().__init__(tr("Routes"), self._painter, parent)
        self._rows = SteadyRows(self, lambda row: row.key, lambda row: row.name, spoken)
        self.setModel(self._rows)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._moved)
        changes().changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[RouteRow], chosen: str) -> None:
        """Show the routes and mark the one that is looked at."""
        self._painter.chosen = chosen
        blocked = self.selectionModel().blockSignals(True)
        self._rows.show(rows)
        at = self._rows.row_of(chosen)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at))
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """Some rows."""
        return QSize(px(160), 3 * two_lines())

    def _moved(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, RouteRow):
            self.chosen.emit(row.key)


def spoken(row: RouteRow) -> str:
    """A route as a screen reader says it."""
    return f"{row.name}, {row.note.replace(' · ', ', ')}"
