"""The machines as one flat list of rows for a view: a heading for each site, then its machines by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.fleet import MachineSummary
from app.domain.spelling import folded, natural
from app.domain.verdict import State
from app.language import later, tr
from app.ui.widgets.wording import number

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
NO_SITE = later("No place given")


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a site's machines."""

    text: str


Row = Heading | MachineSummary


def rows_of(summaries: Sequence[MachineSummary], sought: str = "") -> list[Row]:
    """Machines whose name, code or site holds every sought word, under their sites."""
    words = folded(sought).split()
    found = [s for s in summaries if all(word in _haystack(s) for word in words)]
    found.sort(key=_order)
    only_unplaced = not any(s.machine.site for s in summaries)
    rows: list[Row] = []
    site: str | None = None
    for summary in found:
        if summary.machine.site != site and not only_unplaced:
            rows.append(Heading(summary.machine.site or tr(NO_SITE)))
        site = summary.machine.site
        rows.append(summary)
    return rows


def spoken(summary: MachineSummary) -> str:
    """A row as a screen reader says it: "Supply fan 3, abnormal, score 1.84"."""
    score = summary.last.score if summary.last else None
    said = f"{summary.machine.name}, {tr(summary.state.value)}"
    return said if score is None else tr("{said}, score {score}", said=said, score=number(score))


def needing_visit(summaries: Sequence[MachineSummary]) -> int:
    """How many machines are abnormal."""
    return sum(s.state is State.ABNORMAL for s in summaries)


def _order(summary: MachineSummary) -> tuple[object, ...]:
    """Sites that differ in case alone are two sites: mixed, each would be headed again and again."""
    machine = summary.machine
    return not machine.site, natural(machine.site), machine.site, natural(machine.name), machine.name


def _haystack(summary: MachineSummary) -> str:
    machine = summary.machine
    return folded(f"{machine.name} {machine.code} {machine.site}")


class MachineModel(QAbstractListModel):
    """Rows for the machine list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summaries: list[MachineSummary] = []
        self._sought = ""
        self._rows: list[Row] = []

    @property
    def summaries(self) -> list[MachineSummary]:
        """All machines, sought or not."""
        return self._summaries

    def show(self, summaries: Sequence[MachineSummary]) -> bool:
        """Take on the machines; where the rows stay the same ones, only their content changes.

        False where these are the very values that are shown: choosing a machine brings all of them again.
        """
        if len(summaries) == len(self._summaries) and all(map(is_, summaries, self._summaries)):
            return False
        self._summaries = list(summaries)
        self._rebuild()
        return True

    def seek(self, text: str) -> None:
        """Keep only the rows that match."""
        self._sought = text
        self._rebuild()

    def row_of(self, machine_id: str | None) -> int:
        """The row of a machine, −1 when it is not shown."""
        return next((i for i, row in enumerate(self._rows) if _id(row) == machine_id and machine_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Headings and machines together."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text for eyes and screen readers; the row itself under `ROW`."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, Heading):
            return row.text if role in _TEXTS else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return " · ".join(filter(None, (row.machine.name, row.machine.code, row.machine.site)))
        return row.machine.name if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen, and the arrow keys pass over them."""
        if index.isValid() and isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _rebuild(self) -> None:
        rows = rows_of(self._summaries, self._sought)
        if [_id(row) for row in rows] == [_id(row) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def _id(row: Row) -> str:
    return f"heading {row.text}" if isinstance(row, Heading) else row.machine.id
