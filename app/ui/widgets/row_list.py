"""What lists of rows share: a model of plain values, and a view in which a click, Enter or Space opens a row."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from app.ui.theme.style import OWN_FOCUS

ROW = Qt.ItemDataRole.UserRole
"""Under this role the value itself is found."""


class RowsModel(QAbstractListModel):
    """Values as rows: `title` is what typing finds, `spoken` what a screen reader says, `tip` more of it."""

    def __init__(
        self,
        parent: QObject,
        title: Callable[[Any], str],
        spoken: Callable[[Any], str],
        tip: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []
        self._says = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
            Qt.ItemDataRole.ToolTipRole: tip or spoken,
        }

    def show(self, rows: Sequence[Any]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """All of them."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row, or what is said of it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        says = self._says.get(Qt.ItemDataRole(role))
        return says(row) if says else None


class RowList(QListView):
    """It draws the ring around what has the focus itself."""

    row_opened = Signal(object)
    """A row was clicked, or Enter or Space pressed on it."""

    def __init__(self, name: str, painter: QStyledItemDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painter.setParent(self)
        self.setItemDelegate(painter)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setProperty(OWN_FOCUS, True)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open, arrows move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(index.data(ROW))
