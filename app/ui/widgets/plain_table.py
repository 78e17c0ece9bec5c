"""A table of plain texts: read, sorted by a press on a head, copied; nothing in it is changed."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.domain.verdict import State
from app.look.tokens import BODY, CAPTION
from app.ui.theme import changes, current, font, px, row_height

_HIGH, _MOST = 32, 420


class _Cells(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = ()
        self.rows: list[tuple[str, ...]] = []
        self.doubtful: set[int] = set()

    def show(self, heads: Sequence[str], rows: Sequence[Sequence[str]], doubtful: Sequence[int]) -> None:
        self.beginResetModel()
        self.heads, self.rows, self.doubtful = tuple(heads), [tuple(row) for row in rows], set(doubtful)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.UserRole:
            # Sorted as numbers where they are numbers.
            bare = text.replace(",", "")
            return float(bare) if bare.replace(".", "", 1).isdigit() else text.casefold()
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0 and index.row() in self.doubtful:
            return QColor(current().states[State.WATCH].text)
        if role == Qt.ItemDataRole.FontRole:
            return font(BODY, 500 if index.column() == 0 else 400)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return font(CAPTION, 600) if role == Qt.ItemDataRole.FontRole else None
        return self.heads[section]


class _Sorted(QSortFilterProxyModel):
    def lessThan(
        self, left: QModelIndex | QPersistentModelIndex, right: QModelIndex | QPersistentModelIndex
    ) -> bool:
        first, second = left.data(Qt.ItemDataRole.UserRole), right.data(Qt.ItemDataRole.UserRole)
        if type(first) is type(second):
            return bool(first < second)
        return str(first) < str(second)


class PlainTable(QTableView):
    """The last column takes what room is left; what is cut is whole in its tip."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _Cells(self)
        self._sorted = _Sorted(self)
        self._sorted.setSourceModel(self._cells)
        self.setModel(self._sorted)
        self.setAccessibleName(name)
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setProperty("plain", True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        changes().changed.connect(self._dress)
        self._dress()

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]], doubtful: Sequence[int] = ()) -> None:
        """Show rows in this order; `doubtful` are the numbers of those that want to be looked at."""
        self._cells.show(heads, rows, doubtful)
        self._sorted.sort(-1)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is chosen, a line a row."""
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = self.selectionModel().selectedRows()
            columns = range(self._cells.columnCount())
            lines = ["\t".join(str(row.siblingAtColumn(at).data()) for at in columns) for row in chosen]
            QGuiApplication.clipboard().setText("\n".join(lines))
            return
        super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        metrics = {False: QFontMetrics(font(BODY)), True: QFontMetrics(font(BODY, 500))}
        for column, head in enumerate(self._cells.heads[:-1]):
            texts = [row[column] for row in self._cells.rows[:200]] + [f"{head}   "]
            wide = max(metrics[column == 0].horizontalAdvance(text) for text in texts)
            self.setColumnWidth(column, min(wide + px(24), px(_MOST)))

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(row_height(_HIGH))
        self.verticalHeader().setMinimumSectionSize(row_height(_HIGH))
        self._fit_columns()
