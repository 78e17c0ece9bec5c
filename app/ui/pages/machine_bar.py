"""The bar above the machine page: which machine, at which point, in which condition, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.machine import Machine
from app.language import later, tr
from app.ui.pages.next_step import NextStep
from app.ui.pages.words import facts
from app.ui.theme import changes, px, touch
from app.ui.widgets import IconButton, Look, PlainButton, Select, TopBar

_NARROW = 860
_SHORT = 1180
"""Learning is done seldom, and its page has words for it: its word gives way first, before the machine's name."""
_LEARN, _RECORD, _OPEN = later("Learn healthy"), later("Record"), later("Open file")


class _BarButton(PlainButton):
    """Says what it does in its tool tip, also where only its icon is left."""

    def __init__(self, word: str, icon: str, tip: str, parent: QWidget) -> None:
        self._tip = tip
        super().__init__(word, icon, parent=parent)

    def setToolTip(self, text: str) -> None:
        """Never none at all."""
        super().setToolTip(text or self._tip)


class MachineBar(TopBar):
    """Point and condition as in the picture; a single one is shown too, since it says how to measure."""

    condition_chosen = Signal(str)
    edit_wanted = Signal()
    baseline_wanted = Signal()
    learn_wanted = Signal()
    open_wanted = Signal()
    record_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._machine: Machine | None = None
        self._known: tuple[str, str] = ("", "")
        self._where: tuple[str, str] = ("", "")
        self.point = Select(tr("Measuring point"), "map-pin", self)
        self.condition = Select(tr("Operating condition"), "gauge", self)
        self._edit = IconButton(
            "pencil", tr("Change machine, points and conditions"), look=Look.QUIET, parent=self
        )
        self.baseline = IconButton("history", tr("Baseline and its log"), look=Look.QUIET, parent=self)
        self._learn = _BarButton(tr(_LEARN), "graduation-cap", tr("Learn how it sounds when healthy"), self)
        self._record = _BarButton(tr(_RECORD), "mic", tr("Record this machine (Ctrl R)"), self)
        self._open = _BarButton(tr(_OPEN), "folder-open", tr("Open sound files (Ctrl O)"), self)
        for quiet in (self._edit, self.baseline):
            self.add_beside_title(quiet)
        for widget in (self.point, self.condition, self._record, self._learn, self._open):
            self.add_action(widget)
        changes().changed.connect(self._show_title)
        self.point.activated.connect(self._point_chosen)
        self.condition.activated.connect(self._condition_chosen)
        self._edit.clicked.connect(self.edit_wanted)
        self.baseline.clicked.connect(self.baseline_wanted)
        self._record.clicked.connect(self.record_wanted)
        self._learn.clicked.connect(self.learn_wanted)
        self._open.clicked.connect(self.open_wanted)

    def show_machine(self, machine: Machine, condition_id: str, step: NextStep) -> None:
        """Show a machine at one of its conditions."""
        self._machine = machine
        here, measured = machine.find(condition_id)
        self._known = (facts(machine, condition_id), step.baseline_fact)
        self._where = (here.name, measured.name)
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
        self._show_title()

    def offer_conditions(self) -> None:
        """Open the choice of conditions, or of points where the point has only one."""
        (self.condition if self.condition.count() > 1 else self.point).showPopup()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room, icons alone say it; their tool tips keep the words."""
        super().resizeEvent(event)
        self._show_title()
        narrow = self.width() < px(_NARROW)
        # There the page has a line for it.
        self.baseline.setVisible(not narrow)
        short = self.width() < px(_SHORT)
        words = (
            (self._record, tr(_RECORD), narrow),
            (self._learn, tr(_LEARN), short),
            (self._open, tr(_OPEN), narrow),
        )
        for button, word, silent in words:
            if bool(button.text()) is silent:
                button.setText("" if silent else word)
                button.setAccessibleName(word)

    def _show_title(self) -> None:
        """With gloves two choices of one thing each would take the room of the machine's name."""
        machine = self._machine
        if machine is None:
            return
        single = sum(len(point.conditions) for point in machine.points) == 1
        told = single and touch()
        for select in (self.point, self.condition):
            select.setVisible(not told)
        known = (*self._where, *self._known) if told else self._known
        self.show_title(machine.name, " · ".join(part for part in known if part), machine.code)

    def _point_chosen(self, at: int) -> None:
        if self._machine is not None:
            self.condition_chosen.emit(self._machine.points[at].conditions[0].id)

    def _condition_chosen(self, at: int) -> None:
        self.condition_chosen.emit(self.condition.itemData(at))
