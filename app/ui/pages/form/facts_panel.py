"""What the machine is and where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from app.domain.machine import Machine, MachineType
from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.form.draft import MachineDraft
from app.ui.pages.form.fields import SuggestField, line_edit
from app.ui.pages.snug import SnugPanel
from app.ui.pages.words import TYPE_WORDS
from app.ui.theme import changes, control_height, px
from app.ui.widgets import Select, Text


class FactsPanel(SnugPanel):
    """Name, type, site, area, code and blades."""

    entered = Signal()
    """Enter was pressed in one of the fields."""
    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Machine"), parent=parent)
        self._judged: frozenset[MachineType] | None = None
        self.name = line_edit(tr("Name"), tr("for example Supply fan 3"), self)
        self.type = Select(tr("Type"), parent=self)
        self.type_note = Text("", CAPTION, "watch", wrap=True, parent=self)
        self.site = SuggestField(tr("Site"), tr("for example Plant 2, Hall B"), self)
        self.area = SuggestField(tr("Area"), tr("the part of the site, for example Line 4"), self)
        self.code = line_edit(tr("Code"), tr("as in your maintenance system"), self)
        self.blades = line_edit(tr("Blades"), tr("of the impeller"), self)
        for kind in MachineType:
            self.type.addItem(tr(TYPE_WORDS[kind][0]), kind)
        self._labels: list[Text] = []
        self._rows = self._make_rows()
        self.body.addLayout(self._rows)
        self._connect()
        self._fit()

    @property
    def fields(self) -> dict[str, QLineEdit]:
        """Those of which something typed may be refused."""
        return {"name": self.name, "blades": self.blades}

    def show_draft(self, draft: MachineDraft) -> None:
        """Start from this."""
        self.name.setText(draft.name)
        self.type.setCurrentIndex(list(MachineType).index(draft.type))
        self.site.setText(draft.site)
        self.area.setText(draft.area)
        self.code.setText(draft.code)
        self.blades.setText(draft.blades)
        for field in (self.site, self.area, self.code):
            # Of a long name its beginning tells most.
            field.setCursorPosition(0)
        self._show_type_note()

    def show_known(self, machines: Sequence[Machine]) -> None:
        """Sites and areas that were typed before are offered again."""
        self.site.suggest(machine.site for machine in machines)
        self.area.suggest(machine.area for machine in machines)

    def show_judged(self, types: frozenset[MachineType]) -> None:
        """The types a model is installed for; of the others it is said that they can't be judged yet."""
        self._judged = types
        self._show_type_note()

    def _show_type_note(self) -> None:
        kind = self.type.currentData()
        judged = self._judged is None or kind in self._judged
        many = tr(TYPE_WORDS[kind][1]) if kind else ""
        note = tr("No model for {machines} is installed: Earshot can't judge it yet.", machines=many)
        self.type_note.setText("" if judged else note)
        self._rows.setRowVisible(self.type_note, not judged)

    def _connect(self) -> None:
        self.type.currentIndexChanged.connect(self._show_type_note)
        self.type.activated.connect(self.edited)
        for field in (self.name, self.code, self.blades):
            field.returnPressed.connect(self.entered)
        for offered in (self.site, self.area):
            offered.entered.connect(self.entered)
        for typed in (self.name, self.site, self.area, self.code, self.blades):
            typed.textEdited.connect(self.edited)
        changes().changed.connect(self._fit)

    def _make_rows(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows: tuple[tuple[str, QWidget], ...] = (
            (later("Name (needed)"), self.name),
            (later("Type"), self.type),
            ("", self.type_note),
            (later("Site"), self.site),
            (later("Area"), self.area),
            (later("Code"), self.code),
            (later("Blades"), self.blades),
        )
        for word, field in rows:
            label = Text(tr(word), BODY, "text2")
            self._labels.append(label)
            form.addRow(label, field)
        return form

    def _fit(self) -> None:
        super()._fit()
        # Called by the panel before there are rows.
        if hasattr(self, "_rows"):
            self._rows.setSpacing(px(SPACE[1]))
            self._rows.setHorizontalSpacing(px(SPACE[3]))
            for label in self._labels:
                label.setMinimumHeight(control_height() if label.text() else 0)
