"""Inspections as tables for other programs: from when to when, as what."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import CAPTION, SPACE
from app.ui.pages.exchange.values import TablesFace
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import PlainButton, SegmentedControl, Select, Text

_WHAT = later("About the machines ticked for sending. Semicolons and 1,5 suit an Excel with decimal commas.")
_PROFILES = (("comma", later("Commas, 1.5")), ("semicolon", later("Semicolons, 1,5")))


class TablesPanel(SnugPanel):
    """Shows; what is decided, the presenter decides."""

    since_chosen = Signal(str)
    until_chosen = Signal(str)
    cmms_wanted = Signal(str)
    parquet_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("For other programs"), parent=parent)
        self.since = Select(tr("From when"), "clock", parent=self)
        self.until = Select(tr("Until when"), parent=self)
        self.profile = SegmentedControl([(key, tr(word)) for key, word in _PROFILES], parent=self)
        self.cmms = PlainButton(tr("CSV for work orders …"), "file-down", parent=self)
        self.parquet = PlainButton(tr("Parquet …"), "file-down", parent=self)
        self.line = Text("", CAPTION, "text2", wrap=True, parent=self)
        self._when, self._what = QHBoxLayout(), QHBoxLayout()
        for part in (self.since, self.until, self.profile):
            self._when.addWidget(part)
        for button in (self.cmms, self.parquet):
            self._what.addWidget(button)
        for row in (self._when, self._what):
            row.addStretch(1)
            self.body.addLayout(row)
        self.body.addWidget(self.line)
        self.since.activated.connect(lambda _: self.since_chosen.emit(self.since.currentData()))
        self.until.activated.connect(lambda _: self.until_chosen.emit(self.until.currentData()))
        self.cmms.clicked.connect(lambda: self.cmms_wanted.emit(self.profile.current))
        self.parquet.clicked.connect(self.parquet_wanted)
        changes().changed.connect(self._spread)
        self._spread()

    def show_face(self, face: TablesFace, *, may: bool) -> None:
        """Show the choices, and what was written last."""
        for select, choices in ((self.since, face.since), (self.until, face.until)):
            if select.count() != len(choices):
                select.clear()
                for key, word in choices:
                    select.addItem(word, key)
                select.updateGeometry()
        self.line.setText(tr("Written: {files}", files=face.line) if face.line else tr(_WHAT))
        self.line.set_tone("text" if face.line else "text2")
        for button in (self.cmms, self.parquet):
            button.setEnabled(may)

    def _spread(self) -> None:
        for row in (self._when, self._what):
            row.setSpacing(px(SPACE[1]))
