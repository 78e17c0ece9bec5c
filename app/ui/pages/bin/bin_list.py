"""The things in the bin, each with a box to choose it; constant cost for any number of them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.language import tr
from app.look.tokens import BODY, CAPTION, RADIUS_SMALL
from app.ui.pages.bin.values import BinRow
from app.ui.theme import changes, current, font, icon_pixmap, icon_side, line_height, px, touch
from app.ui.theme.style import paint_chosen, paint_ring
from app.ui.widgets.row_list import ROW, RowList, RowsModel

_HIGH, _TOUCH_HIGH = 48, 64
_NARROW = 640
"""Where there is less room, when it is gone stands in the second line."""


def spoken(row: BinRow) -> str:
    """A row as a screen reader says it."""
    return ", ".join(
        (row.name, row.about.replace(" · ", ", "), row.left, tr("chosen") if row.chosen else tr("not chosen"))
    )


class _RowPainter(QStyledItemDelegate):
    """Box, icon, name over what it is; at the right when it is gone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(200), px(_TOUCH_HIGH if touch() else _HIGH))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: BinRow = index.data(ROW)
        palette, rect = current(), option.rect
        painter.save()
        if row.chosen:
            paint_chosen(painter, rect)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.sunken))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.line))
        side, ratio = icon_side(), painter.device().devicePixelRatio()
        box = QRect(rect.x() + px(12), rect.y() + (rect.height() - side) // 2, side, side)
        self._paint_box(painter, box, row.chosen, ratio)
        icon = box.translated(side + px(12), 0)
        painter.drawPixmap(icon.topLeft(), icon_pixmap(row.icon, side, palette.text2, ratio))
        left = icon.right() + px(12)
        self._paint_words(painter, QRect(left, rect.y(), rect.right() - px(12) - left, rect.height()), row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect))
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRect, chosen: bool, ratio: float) -> None:
        palette = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent_fill if chosen else palette.strong), 1))
        painter.setBrush(QColor(palette.accent_fill if chosen else palette.surface))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        if chosen:
            inside = box.width() - px(4)
            mark = icon_pixmap("check", inside, palette.on_accent, ratio)
            painter.drawPixmap(box.x() + px(2), box.y() + px(2), mark)
        painter.restore()

    def _paint_words(self, painter: QPainter, place: QRect, row: BinRow) -> None:
        palette = current()
        narrow = place.width() < px(_NARROW)
        right = font(BODY, 600 if row.soon else 400)
        about, wide = (f"{row.left} · {row.about}", 0) if narrow else (row.about, 0)
        if not narrow:
            wide = QFontMetrics(right).horizontalAdvance(row.left) + px(12)
            painter.setFont(right)
            painter.setPen(QColor(palette.text if row.soon else palette.text2))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.left)
        words = place.adjusted(0, (place.height() - line_height(BODY) - line_height(CAPTION)) // 2, -wide, 0)
        for text, written, ink, down in (
            (row.name, font(BODY, 600), palette.text, 0),
            (about, font(CAPTION), palette.text2, line_height(BODY)),
        ):
            painter.setFont(written)
            painter.setPen(QColor(ink))
            shown = QFontMetrics(written).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words.adjusted(0, down, 0, 0), Qt.AlignmentFlag.AlignTop, shown)


class BinList(RowList):
    """A click, Enter or Space chooses a thing, and again takes that back."""

    toggled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What lies in the bin"), _RowPainter(), parent)
        self._rows = RowsModel(self, lambda row: str(row.name), spoken)
        self.setModel(self._rows)
        self.setUniformItemSizes(True)
        self.row_opened.connect(lambda row: self.toggled.emit(row.key))
        changes().changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[BinRow]) -> None:
        """Where only marks and counts changed, the list stays where it was scrolled to."""
        if [row.key for row in rows] != [row.key for row in self._rows.rows]:
            self._rows.show(rows)
            return
        self._rows.rows = list(rows)
        if rows:
            self._rows.dataChanged.emit(self._rows.index(0), self._rows.index(len(rows) - 1))

    def rows(self) -> list[BinRow]:
        """What is shown."""
        return self._rows.rows
