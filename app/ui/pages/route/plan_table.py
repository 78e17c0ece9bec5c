"""All machines by their date: several may be chosen, and the interval opens where it stands."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from app.language import tr
from app.ui.pages.route.plan_paint import Columns, PlanPainter, spoken
from app.ui.pages.route.rows import SteadyRows, two_lines
from app.ui.pages.route.values import PlanHead, PlanRow
from app.ui.theme import changes, px, touch
from app.ui.widgets.row_list import ROW, RowList

_SELECT = QItemSelectionModel.SelectionFlag


class _Machines(SteadyRows):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _key, _title, spoken)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A head is no machine: pressed it chooses its group."""
        if index.isValid() and isinstance(self.rows[index.row()], PlanHead):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class PlanTable(RowList):
    """With a mouse Shift and Ctrl choose several; with a glove each touch adds one or takes it away.

    Enter or F2 opens the interval of the row that has the focus, Space chooses it.
    """

    chosen_changed = Signal()
    interval_wanted = Signal(str, QPoint)
    """A machine's id and where on the screen its interval stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Machines by due date"), PlanPainter(), parent)
        self._machines = _Machines(self)
        self._chosen: set[str] = set()
        self.setModel(self._machines)
        self.setUniformItemSizes(True)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        changes().changed.connect(self._fit)
        self._fit()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen machines that are shown, in the order of the rows."""
        return tuple(row.machine_id for row in self._machines.rows if _is(row, self._chosen))

    def show_rows(self, rows: Sequence[PlanHead | PlanRow]) -> None:
        """Show the machines; those that were chosen stay chosen."""
        chosen, current = set(self._chosen), self._here()
        self._machines.show(rows)
        self.choose(chosen)
        at = self._machines.row_of(current) if current else -1
        if at >= 0 and at != self.currentIndex().row():
            self.selectionModel().setCurrentIndex(self._machines.index(at), _SELECT.NoUpdate)

    def choose(self, machine_ids: Collection[str]) -> None:
        """These are chosen from now on."""
        wanted, selection, start = set(machine_ids), QItemSelection(), -1
        for at, row in enumerate((*self._machines.rows, None)):
            if _is(row, wanted):
                start = at if start < 0 else start
            elif start >= 0:
                selection.select(self._machines.index(start), self._machines.index(at - 1))
                start = -1
        self.selectionModel().select(selection, _SELECT.ClearAndSelect)
        self._selection_changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A head chooses its group; the interval opens without choosing the row alone."""
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, PlanHead):
            there = self._chosen.issuperset(row.machine_ids)
            members = set(row.machine_ids)
            self.choose(self._chosen - members if there else self._chosen | members)
        elif isinstance(row, PlanRow) and self._columns(index).interval.contains(event.position().toPoint()):
            self._open_interval(index)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open the interval, Space and the arrows choose."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and index.isValid():
            self._open_interval(index)
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self.selectionModel().select(index, _SELECT.Toggle)
        else:
            QListView.keyPressEvent(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer columns where it is narrow."""
        super().resizeEvent(event)
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(px(320), 5 * two_lines())

    def _open_interval(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, PlanRow):
            place = self._columns(index).interval
            self.interval_wanted.emit(row.machine_id, self.viewport().mapToGlobal(place.bottomLeft()))

    def _columns(self, index: QModelIndex) -> Columns:
        return Columns(self.visualRect(index))

    def _here(self) -> str:
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return _key(row) if row is not None else ""

    def _selection_changed(self) -> None:
        rows = (index.data(ROW) for index in self.selectionModel().selectedIndexes())
        self._chosen = {row.machine_id for row in rows if isinstance(row, PlanRow)}
        self.chosen_changed.emit()

    def _fit(self) -> None:
        mode = QListView.SelectionMode
        self.setSelectionMode(mode.MultiSelection if touch() else mode.ExtendedSelection)
        self.doItemsLayout()


def _is(row: PlanHead | PlanRow | None, machine_ids: Collection[str]) -> bool:
    return isinstance(row, PlanRow) and row.machine_id in machine_ids


def _key(row: PlanHead | PlanRow) -> str:
    return row.group.name if isinstance(row, PlanHead) else row.machine_id


def _title(row: PlanHead | PlanRow) -> str:
    return tr(row.group.value) if isinstance(row, PlanHead) else row.name
