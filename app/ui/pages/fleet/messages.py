"""What stands on the page in place of machines: none yet, none found, none read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.fleet.values import FleetShown
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import Button, FilledButton, PlainButton, Text

_EMPTY = later(
    "Here all machines stand side by side, and those that want a visit stand first. Add the first one, or see "
    "on the sample fan how it goes."
)
_FAILED = later("The machines could not be read. Above stands why, and what can be done about it.")


class Message(SnugPanel):
    """A title, a sentence, what can be done."""

    def __init__(self, title: str, text: str, buttons: tuple[Button, ...], parent: QWidget) -> None:
        super().__init__(title, parent=parent)
        self.body.addWidget(Text(text, BODY, "text2", wrap=True, parent=self))
        self._row = QHBoxLayout()
        for button in buttons:
            button.setParent(self)
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.body.addLayout(self._row)
        self._space()
        changes().changed.connect(self._space)

    def _space(self) -> None:
        self._row.setSpacing(px(SPACE[1]))
        self.body.setSpacing(px(SPACE[2]))


class Messages(QWidget):
    """At most one of them is shown."""

    add_wanted = Signal()
    sample_wanted = Signal()
    import_wanted = Signal()
    again_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add = FilledButton(tr("Add machine"), "plus", main=True)
        self.sample = PlainButton(tr("Try the sample fan"), "play", main=True)
        self.load = PlainButton(tr("Import recordings"), "folder-tree", main=True)
        self.again = FilledButton(tr("Try again"), "rotate-ccw", main=True)
        self.everything = PlainButton(tr("Show all machines"), main=True)
        self.reading = Text(tr("Reading the machines …"), BODY, "text2", parent=self)
        self.empty = Message(tr("No machine yet"), tr(_EMPTY), (self.add, self.sample, self.load), self)
        self.failed = Message(tr("No machine is shown"), tr(_FAILED), (self.again,), self)
        found = tr("Try fewer words, or show all machines.")
        self.nothing = Message(tr("No machine matches"), found, (self.everything,), self)
        self._all = (self.reading, self.empty, self.failed, self.nothing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in self._all:
            column.addWidget(part)
        self.add.clicked.connect(self.add_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self.load.clicked.connect(self.import_wanted)
        self.again.clicked.connect(self.again_wanted)
        self.everything.clicked.connect(self.all_wanted)
        self._show_only(self.reading)

    def show_state(self, shown: FleetShown) -> None:
        """Why there is no machine to be seen; nothing where there is one."""
        if shown.total is None:
            self._show_only(self.failed if shown.failed else self.reading)
        elif shown.total == 0:
            self._show_only(self.empty)
        else:
            self._show_only(None if shown.entries else self.nothing)

    def _show_only(self, wanted: QWidget | None) -> None:
        for part in self._all:
            part.setVisible(part is wanted)
        self.setVisible(wanted is not None)
