"""The bar above the machine page: which machine, at which point, in which condition, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.machine import Machine
from app.ui.pages.next_step import NextStep
from app.ui.pages.words import facts
from app.ui.theme import px
from app.ui.widgets import IconButton, Look, PlainButton, Select, TopBar

_NARROW = 860


class MachineBar(TopBar):
    """Point and condition as in the picture; a single one is shown too, since it says how to measure."""

    condition_chosen = Signal(str)
    edit_wanted = Signal()
    learn_wanted = Signal()
    open_wanted = Signal()
    record_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._machine: Machine | None = None
        self.point = Select("Measuring point", "map-pin", self)
        self.condition = Select("Operating condition", "gauge", self)
        self._edit = IconButton("pencil", "Change machine, points and conditions", look=Look.QUIET, parent=self)
        self._learn = PlainButton("Learn healthy", "graduation-cap", parent=self)
        self._record = PlainButton("Record", "mic", parent=self)
        self._record.setToolTip("Record this machine (Ctrl R)")
        self._open = PlainButton("Open file", "folder-open", parent=self)
        self._open.setToolTip("Open sound files (Ctrl O)")
        for widget in (self._edit, self.point, self.condition, self._record, self._learn, self._open):
            self.add_action(widget)
        self.point.activated.connect(self._point_chosen)
        self.condition.activated.connect(self._condition_chosen)
        self._edit.clicked.connect(self.edit_wanted)
        self._record.clicked.connect(self.record_wanted)
        self._learn.clicked.connect(self.learn_wanted)
        self._open.clicked.connect(self.open_wanted)

    def show_machine(self, machine: Machine, condition_id: str, step: NextStep) -> None:
        """Show a machine at one of its conditions."""
        self._machine = machine
        known = [facts(machine, condition_id), step.baseline_fact]
        self.show_title(machine.name, " · ".join(part for part in known if part), machine.code)
        here, _ = machine.find(condition_id)
        self.point.clear()
        for point in machine.points:
            self.point.addItem(point.name, point.id)
        self.point.setCurrentIndex([p.id for p in machine.points].index(here.id))
        self.condition.clear()
        for condition in here.conditions:
            self.condition.addItem(condition.name, condition.id)
        self.condition.setCurrentIndex([c.id for c in here.conditions].index(condition_id))
        for select in (self.point, self.condition):
            select.updateGeometry()
        self._learn.setVisible(step.main is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room, icons alone say it; their tool tips keep the words."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        words = ((self._record, "Record"), (self._learn, "Learn healthy"), (self._open, "Open file"))
        for button, word in words:
            if bool(button.text()) is narrow:
                button.setText("" if narrow else word)
                button.setAccessibleName(word)

    def _point_chosen(self, at: int) -> None:
        if self._machine is not None:
            self.condition_chosen.emit(self._machine.points[at].conditions[0].id)

    def _condition_chosen(self, at: int) -> None:
        self.condition_chosen.emit(self.condition.itemData(at))
