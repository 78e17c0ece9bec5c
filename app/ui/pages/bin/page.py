"""The bin: found by typing, chosen by pressing, brought back together; emptied only by a second press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.bin import KEPT
from app.language import later, tr, tr_many
from app.look.tokens import BODY, SPACE
from app.ui.pages.bin.bin_list import BinList
from app.ui.pages.bin.emptying import EmptyingPanel
from app.ui.pages.bin.values import BinShown
from app.ui.theme import changes, px, set_type
from app.ui.widgets import FilledButton, PanelFrame, QuietButton, Text, announce

_READING = later("Reading the bin …")
_EMPTY = later(
    "The bin is empty. Machines and inspections that you delete lie here for "
    "{days} days, and come back as they were."
)
_NO_MATCH = later("Nothing in the bin matches.")
_NARROW, _SEARCH = 860, 320


class BinPage(QWidget):
    """Shows; what is decided, the presenter decides."""

    seeking = Signal(str)
    all_wanted = Signal()
    back_wanted = Signal()
    empty_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = BinShown()
        self.panel = PanelFrame(tr("Bin"), _kept(), parent=self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Find in the bin"))
        self.search.setAccessibleName(tr("Find in the bin"))
        self.search.setClearButtonEnabled(True)
        set_type(self.search, BODY)
        self.all = QuietButton(tr("Choose all"), "check", parent=self)
        self.empty = QuietButton(tr("Empty now"), "trash-2", parent=self)
        self.emptying = EmptyingPanel(self)
        self.list = BinList(self)
        self.nothing = Text(tr(_READING), BODY, "text2", wrap=True, parent=self)
        self.told = Text("", BODY, wrap=True, parent=self)
        self.back = FilledButton(tr("Bring back"), "undo-2", parent=self)
        self._build()
        self._connect()
        self.show_bin(self._shown)
        self.tell("")
        self._fit()

    def show_bin(self, shown: BinShown) -> None:
        """Show what lies in the bin, and what of it is chosen."""
        self._shown = shown
        self.panel.set_title(tr("Bin"), " · ".join(filter(None, (shown.line, _kept()))))
        self.list.show_rows(shown.rows or ())
        self.list.setVisible(bool(shown.rows))
        empty = tr(_NO_MATCH) if shown.lying else tr(_EMPTY, days=KEPT.days)
        self.nothing.setText(tr(_READING) if shown.rows is None else empty)
        self.nothing.setVisible(not shown.rows)
        some = shown.lying > 0
        for tool in (self.search, self.all, self.empty):
            tool.setVisible(some and not shown.removing)
        self.back.setVisible(some)
        self.back.setEnabled(shown.chosen > 0 and not shown.working)
        several = tr_many("Bring back {n}", "Bring back {n}", shown.chosen)
        self.back.setText(several if shown.chosen > 1 else tr("Bring back"))
        every = bool(shown.rows) and all(row.chosen for row in shown.rows or ())
        self.all.setText(tr("Choose none") if every else tr("Choose all"))

    def show_loss(self, text: str) -> None:
        """What would be lost, with the way to do it; nothing where none is to be removed."""
        self.emptying.show_loss(text, self._shown.working)

    def tell(self, text: str) -> None:
        """What was done."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        if text:
            announce(self, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer things beside each other where there is less room."""
        super().resizeEvent(event)
        self.emptying.set_narrow(self.width() < px(_NARROW))

    def _build(self) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self.search, 1)
        self._row.addWidget(self.all)
        self._row.addStretch(1)
        self._row.addWidget(self.empty)
        self.panel.body.addLayout(self._row)
        for part in (self.emptying, self.told):
            self.panel.body.addWidget(part)
        self.panel.body.addWidget(self.list, 1)
        self.panel.body.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        self.panel.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.panel)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.seeking)
        self.all.clicked.connect(self.all_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.empty.clicked.connect(self.empty_wanted)
        changes().changed.connect(self._fit)

    def _fit(self) -> None:
        margin = px(SPACE[3])
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._row.setSpacing(px(SPACE[1]))
        self.search.setMaximumWidth(px(_SEARCH))


def _kept() -> str:
    return tr_many("kept for {n} day", "kept for {n} days", KEPT.days)
