"""The installed versions below their kinds: which is in use, which can't be used."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.language import tr
from app.look.tokens import BODY, CAPTION
from app.ui.pages.model.values import Key, ListRow
from app.ui.theme import changes, current, font, icon_pixmap, line_height, px, row_height
from app.ui.theme.style import paint_chosen, paint_ring
from app.ui.widgets.row_list import ROW, RowList, RowsModel

_HEAD, _VERSION, _TALLEST = 32, 44, 720


def spoken(row: ListRow) -> str:
    """A row as a screen reader says it."""
    title = row.title if row.key is None else tr("version {version}", version=row.title)
    return ", ".join(filter(None, (title, row.note)))


class _Rows(RowsModel):
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A kind is read, not chosen."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if index.isValid() and self.rows[index.row()].key else Qt.ItemFlag.NoItemFlags


class _RowPainter(QStyledItemDelegate):
    def __init__(self) -> None:
        super().__init__()
        self.chosen: Key | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: ListRow = index.data(ROW)
        if row.key is not None:
            return QSize(px(160), row_height(_VERSION))
        return QSize(px(160), row_height(_HEAD) + (line_height(CAPTION) if row.note else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: ListRow = index.data(ROW)
        painter.save()
        if row.key is None:
            self._paint_kind(painter, option.rect, row)
        else:
            self._paint_version(painter, option, row)
        painter.restore()

    def _paint_kind(self, painter: QPainter, rect: QRect, row: ListRow) -> None:
        palette = current()
        words = rect.adjusted(px(12), px(8), -px(8), 0)
        painter.setFont(font(CAPTION, 600))
        painter.setPen(QColor(palette.text2))
        painter.drawText(words, Qt.AlignmentFlag.AlignTop, row.title)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text3))
        note = painter.fontMetrics().elidedText(row.note, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words.adjusted(0, line_height(CAPTION) + px(2), 0, 0), Qt.AlignmentFlag.AlignTop, note)

    def _paint_version(self, painter: QPainter, option: QStyleOptionViewItem, row: ListRow) -> None:
        palette, rect = current(), option.rect
        if row.key == self.chosen:
            paint_chosen(painter, rect)
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(palette.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.sunken))
        side, ratio = px(16), painter.device().devicePixelRatio()
        sign = "triangle-alert" if row.broken else "check" if row.in_use else ""
        if sign:
            ink = palette.text if row.broken else palette.accent
            spot = (rect.x() + px(12), rect.y() + (rect.height() - side) // 2)
            painter.drawPixmap(*spot, icon_pixmap(sign, side, ink, ratio))
        words = rect.adjusted(px(12 + 16 + 8), 0, -px(8), 0)
        high = line_height(BODY) + line_height(CAPTION)
        words.setTop(rect.y() + (rect.height() - high) // 2)
        painter.setFont(font(BODY, 600 if row.in_use or row.key == self.chosen else 500))
        painter.setPen(QColor(palette.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignTop, row.title)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text2))
        note = QFontMetrics(font(CAPTION)).elidedText(row.note, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words.adjusted(0, line_height(BODY), 0, 0), Qt.AlignmentFlag.AlignTop, note)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect))


class VersionList(RowList):
    """Click or arrow keys choose a version."""

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._painter = _RowPainter()
        super().__init__(tr("Installed models"), self._painter, parent)
        self._rows = _Rows(self, lambda row: str(row.title), spoken)
        self.setModel(self._rows)
        self.selectionModel().currentChanged.connect(self._moved)
        changes().changed.connect(self._dress)

    def show_rows(self, rows: Sequence[ListRow], chosen: Key | None) -> None:
        """Show the rows and mark the version that is looked at."""
        self._painter.chosen = chosen
        with_signals = self.selectionModel().blockSignals(True)
        if list(rows) != self._rows.rows:
            self._rows.show(rows)
            self.updateGeometry()
        for at, row in enumerate(rows):
            if row.key is not None and row.key == chosen:
                self.setCurrentIndex(self._rows.index(at))
        self.selectionModel().blockSignals(with_signals)
        self.viewport().update()

    def rows(self) -> list[ListRow]:
        """What is shown."""
        return self._rows.rows

    def sizeHint(self) -> QSize:
        """All rows, up to a limit; more are scrolled to."""
        return QSize(px(240), min(self._high(), px(_TALLEST)))

    def minimumSizeHint(self) -> QSize:
        """Some rows."""
        return QSize(px(180), min(self._high(), 6 * row_height(_VERSION)))

    def _high(self) -> int:
        rows = range(self._rows.rowCount())
        return sum(self.sizeHintForRow(at) for at in rows) + px(8)

    def _moved(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, ListRow) and row.key is not None and row.key != self._painter.chosen:
            self.chosen.emit(row.key)

    def _dress(self) -> None:
        self.doItemsLayout()
        self.updateGeometry()
