"""In place of a route while there is none: what one is, and how to come by it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY
from app.ui.pages.route.values import RoutesShown
from app.ui.pages.snug import SnugPanel
from app.ui.widgets import FilledButton, PlainButton, Text

_WHAT = later(
    "A route is an ordered way past machines: a take at each stop leads on to the next one. Where the plan says "
    "how often a machine is to be inspected, whatever is due is offered here as a route."
)
_NO_MACHINE = later("A route leads past machines. Add them first.")


class NothingPanel(SnugPanel):
    """Says whether the history is still being read, has no machine or no route."""

    plan_wanted = Signal()
    machines_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._what = Text("", BODY, wrap=True, parent=self)
        self.new = FilledButton(tr("New route"), "plus", main=True, parent=self)
        self.plan = PlainButton(tr("To the plan"), "clock", main=True, parent=self)
        self.machines = FilledButton(tr("To the machines"), "fan", main=True, parent=self)
        self.plan.clicked.connect(self.plan_wanted)
        self.machines.clicked.connect(self.machines_wanted)
        row = QHBoxLayout()
        for button in (self.new, self.plan, self.machines):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self._what, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def show_routes(self, shown: RoutesShown) -> None:
        """Say why there is no route."""
        reading, empty = shown.routes is None, not shown.machines
        why = later("There is no machine yet") if empty else later("No route yet")
        self.set_title(tr("Reading the routes …") if reading else tr(why))
        self._what.setText("" if reading else tr(_NO_MACHINE if empty else _WHAT))
        self._what.setVisible(not reading)
        self.new.setVisible(not reading and not empty)
        self.plan.setVisible(not reading and not empty)
        self.machines.setVisible(not reading and empty)
