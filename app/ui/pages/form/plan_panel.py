"""How much depends on the machine, how often it is visited, and what else one should know."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.machine import Criticality
from app.domain.words import capital
from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.form.draft import MachineDraft
from app.ui.pages.form.fields import NotesField, line_edit
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import SegmentedControl, Text

MATTERS = {
    Criticality.LOW: later("Abnormal: check within 7 days, maintenance as late as it can wait."),
    Criticality.NORMAL: later("Abnormal: check within 2 days, maintenance by when it is expected."),
    Criticality.HIGH: later("Comes first. Abnormal: check within 1 day, maintenance at the earliest."),
}
"""What it changes, in one line."""

_PLANNED = later("From then on it is due, and a while later overdue.")
_DAYS_WIDE = 72


class PlanPanel(SnugPanel):
    """Criticality, interval and notes."""

    entered = Signal()
    """Enter was pressed in the interval."""
    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Visits"), parent=parent)
        choices = [(one.value, capital(tr(one.value))) for one in Criticality]
        self.criticality = SegmentedControl(choices, parent=self)
        self.criticality.setAccessibleName(tr("Criticality"))
        self._matters = Text("", CAPTION, "text2", wrap=True, parent=self)
        self.interval = line_edit(tr("Days between visits"), tr("none"), self)
        self.interval.setToolTip(tr(_PLANNED))
        self.notes = NotesField(tr("Notes"), tr("What one should know: bearings, belts, the way there"), self)
        self._degree, self._often = self._row(tr("Criticality")), self._row(tr("A visit every"))
        self._degree.addWidget(self.criticality)
        self._degree.addStretch(1)
        for part in (self.interval, Text(tr("days; empty where nobody plans it"), BODY, "text2", parent=self)):
            self._often.addWidget(part)
        self._often.addStretch(1)
        self.body.addLayout(self._degree)
        self.body.addWidget(self._matters)
        self.body.addLayout(self._often)
        self.body.addWidget(Text(tr("Notes"), BODY, "text2", parent=self))
        self.body.addWidget(self.notes, 1)
        self._connect()
        self._fit()

    @property
    def fields(self) -> dict[str, QLineEdit]:
        """Those of which something typed may be refused."""
        return {"interval": self.interval}

    @property
    def chosen(self) -> Criticality:
        """How much depends on it."""
        return Criticality(self.criticality.current)

    def show_draft(self, draft: MachineDraft) -> None:
        """Start from this."""
        self.criticality.set_current(draft.criticality.value)
        self.interval.setText(draft.interval)
        self.notes.setPlainText(draft.notes)
        self._show_matters()

    def _show_matters(self) -> None:
        self._matters.setText(tr(MATTERS[self.chosen]))

    def _row(self, word: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(word, BODY, "text2", parent=self))
        return row

    def _connect(self) -> None:
        self.criticality.chosen.connect(self._show_matters)
        self.criticality.chosen.connect(lambda _: self.edited.emit())
        self.interval.returnPressed.connect(self.entered)
        self.interval.textEdited.connect(self.edited)
        self.notes.textChanged.connect(self.edited)
        changes().changed.connect(self._fit)

    def _fit(self) -> None:
        super()._fit()
        # Called by the panel before there are rows.
        if hasattr(self, "_often"):
            self.interval.setFixedWidth(px(_DAYS_WIDE))
            for row in (self._degree, self._often):
                row.setSpacing(px(SPACE[2]))
