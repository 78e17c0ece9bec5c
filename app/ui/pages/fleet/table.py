"""All machines as a table: the same machines as the tiles, each in one line, ordered by pressing a head."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.domain.fleet import TrendPoint
from app.language import tr
from app.look.tokens import BODY
from app.ui.pages.fleet.table_columns import COLUMNS, widths
from app.ui.pages.fleet.table_paint import CellPainter, TableHead, needed
from app.ui.pages.fleet.values import Entry, FleetShown, Sort
from app.ui.pages.fleet.words import spoken, tip
from app.ui.theme import changes, px, row_height, scale, type_size
from app.ui.theme.style import OWN_FOCUS
from app.ui.widgets.row_list import ROW

_ROW, _HEAD = 34, 30
_FEWEST = 4
Index = QModelIndex | QPersistentModelIndex


class TableModel(QAbstractTableModel):
    """Machines by columns."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()
        self.at = datetime.now().astimezone()

    def show(self, entries: Sequence[Entry], at: datetime) -> None:
        """Other machines, or the same ones as they stand now."""
        self.beginResetModel()
        self.entries, self.at = entries, at
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Machines."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Columns, shown or not."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says; the machine itself under `ROW`."""
        if not index.isValid():
            return None
        entry, column = self.entries[index.row()], COLUMNS[index.column()]
        if role == ROW:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole and column.key == "machine":
            return spoken(entry, self.at)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.told(entry, self.at)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        across = orientation == Qt.Orientation.Horizontal
        return tr(COLUMNS[section].title) if across and role == Qt.ItemDataRole.DisplayRole else None


class FleetTable(QTableView):
    """Click or Enter opens a machine."""

    opened = Signal(str)
    sort_chosen = Signal(object, bool)
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._machines = TableModel(self)
        self._cells = CellPainter(self)
        self._head = TableHead(self)
        self._sort, self._reverse = Sort.URGENCY, False
        self._unused: tuple[str, ...] = ()
        self._widths: list[int] = []
        self._needed: dict[str, int] = {}
        self.setHorizontalHeader(self._head)
        self.setModel(self._machines)
        self.setItemDelegate(self._cells)
        self._set_up()
        self._head.sectionClicked.connect(self._order)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self._fit()
        changes().changed.connect(self._fit)

    def show_fleet(self, shown: FleetShown) -> None:
        """Show the machines in their order; the keyboard and the scroll bar stay where they are."""
        here, top = self.currentIndex(), self.verticalScrollBar().value()
        kept = here.data(ROW).id if here.isValid() else None
        self._sort, self._reverse = shown.choices.sort, shown.choices.reverse
        self._head.mark(next((i for i, one in enumerate(COLUMNS) if one.sort is self._sort), -1), self._reverse)
        self._unused = _unused(shown)
        self._cells.entries, self._cells.at = shown.entries, shown.at
        self._machines.show(shown.entries, shown.at)
        self._share_width()
        row = next((at for at, one in enumerate(shown.entries) if one.id == kept), -1)
        if row >= 0:
            self.setCurrentIndex(self._machines.index(row, 1))
        self.verticalScrollBar().setValue(top)
        self.updateGeometry()

    def show_trends(self, trends: Mapping[str, Sequence[TrendPoint]], changed: Collection[str]) -> None:
        """The trends that are known, by machine; those of the machines in `changed` are others than before."""
        self._cells.trends = trends
        if changed:
            self.viewport().update()

    def between(self, top: int, bottom: int) -> list[str]:
        """The machines whose rows lie between two heights of the viewport."""
        first, last = self.rowAt(max(0, top)), self.rowAt(min(bottom, self.viewport().height() - 1))
        if first < 0:
            return []
        last = last if last >= 0 else len(self._machines.entries) - 1
        return [one.id for one in self._machines.entries[first : last + 1]]

    def whole_height(self) -> int:
        """As high as all rows."""
        return self._head.sizeHint().height() + len(self._machines.entries) * row_height(_ROW) + 2

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(px(240), self._head.sizeHint().height() + _FEWEST * row_height(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self.opened.emit(index.data(ROW).id)
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole row under the pointer is marked."""
        super().mouseMoveEvent(event)
        self._set_hot(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self._set_hot(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer columns where there is less room."""
        super().resizeEvent(event)
        self._share_width()
        self.scrolled.emit()

    def _set_hot(self, row: int) -> None:
        if row != self._cells.hot:
            before, self._cells.hot = self._cells.hot, row
            for one in (before, row):
                if one >= 0:
                    top, high = self.rowViewportPosition(one), self.rowHeight(one)
                    self.viewport().update(QRect(0, top, self.viewport().width(), high))

    def _order(self, section: int) -> None:
        """The same head once more turns the order round."""
        sort = COLUMNS[section].sort
        if sort is not None:
            self.sort_chosen.emit(sort, sort is self._sort and not self._reverse)

    def _share_width(self) -> None:
        # Text grows with the user's scale and for gloves; so must what holds it.
        unit = scale() * type_size(BODY).size / BODY.size
        room = self.viewport().width()
        shared = widths(room, unit, self._unused, self._needed)
        if shared == self._widths:
            return
        self._widths = shared
        # Told of each section, the view would draw all its cells once more after the next paint.
        with QSignalBlocker(self._head):
            for section, wide in enumerate(shared):
                self.setColumnHidden(section, wide == 0)
                if wide:
                    self.setColumnWidth(section, wide)
        self.updateGeometries()
        self.viewport().update()
        # The scroll bar may have come or gone with it, and before the table is shown nobody tells.
        if self.viewport().width() != room:
            self._share_width()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("panel", True)
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(tr("Machines"))
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._head.setSectionsClickable(True)
        self._head.setHighlightSections(False)
        self.clicked.connect(lambda index: self.opened.emit(index.data(ROW).id))

    def _fit(self) -> None:
        self._needed = needed()
        self.verticalHeader().setMinimumSectionSize(row_height(_ROW))
        self.verticalHeader().setDefaultSectionSize(row_height(_ROW))
        self._head.setMinimumSectionSize(1)
        self._head.setFixedHeight(row_height(_HEAD))
        self._share_width()


def _unused(shown: FleetShown) -> tuple[str, ...]:
    """A column that is empty, or the same everywhere and told in the bar, only takes room."""
    machines = [one.now.machine for one in shown.entries]
    empty = {
        "site": len(shown.sites) < 2,
        "area": not any(one.area for one in machines),
        "code": not any(one.code for one in machines),
    }
    return tuple(key for key, unused in empty.items() if unused)
