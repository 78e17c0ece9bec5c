"""The form in which a machine is described, new or known: a page like the others, so nothing blocks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.machine import Machine, MachineType
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.machine_draft import DraftError, MachineDraft
from app.ui.pages.points_editor import PointsEditor, line_edit
from app.ui.pages.snug import ACROSS, ScrollPage, SnugBox
from app.ui.pages.words import TYPE_WORDS
from app.ui.theme import px
from app.ui.widgets import FilledButton, PanelFrame, PlainButton, Select, Text, TopBar, announce

_WIDEST = 760


class MachineForm(ScrollPage):
    """`save_wanted` gives the machine and whether it is new; the page stays until it is told that it was kept."""

    save_wanted = Signal(object, bool)
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judged: frozenset[MachineType] | None = None
        self._original: Machine | None = None
        self.bar = TopBar()
        self.name = line_edit("Name", "for example Supply fan 3", self.content)
        self.type = Select("Type", parent=self.content)
        self.site = line_edit("Site", "for example Plant 2, Hall B", self.content)
        self.code = line_edit("Code", "as in your maintenance system", self.content)
        self.blades = line_edit("Blades", "of the impeller", self.content)
        self._type_note = Text("", CAPTION, "watch", wrap=True, parent=self.content)
        self._error = Text("", BODY, "abnormal", weight=500, wrap=True, parent=self.content)
        self.points = PointsEditor(self.content)
        self.save = FilledButton("Save", "check", parent=self.content)
        self._cancel = PlainButton("Cancel", parent=self.content)
        self._build()
        self._connect()

    def start(self, machine: Machine | None) -> None:
        """Describe a new machine, or change a known one."""
        draft = MachineDraft.of(machine) if machine else MachineDraft()
        self._original = machine
        title = f"Change {machine.name}" if machine else "Add a machine"
        self.bar.show_title(title, "What you fill in is printed on every report.")
        self.name.setText(draft.name)
        self.type.setCurrentIndex(list(MachineType).index(draft.type))
        self.site.setText(draft.site)
        self.code.setText(draft.code)
        self.blades.setText(draft.blades)
        self.points.show_points(draft.points)
        self.save.setText("Save" if machine else "Add machine")
        self.show_error("", "")
        self._show_type_note()
        self.verticalScrollBar().setValue(0)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> MachineDraft:
        """What is typed now."""
        return MachineDraft(
            self.name.text(),
            self.type.currentData(),
            self.site.text(),
            self.code.text(),
            self.blades.text(),
            self.points.points(),
            self._original,
        )

    def show_judged(self, types: frozenset[MachineType]) -> None:
        """The types a model is installed for; of the others the form says that they can't be judged yet."""
        self._judged = types
        self._show_type_note()

    def show_error(self, where: str, sentence: str) -> None:
        """Say what can't be kept, beside the buttons, and lead the cursor there."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        for key, field in (("name", self.name), ("blades", self.blades)):
            field.setProperty("bad", key == where)
            field.style().unpolish(field)
            field.style().polish(field)
            if key == where:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
        if sentence:
            announce(self, sentence, at_once=True)

    def _save(self) -> None:
        try:
            machine = self.draft().machine()
        except DraftError as error:
            self.show_error(error.field, str(error))
            return
        self.show_error("", "")
        self.save_wanted.emit(machine, self._original is None)

    def _show_type_note(self) -> None:
        kind = self.type.currentData()
        judged = self._judged is None or kind in self._judged
        many = TYPE_WORDS[kind][1] if kind else ""
        self._type_note.setText("" if judged else f"No model for {many} is installed: Earshot can't judge it yet.")
        self._fields.setRowVisible(self._type_note, not judged)

    def _connect(self) -> None:
        self.type.currentIndexChanged.connect(self._show_type_note)
        self.save.clicked.connect(self._save)
        self._cancel.clicked.connect(self.cancel_wanted)
        for field in (self.name, self.site, self.code, self.blades):
            field.returnPressed.connect(self._save)

    def _build(self) -> None:
        for kind in MachineType:
            self.type.addItem(TYPE_WORDS[kind][0], kind)
        about = PanelFrame("Machine", parent=self.content)
        self._fields = self._make_fields()
        about.body.addLayout(self._fields)
        where = PanelFrame("Where and how it is listened to", parent=self.content)
        hint = "Only takes from the same point in the same condition can be compared."
        where.body.addWidget(Text(hint, CAPTION, "text2", wrap=True))
        where.body.addWidget(self.points)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        sheet = QWidget(self.content)
        sheet.setMaximumWidth(px(_WIDEST))
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(SPACE[2]))
        for part in (about, where, self._error):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addStretch(1)
        centred = SnugBox(ACROSS, self.content)
        centred.setContentsMargins(*(4 * [px(SPACE[3])]))
        centred.addWidget(sheet, 1)
        centred.addStretch(0)

    def _make_fields(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(px(SPACE[1]))
        form.setHorizontalSpacing(px(SPACE[3]))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("Name (needed)", self.name),
            ("Type", self.type),
            ("", self._type_note),
            ("Site", self.site),
            ("Code", self.code),
            ("Blades", self.blades),
        )
        for word, field in rows:
            form.addRow(Text(word, BODY, "text2"), field)
        return form
