"""One inspection in two lines: a tick, its shape, when, the score; below, the finding and what was found."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.review import Found
from app.domain.words import capital
from app.language import later, retold, tr
from app.look.tokens import BODY, CAPTION
from app.ui.pages.trend.values import ListShown
from app.ui.theme import changes, current, font, icon_pixmap, px, row_height, state_pixmap, touch
from app.ui.theme.style import paint_chosen, paint_ring
from app.ui.widgets.row_list import ROW, RowList, RowsModel
from app.ui.widgets.visit_list import spoken
from app.ui.widgets.wording import moment_text, number
from app.workflows.machine_story_values import VisitLine

_ROW, _TOUCH_ROW = 46, 64
_TICK, _TOUCH_TICK = 28, 48
_FOUND = {Found.HEALTHY: later("found healthy"), Found.FAULTY: later("found faulty")}


def said(line: VisitLine) -> str:
    """An inspection as a screen reader says it."""
    visit = line.visit
    note = tr("note: {note}", note=line.note) if line.note else ""
    parts = (spoken(visit), retold(visit.finding), _found(line), note)
    return ", ".join(part for part in parts if part)


def _tip(line: VisitLine) -> str:
    return "\n".join(filter(None, (spoken(line.visit), retold(line.visit.finding), _found(line), line.note)))


def _found(line: VisitLine) -> str:
    return tr(_FOUND.get(line.visit.found, "")) if line.visit.found else ""


class _Model(RowsModel):
    """Asks for the next page once the end is in sight."""

    more_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, lambda line: moment_text(line.visit.when), said, _tip)
        self.more = False

    def grow(self, lines: tuple[VisitLine, ...]) -> None:
        """More rows below those that are there, which stay where they are."""
        self.beginInsertRows(QModelIndex(), len(self.rows), len(lines) - 1)
        self.rows = list(lines)
        self.endInsertRows()

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether there are older ones."""
        return self.more and not parent.isValid()

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        """They come later, from the history's worker."""
        self.more_wanted.emit()


class _RowPainter(QStyledItemDelegate):
    """Constant cost a row."""

    def __init__(self) -> None:
        super().__init__()
        self.ticked: tuple[str, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(200), row_side())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: VisitLine = index.data(ROW)
        palette, rect = current(), option.rect
        ticked = line.visit.inspection_id in self.ticked
        painter.save()
        if ticked:
            paint_chosen(painter, rect)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.sunken))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.line))
        self._paint_tick(painter, rect, ticked)
        inner = rect.adjusted(tick_room(), px(4), -px(4), -px(5))
        half = inner.height() // 2
        self._paint_first(painter, QRect(inner.x(), inner.y(), inner.width(), half), line)
        self._paint_second(painter, QRect(inner.x(), inner.y() + half, inner.width(), half), line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect))
        painter.restore()

    def _paint_tick(self, painter: QPainter, rect: QRect, ticked: bool) -> None:
        palette, side = current(), px(16)
        box = QRectF(rect.x() + (tick_room() - side) // 2, rect.y() + (rect.height() - side) // 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent_fill if ticked else palette.strong), 1))
        painter.setBrush(QColor(palette.accent_fill if ticked else palette.surface))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if ticked:
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(box.topLeft(), icon_pixmap("check", side, palette.on_accent, ratio))

    def _paint_first(self, painter: QPainter, place: QRect, line: VisitLine) -> None:
        palette, visit = current(), line.visit
        ratio, side = painter.device().devicePixelRatio(), px(20 if touch() else 14)
        painter.drawPixmap(
            place.x(), place.y() + (place.height() - side) // 2, state_pixmap(visit.state, side, ratio)
        )
        painter.setPen(QColor(palette.text))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(font(BODY, 600))
        painter.drawText(place, right, number(visit.score))
        room = place.adjusted(
            side + px(8), 0, -QFontMetrics(font(BODY, 600)).horizontalAdvance("00.00") - px(8), 0
        )
        if line.note:
            sign = px(16)
            painter.drawPixmap(
                room.right() - sign,
                place.y() + (place.height() - sign) // 2,
                icon_pixmap("square-pen", sign, palette.text2, ratio),
            )
            room.adjust(0, 0, -sign - px(8), 0)
        painter.setFont(font(BODY))
        date = moment_text(visit.when)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, _cut(painter, date, room.width()))
        word, wide = capital(tr(visit.state.value)), painter.fontMetrics().horizontalAdvance(date)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text2))
        # The word gives way: shape and colour still say it, and so does the tool tip.
        if wide + px(12) + painter.fontMetrics().horizontalAdvance(word) <= room.width():
            painter.drawText(room, right, word)

    def _paint_second(self, painter: QPainter, place: QRect, line: VisitLine) -> None:
        painter.setFont(font(CAPTION, 600))
        found = _found(line)
        wide = painter.fontMetrics().horizontalAdvance(found)
        painter.setPen(QColor(current().text2))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, found)
        painter.setFont(font(CAPTION))
        room = place.adjusted(px(28 if touch() else 22), 0, -wide - px(8) if found else 0, 0)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter, _cut(painter, retold(line.visit.finding), room.width())
        )


class VisitRows(RowList):
    """Click or Enter opens an inspection, its box or Space ticks it, Delete throws it away."""

    visit_chosen = Signal(str)
    visit_pointed = Signal(str)
    ticked = Signal(str)
    delete_wanted = Signal(str)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = _RowPainter()
        self._on_box = False
        super().__init__(tr("Inspections"), self._rows, parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setUniformItemSizes(True)
        self.setAccessibleDescription(tr("Enter opens, Space ticks to compare, Delete throws away"))
        self.row_opened.connect(lambda line: self.visit_chosen.emit(line.visit.inspection_id))
        self._model.more_wanted.connect(self.more_wanted)
        changes().changed.connect(self.doItemsLayout)

    def show_list(self, shown: ListShown) -> None:
        """Show inspections; those that are there already stay in their place."""
        lines, before = shown.lines or (), tuple(self._model.rows)
        self._rows.ticked = shown.ticked
        self._model.more = shown.more
        if lines[: len(before)] == before and len(lines) > len(before) > 0:
            self._model.grow(lines)
        elif lines != before:
            here, scrolled = self.currentIndex().row(), self.verticalScrollBar().value()
            self._model.show(lines)
            if lines and before:
                # Where one was thrown away the next takes its place, and nothing jumps.
                self.setCurrentIndex(self._model.index(min(max(here, 0), len(lines) - 1)))
                self.verticalScrollBar().setValue(scrolled)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and Delete throws away; Enter and the arrows are every list's."""
        line: VisitLine | None = self.currentIndex().data(ROW)
        if line is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(line.visit.inspection_id)
        elif line is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(line.visit.inspection_id)
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The chart points at it too."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.visit_pointed.emit(current.data(ROW).visit.inspection_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the box of a row ticks it."""
        self._on_box = event.position().x() < tick_room()
        super().mouseReleaseEvent(event)
        self._on_box = False

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self._on_box:
            self.ticked.emit(index.data(ROW).visit.inspection_id)
        else:
            super()._open(index)

    def sizeHint(self) -> QSize:
        """Five inspections; more are scrolled to."""
        return QSize(px(240), 5 * row_side())

    def minimumSizeHint(self) -> QSize:
        """Three."""
        return QSize(px(200), 3 * row_side())


def row_side() -> int:
    """The height of a row."""
    return px(_TOUCH_ROW if touch() else _ROW)


def tick_room() -> int:
    """The width at the left of a row that ticks; for gloves 48."""
    return row_height(_TOUCH_TICK) if touch() else px(_TICK)


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
