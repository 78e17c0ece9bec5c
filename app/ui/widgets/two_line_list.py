"""A list in which each row has a title and a quiet note below it; clicked or moved to, a row is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.look.tokens import BODY, CAPTION
from app.ui.theme import changes, current, font, icon_pixmap, line_height, px, row_height
from app.ui.theme.style import paint_chosen, paint_ring
from app.ui.widgets.row_list import ROW, RowList, RowsModel

_HIGH, _FEW = 48, 6


@dataclass(frozen=True, slots=True)
class TwoLines:
    """One row: `key` is what `chosen` gives, `icon` a name in the icons' folder or empty."""

    key: str
    title: str
    note: str = ""
    icon: str = ""


class _RowPainter(QStyledItemDelegate):
    def __init__(self) -> None:
        super().__init__()
        self.chosen = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(160), row_height(_HIGH))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: TwoLines = index.data(ROW)
        palette, rect = current(), option.rect
        painter.save()
        if row.key == self.chosen:
            paint_chosen(painter, rect)
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(palette.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.sunken))
        left = px(12)
        if row.icon:
            side, ratio = px(16), painter.device().devicePixelRatio()
            spot = (rect.x() + left, rect.y() + (rect.height() - side) // 2)
            painter.drawPixmap(*spot, icon_pixmap(row.icon, side, palette.text2, ratio))
            left += side + px(8)
        self._write(painter, rect.adjusted(left, 0, -px(8), 0), row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect))
        painter.restore()

    def _write(self, painter: QPainter, words: QRect, row: TwoLines) -> None:
        palette = current()
        high = line_height(BODY) + (line_height(CAPTION) if row.note else 0)
        words.setTop(words.y() + (words.height() - high) // 2)
        lines = (
            (row.title, font(BODY, 600 if row.key == self.chosen else 500), palette.text, 0),
            (row.note, font(CAPTION), palette.text2, line_height(BODY)),
        )
        for text, written, ink, down in lines:
            painter.setFont(written)
            painter.setPen(QColor(ink))
            shown = QFontMetrics(written).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words.adjusted(0, down, 0, 0), Qt.AlignmentFlag.AlignTop, shown)


class TwoLineList(RowList):
    """Constant cost for any number of rows."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._painter = _RowPainter()
        super().__init__(name, self._painter, parent)
        self.setUniformItemSizes(True)
        self._rows = RowsModel(
            self, lambda row: str(row.title), lambda row: ", ".join(filter(None, (row.title, row.note)))
        )
        self.setModel(self._rows)
        self.selectionModel().currentChanged.connect(self._moved)
        changes().changed.connect(self._dress)

    def show_rows(self, rows: Sequence[TwoLines], chosen: str = "") -> None:
        """Show the rows and mark the one that is looked at."""
        self._painter.chosen = chosen
        with_signals = self.selectionModel().blockSignals(True)
        if list(rows) != self._rows.rows:
            self._rows.show(rows)
            self.updateGeometry()
        for at, row in enumerate(rows):
            if row.key == chosen:
                self.setCurrentIndex(self._rows.index(at))
        self.selectionModel().blockSignals(with_signals)
        self.viewport().update()

    def rows(self) -> list[TwoLines]:
        """What is shown."""
        return self._rows.rows

    def sizeHint(self) -> QSize:
        """All rows, as far as there is room."""
        return QSize(px(240), len(self._rows.rows) * row_height(_HIGH) + px(8))

    def minimumSizeHint(self) -> QSize:
        """Some rows."""
        return QSize(px(180), min(len(self._rows.rows), _FEW) * row_height(_HIGH) + px(8))

    def _moved(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, TwoLines) and row.key != self._painter.chosen:
            self.chosen.emit(row.key)

    def _dress(self) -> None:
        self.doItemsLayout()
        self.updateGeometry()
