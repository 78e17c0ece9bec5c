"""A file from another laptop: dropped or chosen, looked into, taken in."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.language import later, retold, tr, tr_many
from app.look.tokens import BODY, SPACE
from app.ui.pages.exchange.values import FileFace, MachineRow, Stage
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import DropField, FilledButton, PlainButton, SegmentedControl, Text
from app.ui.widgets.row_list import RowList
from app.ui.widgets.two_line_list import TwoLineList, TwoLines

_TITLE = later("From another laptop")
_DROP = later("Drop an exchange file here, or press to choose it")
_WHAT = later(
    "Such a file holds whole machines: what was heard, found and noted, and the recordings that were sent along. "
    "Looking into it changes nothing."
)
_APART, _MATCH = "apart", "match"


class FilePanel(SnugPanel):
    """Shows; what is decided, the presenter decides."""

    file_wanted = Signal()
    dropped = Signal(Path)
    matched = Signal(str)
    take_wanted = Signal()
    away_wanted = Signal()
    machine_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr(_TITLE), parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._rows: dict[str, MachineRow] = {}
        self.drop = DropField(tr(_DROP), self)
        self.line = Text("", BODY, "text2", wrap=True, parent=self)
        self.news = Text("", BODY, wrap=True, weight=600, parent=self)
        self.trouble = Text("", BODY, "abnormal", wrap=True, parent=self)
        self.list: RowList = TwoLineList(tr("Machines in the file"), self)
        self.same = Text("", BODY, "text2", wrap=True, parent=self)
        choices = ((_APART, tr("Keep apart")), (_MATCH, tr("Take for the ones here")))
        self.match = SegmentedControl(choices, parent=self)
        self._rest = QWidget(self)
        self.take = FilledButton(tr("Take in"), "file-down", parent=self)
        self.away = PlainButton(tr("Another file …"), parent=self)
        self._build()
        self._connect()
        self._spread()
        self.show_face(FileFace(), busy=False)

    def show_face(self, face: FileFace, *, busy: bool) -> None:
        """Show how far somebody is with a file."""
        self.set_title(tr(_TITLE), face.title)
        problem = face.problem
        for text, told in (
            (self.line, face.line or (tr(_WHAT) if face.stage is Stage.NONE else "")),
            (self.news, face.news),
            (self.trouble, f"{retold(problem.what)} {retold(problem.to_do)}" if problem else ""),
        ):
            text.setText(told)
            text.setVisible(bool(told))
        self._rows = {row.key: row for row in face.rows}
        assert isinstance(self.list, TwoLineList)
        self.list.show_rows([TwoLines(row.key, row.title, row.note) for row in face.rows])
        self.list.setVisible(bool(face.rows))
        self._rest.setVisible(not face.rows)
        self._show_match(face)
        self.drop.setVisible(face.stage in (Stage.NONE, Stage.REFUSED))
        self.take.setVisible(face.stage is Stage.LOOKED)
        self.take.setEnabled(face.may_take and not busy)
        self.away.setVisible(face.stage in (Stage.LOOKED, Stage.DONE))
        self.away.setEnabled(not busy)
        self.match.setEnabled(not busy)

    def _show_match(self, face: FileFace) -> None:
        shown = face.stage is Stage.LOOKED and bool(face.same_code)
        self.same.setText(
            tr_many(
                "One machine has the asset code of a machine here. Are the two one and the same?",
                "{n} machines have the asset codes of machines here. Are they the same ones?",
                max(face.same_code, 1),
            )
        )
        self.same.setVisible(shown)
        self.match.setVisible(shown)
        self.match.set_current(_MATCH if face.matched else _APART)

    def _open(self, row: TwoLines) -> None:
        here = self._rows[row.key].here if row.key in self._rows else ""
        if here:
            self.machine_wanted.emit(here)

    def _connect(self) -> None:
        self.drop.choose_wanted.connect(self.file_wanted)
        self.drop.dropped.connect(lambda paths: self.dropped.emit(paths[0]))
        self.list.row_opened.connect(self._open)
        self.match.chosen.connect(self.matched)
        self.take.clicked.connect(self.take_wanted)
        self.away.clicked.connect(self.away_wanted)
        changes().changed.connect(self._spread)

    def _build(self) -> None:
        self._last = QHBoxLayout()
        self._last.addWidget(self.take)
        self._last.addWidget(self.away)
        self._last.addStretch(1)
        for part in (self.drop, self.trouble, self.line, self.news):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._rest, 1)
        self.body.addWidget(self.same)
        self.body.addWidget(self.match, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._last)

    def _spread(self) -> None:
        self._last.setSpacing(px(SPACE[2]))
