"""The stops in their order; while a route is worded they can be moved by mouse or Alt and the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from app.language import tr
from app.ui.pages.route.rows import SteadyRows, two_lines
from app.ui.pages.route.stop_paint import StopPainter, spoken
from app.ui.pages.route.values import StopRow
from app.ui.theme import changes, px, touch
from app.ui.widgets.row_list import ROW, RowList

Index = QModelIndex | QPersistentModelIndex
_ROWS = "application/x-earshot-stop"


class _Stops(SteadyRows):
    """Rows that may be dropped between each other; the move itself is whoever listens to `dropped`."""

    dropped = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lambda row: row.machine_id, lambda row: row.name, spoken)
        self.movable = False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A row can be dragged; what is dropped falls between rows."""
        usual = super().flags(index)
        if not self.movable:
            return usual
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Stops are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Nothing from elsewhere can be dropped here."""
        return [_ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Which row is on the way."""
        data = QMimeData()
        data.setData(_ROWS, str(indexes[0].row()).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell the move and leave the rows alone: they are shown anew."""
        at = int(bytes(data.data(_ROWS).data()).decode())
        to = row if row >= 0 else len(self.rows)
        self.dropped.emit(at, to - 1 if to > at else to)
        return False


class StopList(RowList):
    """Click or arrow keys choose a stop."""

    chosen = Signal(str)
    moved = Signal(int, int)
    """From which place to which."""
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._painter = StopPainter()
        super().__init__(tr("Stops"), self._painter, parent)
        self._stops = _Stops(self)
        self.setModel(self._stops)
        self.setUniformItemSizes(True)
        self._stops.dropped.connect(self.moved)
        self.selectionModel().currentChanged.connect(self._moved)
        self.setDropIndicatorShown(True)
        changes().changed.connect(self.doItemsLayout)

    @property
    def rows(self) -> list[StopRow]:
        """What is shown."""
        return self._stops.rows

    @property
    def at(self) -> int:
        """Which place is looked at; −1 for none."""
        return self.currentIndex().row()

    def show_rows(self, rows: Sequence[StopRow], at: int, *, movable: bool) -> None:
        """Show the stops and mark the one at a place; it is brought into sight when it is another one."""
        before = self._painter.chosen
        self._painter.chosen = rows[at].machine_id if 0 <= at < len(rows) else ""
        self._painter.grips = self._stops.movable = movable
        # A finger that moves scrolls; moving a stop is for buttons there.
        drags = movable and not touch()
        mode = QListView.DragDropMode.InternalMove if drags else QListView.DragDropMode.NoDragDrop
        self.setDragDropMode(mode)
        blocked = self.selectionModel().blockSignals(True)
        self._stops.show(rows)
        index = self._stops.index(at) if self._painter.chosen else QModelIndex()
        self.setCurrentIndex(index)
        self.selectionModel().blockSignals(blocked)
        if self._painter.chosen and self._painter.chosen != before:
            self._bring_into_sight(index)
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(px(200), 4 * two_lines())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the stop, Delete takes it off the route."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self._stops.movable and event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(self.at, self.at + steps[Qt.Key(event.key())])
        elif self._stops.movable and event.key() == Qt.Key.Key_Delete and self.at >= 0:
            self.removed.emit(self.at)
        else:
            super().keyPressEvent(event)

    def _bring_into_sight(self, index: QModelIndex) -> None:
        """With what comes before and after it; what is in sight already stays where it is."""
        if not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def _moved(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, StopRow):
            self._painter.chosen = row.machine_id
            self.viewport().update()
            self.chosen.emit(row.machine_id)


class FoundList(RowList):
    """Machines that can be added; a click, Enter or Space adds one."""

    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Machines to add"), StopPainter(sign="plus"), parent)
        self._found = SteadyRows(self, lambda row: row.machine_id, lambda row: row.name, spoken)
        self.setModel(self._found)
        self.setUniformItemSizes(True)
        self.row_opened.connect(lambda row: self.added.emit(row.machine_id))
        changes().changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[StopRow]) -> None:
        """Show what was found."""
        self._found.show(rows)

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(px(200), 3 * two_lines())
