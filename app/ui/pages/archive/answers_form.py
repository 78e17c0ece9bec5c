"""What the technician says of an archive that its names can't tell."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QWidget

from app.domain.machine import MachineType
from app.language import SOURCE, later, spoken, tr
from app.look.tokens import SPACE
from app.ui.pages.archive.values import Answers
from app.ui.pages.snug import ACROSS, DOWN
from app.ui.pages.words import TYPE_WORDS
from app.ui.theme import changes, px
from app.ui.widgets import QuietButton, Select

_NARROW = 900
_LEARN = (None, 3, 5, 20)
_ORDERS = (
    ("", later("Day or month first?")),
    ("dmy", later("Day first: 03-04 is 3 April")),
    ("mdy", later("Month first: 03-04 is 4 March")),
)


def _inside(word: str) -> str:
    """A type's word inside a line; a German noun keeps its capital."""
    return tr(word).lower() if spoken() == SOURCE else tr(word)


class AnswersForm(QWidget):
    """Each answer holds at once: the folder is looked at anew."""

    answered = Signal(object)
    table_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = Answers()
        self.type = Select(tr("Type of new machines"), parent=self)
        for kind in MachineType:
            self.type.addItem(tr("New machines: {type}", type=_inside(TYPE_WORDS[kind][0])), kind.value)
        self.learn = Select(tr("What to learn from"), parent=self)
        for number in _LEARN:
            all_of_them = number is None
            word = tr("Learn from all healthy ones") if all_of_them else tr("Learn from {n}", n=number)
            self.learn.addItem(word, number)
        self.order = Select(tr("Order of day and month"), parent=self)
        for key, word in _ORDERS:
            self.order.addItem(tr(word), key)
        self.healthy = QCheckBox(tr("Healthy where nothing says otherwise"), self)
        self.fixed = QCheckBox(tr("Microphone is mounted"), self)
        self.table = QuietButton(tr("Use a table …"), "file-up", parent=self)
        self._row = QBoxLayout(ACROSS, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in (self.order, self.type, self.learn, self.healthy, self.fixed, self.table):
            self._row.addWidget(part)
        self._row.addStretch(1)
        for select in (self.type, self.learn, self.order):
            select.activated.connect(self._tell)
        for box in (self.healthy, self.fixed):
            box.clicked.connect(self._tell)
        self.table.clicked.connect(self.table_wanted)
        changes().changed.connect(self._fit)
        self._fit()

    def show_answers(self, answers: Answers, *, ask_order: bool) -> None:
        """Show what was said; which of day and month comes first is asked only where it matters."""
        self._answers = answers
        for select, value in (
            (self.type, answers.type),
            (self.learn, answers.learn),
            (self.order, answers.date_order),
        ):
            select.setCurrentIndex(max(select.findData(value), 0))
        self.healthy.setChecked(answers.healthy)
        self.fixed.setChecked(answers.fixed)
        self.order.setVisible(ask_order)
        self.table.setText(tr("Other table …") if answers.table else tr("Use a table …"))

    def resizeEvent(self, event: object) -> None:
        """Below each other where it is narrow."""
        self._row.setDirection(DOWN if self.width() < px(_NARROW) else ACROSS)

    def _tell(self) -> None:
        self.answered.emit(
            Answers(
                type=self.type.currentData(),
                healthy=self.healthy.isChecked(),
                fixed=self.fixed.isChecked(),
                learn=self.learn.currentData(),
                date_order=self.order.currentData(),
                table=self._answers.table,
            )
        )

    def _fit(self) -> None:
        self._row.setSpacing(px(SPACE[2]))
