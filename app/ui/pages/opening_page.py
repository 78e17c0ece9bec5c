"""Before there is a history: a quiet moment, or the reason why it can't be opened and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.problem import Problem
from app.language import retold, tr
from app.look.tokens import BODY, SPACE, TITLE
from app.ui.theme import px
from app.ui.widgets import FilledButton, Look, Text, TopBar, announce


class OpeningPage(QWidget):
    """Nothing else can be done until the history is open, so this fills the page."""

    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = TopBar()
        self.bar.show_title("Earshot")
        self._what = Text("", TITLE, wrap=True, parent=self)
        self._to_do = Text("", BODY, wrap=True, parent=self)
        self.again = FilledButton(tr("Try again"), "rotate-ccw", main=True, parent=self)
        self.again.clicked.connect(self.again_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(4 * [px(SPACE[5])]))
        self._column.setSpacing(px(SPACE[3]))
        self._above = QWidget(self)
        self._column.addWidget(self._above, 1)
        self._column.addWidget(self._what)
        self._column.addWidget(self._to_do)
        self._column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._below = QWidget(self)
        self._column.addWidget(self._below, 2)
        self._backups: QWidget | None = None
        self.show_opening()

    def show_opening(self) -> None:
        """The history is being opened."""
        self._what.setText("")
        self._to_do.setText("")
        self.again.hide()

    def show_backups(self, backups: QWidget) -> None:
        """Offer the backups below the reason, in place of those offered before."""
        if self._backups is not None:
            self._column.removeWidget(self._backups)
            self._backups.deleteLater()
        self._backups = backups
        # A page has one filled button, and with backups at hand it is theirs.
        self.again.set_look(Look.PLAIN)
        for room in (self._above, self._below):
            room.hide()
        self._column.addWidget(backups, 8)

    def show_problem(self, problem: Problem) -> None:
        """The history can't be opened."""
        what, to_do = retold(problem.what), retold(problem.to_do)
        self._what.setText(what)
        self._to_do.setText(to_do)
        self.again.show()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{what} {to_do}", at_once=True)
