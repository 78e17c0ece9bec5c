"""A list of machines with a box before each: a click or Space ticks it. Constant cost for any number of rows."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.language import tr
from app.look.tokens import BODY, CAPTION, RADIUS_SMALL
from app.ui.pages.exchange.values import PickRow
from app.ui.theme import changes, current, font, icon_pixmap, px, row_height
from app.ui.theme.style import paint_ring
from app.ui.widgets.row_list import ROW, RowList, RowsModel

_HIGH, _FEW = 32, 5


class _RowPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(160), row_height(_HIGH))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: PickRow = index.data(ROW)
        palette, rect, side = current(), option.rect, px(16)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.sunken))
        box = QRectF(rect.x() + px(8), rect.y() + (rect.height() - side) / 2, side, side)
        painter.setPen(QPen(QColor(palette.accent_fill if row.picked else palette.strong), 1))
        painter.setBrush(QColor(palette.accent_fill if row.picked else palette.surface))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        if row.picked:
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(box.topLeft().toPoint(), icon_pixmap("check", side, palette.on_accent, ratio))
        self._write(painter, option, row, px(8) + side + px(8))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect))
        painter.restore()

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, row: PickRow, left: int) -> None:
        """The name at the left; where it stands at the right, as far as there is room."""
        palette, words = current(), option.rect.adjusted(left, 0, -px(8), 0)
        title, note = QFontMetrics(font(BODY, 500)), QFontMetrics(font(CAPTION))
        wide = min(title.horizontalAdvance(row.title) + 1, words.width())
        painter.setFont(font(BODY, 500))
        painter.setPen(QColor(palette.text if row.picked else palette.text2))
        shown = title.elidedText(row.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        room = words.adjusted(wide + px(12), 0, 0, 0)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text2))
        told = note.elidedText(row.note, Qt.TextElideMode.ElideLeft, room.width())
        if room.width() > px(48):
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told)


class PickList(RowList):
    """`toggled` tells the id of the machine whose tick is to change."""

    toggled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Machines to send"), _RowPainter(), parent)
        self.setUniformItemSizes(True)
        self._rows = RowsModel(self, lambda row: str(row.title), _spoken)
        self.setModel(self._rows)
        self.row_opened.connect(lambda row: self.toggled.emit(row.id))
        changes().changed.connect(self._dress)

    def show_rows(self, rows: Sequence[PickRow]) -> None:
        """Show the rows; where only ticks changed, nothing scrolls."""
        known = self._rows.rows
        if [row.id for row in known] == [row.id for row in rows]:
            known[:] = rows
            self.viewport().update()
            return
        self._rows.show(rows)
        self.updateGeometry()

    def rows(self) -> list[PickRow]:
        """What is shown."""
        return self._rows.rows

    def sizeHint(self) -> QSize:
        """All rows, as far as there is room."""
        return QSize(px(240), len(self._rows.rows) * row_height(_HIGH) + 2)

    def minimumSizeHint(self) -> QSize:
        """Some rows."""
        return QSize(px(180), min(max(len(self._rows.rows), 1), _FEW) * row_height(_HIGH) + 2)

    def _dress(self) -> None:
        self.doItemsLayout()
        self.updateGeometry()


def _spoken(row: PickRow) -> str:
    ticked = tr("ticked") if row.picked else tr("not ticked")
    return ", ".join(part for part in (row.title, row.note, ticked) if part)
