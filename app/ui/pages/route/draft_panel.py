"""A route while it is worded: its name, machines to add, and what can be done with the chosen stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.language import tr, tr_many
from app.look.tokens import CAPTION, SPACE
from app.ui.pages.form.fields import line_edit
from app.ui.pages.route.stop_list import FoundList
from app.ui.pages.route.values import DraftShown
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import FilledButton, PlainButton, QuietButton, Text


class DraftPanel(SnugPanel):
    """Nothing is kept before Save; Escape leaves the route as it was."""

    name_typed = Signal(str)
    sought = Signal(str)
    add_wanted = Signal(str)
    step_wanted = Signal(int)
    """The chosen stop by so many places: −1 earlier, 1 later."""
    remove_wanted = Signal()
    save_wanted = Signal()
    cancel_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Edit route"), parent=parent)
        self.name: QLineEdit = line_edit(tr("Name of the route"), tr("Name"), self)
        to_add = tr("Machine, code or area to add")
        self.search: QLineEdit = line_edit(to_add, tr("Add machine, code or area"), self)
        self.found = FoundList(self)
        self._more = Text("", CAPTION, "text2", wrap=True, parent=self)
        self.up = PlainButton(tr("Up"), "arrow-up", parent=self)
        self.down = PlainButton(tr("Down"), "arrow-down", parent=self)
        self.remove = PlainButton(tr("Remove"), "x", parent=self)
        self.save = FilledButton(tr("Save"), "check", main=True, parent=self)
        self.cancel = PlainButton(tr("Cancel"), main=True, parent=self)
        self.drop = QuietButton(tr("Delete this route"), "trash-2", parent=self)
        self._build()
        self._connect()
        changes().changed.connect(self._dress)
        self._dress()

    def show_draft(self, draft: DraftShown, at: int) -> None:
        """Show what is worded; what is being typed is left alone."""
        self.set_title(tr("New route") if draft.new else tr("Edit route"))
        for field, text in ((self.name, draft.name), (self.search, draft.sought)):
            if field.text() != text:
                field.setText(text)
        self.found.show_rows(draft.found)
        self._more.setText(_more(draft))
        self._more.setVisible(bool(self._more.text()))
        chosen = 0 <= at < len(draft.stops)
        self.up.setEnabled(chosen and at > 0)
        self.down.setEnabled(chosen and at < len(draft.stops) - 1)
        self.remove.setEnabled(chosen)
        self.drop.setVisible(not draft.new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the route as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_wanted.emit()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self._moves, self._ends = QHBoxLayout(), QHBoxLayout()
        for button in (self.up, self.down, self.remove):
            self._moves.addWidget(button, 1)
        # A longer word for it takes its room from Save, which has more than it needs.
        self.cancel.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._ends.addWidget(self.save, 2)
        self._ends.addWidget(self.cancel, 1)
        self.body.addWidget(self.name)
        self.body.addLayout(self._moves)
        self.body.addWidget(self.search)
        self.body.addWidget(self.found, 1)
        self.body.addWidget(self._more)
        self.body.addLayout(self._ends)
        self.body.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.name.textEdited.connect(self.name_typed)
        self.name.returnPressed.connect(self.save_wanted)
        self.search.textEdited.connect(self.sought)
        self.found.added.connect(self.add_wanted)
        self.up.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.down.clicked.connect(lambda: self.step_wanted.emit(1))
        self.remove.clicked.connect(self.remove_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.drop.clicked.connect(self.drop_wanted)

    def _dress(self) -> None:
        for row in (self._moves, self._ends):
            row.setSpacing(px(SPACE[1]))


def _more(draft: DraftShown) -> str:
    if draft.more:
        return tr_many(
            "And {n} machine more: type a part of the name.",
            "And {n} machines more: type a part of the name.",
            draft.more,
        )
    if not draft.found:
        return tr("No machine matches.") if draft.sought else tr("Every machine is on this route.")
    return ""
