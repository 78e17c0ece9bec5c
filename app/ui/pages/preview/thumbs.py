"""The column of small pages: where one is in a long report, and the way to another page."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.language import tr
from app.look.tokens import CAPTION, SPACE
from app.ui.pages.preview.values import Sheet
from app.ui.theme import current, font, line_height, px
from app.ui.theme.style import paint_ring
from app.ui.widgets.row_list import ROW, RowList, RowsModel

WIDE = 104


class _Painter(QStyledItemDelegate):
    """A page and its number; the one that is looked at has the accent around it."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: tuple[Sheet, ...] = ()
        self.pictures: dict[int, QImage] = {}
        self.page = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the page is, with its number below and some room above."""
        high = px(SPACE[2]) + self._high(index.data(ROW)) + px(SPACE[0]) + line_height(CAPTION)
        return QSize(px(WIDE + 2 * SPACE[1]), high)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paper, edge, number."""
        page, palette = index.data(ROW), current()
        row: QRect = option.rect
        chosen = page == self.page
        place = QRect(
            row.left() + (row.width() - px(WIDE)) // 2, row.top() + px(SPACE[2]), px(WIDE), self._high(page)
        )
        painter.save()
        image = self.pictures.get(page)
        if image is None:
            painter.fillRect(place, Qt.GlobalColor.white)
        else:
            painter.drawImage(place, image)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        if chosen:
            paint_ring(painter, place.toRectF().adjusted(-3, -3, 3, 3))
        painter.setFont(font(CAPTION, 600 if chosen else 400))
        painter.setPen(QColor(palette.text if chosen else palette.text2))
        below = QRect(row.left(), place.bottom() + px(SPACE[0]), row.width(), line_height(CAPTION))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(page + 1))
        painter.restore()

    def _high(self, page: int) -> int:
        sheet = self.sheets[page]
        return round(px(WIDE) * sheet.height_pt / sheet.width_pt)


class Thumbs(RowList):
    """`looked` tells which of them are in sight, so that only these are drawn."""

    looked = Signal(list, int)
    page_wanted = Signal(object)
    """A page, counted from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._painter = _Painter()
        super().__init__(tr("Pages"), self._painter, parent)
        self._rows = RowsModel(self, lambda page: str(page + 1), self._spoken)
        self.setModel(self._rows)
        self.setFixedWidth(px(WIDE + 2 * SPACE[4]))
        self.row_opened.connect(self.page_wanted)
        self.verticalScrollBar().valueChanged.connect(self._look)

    def show_sheets(self, sheets: tuple[Sheet, ...]) -> None:
        """As many as there are pages."""
        if sheets == self._painter.sheets:
            return
        self._painter.sheets = sheets
        self._painter.pictures.clear()
        self._painter.page = 0
        self._rows.show(range(len(sheets)))
        self._look()

    def show_picture(self, page: int, image: QImage) -> None:
        """The picture of a page."""
        self._painter.pictures[page] = image
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """Mark the page that is looked at, and bring it into sight."""
        if page >= len(self._painter.sheets):
            return
        self._painter.page = page
        index = self._rows.index(page)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.viewport().update()

    def refit(self) -> None:
        """Other sizes hold now."""
        self.setFixedWidth(px(WIDE + 2 * SPACE[4]))
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More of them may be in sight."""
        super().resizeEvent(event)
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """They are in sight now."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        if not self._painter.sheets or not self.isVisible():
            return
        window = self.viewport().rect()
        seen = [
            row
            for row in range(self._rows.rowCount())
            if self.visualRect(self._rows.index(row)).intersects(window)
        ]
        if seen:
            self.looked.emit(seen, round(px(WIDE) * self.devicePixelRatioF()))

    def _spoken(self, page: Any) -> str:
        return tr("Page {n} of {pages}", n=page + 1, pages=len(self._painter.sheets))
