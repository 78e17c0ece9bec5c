"""What changed, by day: time, shape, machine, what happened; "Seen" on what nobody has noted yet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.fleet import Alert, AlertKind
from app.language import tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.fleet.changes_rows import ChangesModel, Day, Link, Row, RowPlan, day_height, rows_of
from app.ui.pages.fleet.lettering import lettering
from app.ui.pages.fleet.values import ChangesShown
from app.ui.theme import changes, current, icon_pixmap, px, set_type, state_pixmap
from app.ui.theme.style import paint_ring
from app.ui.widgets.row_list import ROW, RowList

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ICONS = {AlertKind.CONFIDENCE: "circle-question-mark"}
_LONGEST_NOTE = 500
_MOST_HEIGHTS = 4096


class _RowPainter(QStyledItemDelegate):
    """Seen ones are quiet; the note is typed below the words."""

    note_typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.editing = ""
        # A list asks for the height of all its rows whenever it is laid out.
        self._height = lru_cache(maxsize=_MOST_HEIGHTS)(self._measured)
        changes().changed.connect(self._forget)

    def plan(self, rect: QRect, row: Row) -> RowPlan:
        """Where everything of a row stands."""
        return RowPlan(rect, row, editing=row.alert.id == self.editing, with_note=row.seen)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, view = index.data(ROW), self.parent()
        width = view.viewport().width() if isinstance(view, RowList) else px(240)
        if isinstance(row, Day):
            return QSize(width, day_height())
        if row.alert.id == self.editing:
            return QSize(width, self.plan(QRect(0, 0, width, 1), row).height)
        return QSize(width, self._height(width, row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, palette = index.data(ROW), option.rect, current()
        painter.save()
        if isinstance(row, Day):
            painter.setFont(lettering(CAPTION, 500).font)
            painter.setPen(QColor(palette.text2))
            place = rect.adjusted(px(SPACE[2]), px(SPACE[0]), -px(SPACE[2]), 0)
            painter.drawText(place, _MIDDLE, row.text)
        else:
            if option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, QColor(palette.sunken))
            self._paint_row(painter, rect, row)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(palette.line))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setPlaceholderText(tr("What is to be said of it"))
        field.setAccessibleName(tr("Note"))
        field.setMaxLength(_LONGEST_NOTE)
        set_type(field, BODY)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = index.data(ROW)
        if isinstance(editor, QLineEdit) and isinstance(row, Row) and row.alert.seen is not None:
            editor.setText(row.alert.seen.note)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        row = index.data(ROW)
        if isinstance(editor, QLineEdit) and isinstance(row, Row):
            before = row.alert.seen.note if row.alert.seen else ""
            if editor.text().strip() != before:
                self.note_typed.emit(row.alert.id, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if isinstance(row, Row):
            editor.setGeometry(self.plan(option.rect, row).editor)

    def _measured(self, width: int, row: Row) -> int:
        return RowPlan(QRect(0, 0, width, 1), row, editing=False, with_note=row.seen).height

    def _forget(self) -> None:
        self._height.cache_clear()

    def _paint_row(self, painter: QPainter, rect: QRect, row: Row) -> None:
        plan, palette = self.plan(rect, row), current()
        painter.setFont(lettering(CAPTION).font)
        painter.setPen(QColor(palette.text2))
        painter.drawText(plan.time, _MIDDLE, row.time)
        self._paint_shape(painter, plan.shape, row)
        painter.setFont(lettering(BODY, 400 if row.seen else 500, tabular=False).font)
        painter.setPen(QColor(palette.text2 if row.seen else palette.text))
        self._paint_lines(painter, plan.title, plan.title_lines)
        painter.setFont(lettering(CAPTION).font)
        painter.setPen(QColor(palette.text3 if row.seen else palette.text2))
        self._paint_lines(painter, plan.line, plan.lines)
        painter.setPen(QColor(palette.text2))
        self._paint_lines(painter, plan.note, plan.note_lines)
        painter.setPen(QColor(palette.accent))
        painter.setFont(lettering(BODY, 500).font)
        painter.drawText(plan.link_text, _MIDDLE | Qt.AlignmentFlag.AlignRight, tr(plan.link.value))
        if row.seen:
            painter.setFont(lettering(CAPTION, 500).font)
            painter.drawText(plan.again, _MIDDLE, tr(Link.AGAIN.value))

    @staticmethod
    def _paint_lines(painter: QPainter, place: QRect, lines: list[str]) -> None:
        for line in lines:
            painter.drawText(place, _MIDDLE, line)
            place = place.translated(0, place.height())

    @staticmethod
    def _paint_shape(painter: QPainter, place: QRect, row: Row) -> None:
        ratio, alert = painter.device().devicePixelRatio(), row.alert
        painter.setOpacity(0.55 if row.seen else 1.0)
        if alert.kind is AlertKind.STATE and alert.after is not None:
            painter.drawPixmap(place.topLeft(), state_pixmap(alert.after, place.width(), ratio))
        else:
            name = _ICONS.get(alert.kind, "trending-up")
            painter.drawPixmap(place.topLeft(), icon_pixmap(name, place.width(), current().accent, ratio))
        painter.setOpacity(1.0)


class ChangesList(RowList):
    """Click or Enter opens what an alert is about; S is seen or open again, N notes something."""

    alert_opened = Signal(object)
    seen_wanted = Signal(str)
    again_wanted = Signal(str)
    note_typed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._painter = _RowPainter()
        super().__init__(tr("What changed"), self._painter, parent)
        self._model = ChangesModel(self)
        self._pressed: Link | None = None
        self._waiting: ChangesShown | None = None
        self._told: tuple[Sequence[Alert], Mapping[str, str], datetime] | None = None
        self.setModel(self._model)
        self.setEditTriggers(RowList.EditTrigger.NoEditTriggers)
        self.setAccessibleDescription(tr("Enter opens, S marks as seen or open again, N writes a note"))
        self.row_opened.connect(self._row_opened)
        self._painter.note_typed.connect(self.note_typed)
        self._painter.closeEditor.connect(self._editor_closed)
        changes().changed.connect(self.doItemsLayout)

    def show_changes(self, shown: ChangesShown) -> None:
        """Show the alerts, and stay where one has scrolled to; while a note is typed, once that is done."""
        if self.state() == RowList.State.EditingState:
            self._waiting = shown
            return
        told = (shown.shown, shown.names, shown.at)
        if told == self._told:
            return
        self._told = told
        rows = rows_of(*told)
        if rows == self._model.rows:
            return
        self._model.names = shown.names
        here, top = self.currentIndex().row(), self.verticalScrollBar().value()
        self._painter.editing = ""
        self._model.show(rows)
        if 0 <= here < len(rows):
            self.setCurrentIndex(self._model.index(here))
        self.doItemsLayout()
        self.verticalScrollBar().setValue(top)

    def write_note(self, alert_id: str) -> None:
        """Open the field below an alert."""
        row = next(
            (at for at, one in enumerate(self._model.rows) if isinstance(one, Row) and one.alert.id == alert_id),
            -1,
        )
        if row >= 0:
            self._painter.editing = alert_id
            self.doItemsLayout()
            index = self._model.index(row)
            self.setCurrentIndex(index)
            self.edit(index)

    def whole_height(self) -> int:
        """As high as all rows."""
        option = QStyleOptionViewItem()
        rows = range(self._model.rowCount())
        return sum(self._painter.sizeHint(option, self._model.index(row)).height() for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """S and N, where an alert has the keyboard."""
        if self.state() == RowList.State.EditingState:
            # The field lets Enter through once it has taken it: the note is written, nothing is to be opened.
            return
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        if isinstance(row, Row) and event.key() == Qt.Key.Key_S:
            self._press(Link.AGAIN if row.seen else Link.SEEN, row)
        elif isinstance(row, Row) and event.key() == Qt.Key.Key_N:
            self._press(Link.NOTE, row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A link is not the row."""
        self._pressed = self._link_at(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the link where the mouse went down on it; else the row."""
        spot = event.position().toPoint()
        link, row = self._link_at(spot), self.indexAt(spot).data(ROW)
        if self._pressed is not None:
            if link is self._pressed and isinstance(row, Row):
                self._press(link, row)
            self._pressed = None
            return
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        super().mouseMoveEvent(event)
        over = isinstance(self.indexAt(event.position().toPoint()).data(ROW), Row)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break elsewhere at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()

    def _link_at(self, spot: QPoint) -> Link | None:
        index = self.indexAt(spot)
        row = index.data(ROW) if index.isValid() else None
        if not isinstance(row, Row):
            return None
        return self._painter.plan(self.visualRect(index), row).link_at(spot.x(), spot.y())

    def _press(self, link: Link, row: Row) -> None:
        if link is Link.NOTE:
            self.write_note(row.alert.id)
        else:
            (self.seen_wanted if link is Link.SEEN else self.again_wanted).emit(row.alert.id)

    def _row_opened(self, row: object) -> None:
        if isinstance(row, Row):
            self.alert_opened.emit(row.alert)

    def _editor_closed(self, _editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        self._painter.editing = ""
        self.doItemsLayout()
        self.setFocus()
        shown, self._waiting = self._waiting, None
        if shown is not None:
            self.show_changes(shown)
