"""The bar above the fleet page: how many machines, which are shown and how, and the way along a route."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.language import later, tr, tr_many
from app.look.tokens import SPACE
from app.ui.pages.export_button import WaysButton
from app.ui.pages.fleet.day_words import last_visit
from app.ui.pages.fleet.tools import Tools
from app.ui.pages.fleet.values import Arrangement, FleetShown
from app.ui.theme import px
from app.ui.widgets import FilledButton, SegmentedControl, TopBar

_LEAST_FACTS = 176
_WORDS = {Arrangement.GRID: later("Grid"), Arrangement.TABLE: later("Table")}


class FleetBar(TopBar):
    """Where the tools find no room beside the title, `tools_moved` tells that they stand below the bar."""

    route_wanted = Signal()
    arranged = Signal(object)
    tools_moved = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = Tools(self)
        self.arrangement = SegmentedControl([(one.value, tr(word)) for one, word in _WORDS.items()], parent=self)
        self.report = WaysButton.alone(tr("all machines"), self)
        self.route = FilledButton(tr("Start route"), "route", parent=self)
        for action in (self.tools, self.arrangement, self.report, self.route):
            self.add_action(action)
        self._below = False
        self.route.clicked.connect(self.route_wanted)
        self.arrangement.chosen.connect(lambda key: self.arranged.emit(Arrangement(key)))
        self.show_title(tr("Fleet"), tr("reading the machines"))

    @property
    def below(self) -> bool:
        """Whether the tools stand below the bar."""
        return self._below

    def show_fleet(self, shown: FleetShown) -> None:
        """How many machines, and what is chosen."""
        self.tools.show_fleet(shown)
        self.arrangement.set_current(shown.choices.arrangement.value)
        for part in (self.tools, self.arrangement, self.report, self.route):
            part.setEnabled(bool(shown.total))
        if shown.total is not None:
            self.show_title(tr("Fleet"), _facts(shown, shown.at))

    def take_back(self) -> None:
        """The tools stand in the bar again."""
        row = self.layout()
        if isinstance(row, QBoxLayout):
            row.insertWidget(1, self.tools)
            self.tools.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tools come and go with the room for them."""
        super().resizeEvent(event)
        self.place_tools()

    def place_tools(self) -> None:
        """In the bar where title and tools fit side by side."""
        parts = (self.tools, self.arrangement, self.report, self.route)
        needed = sum(part.sizeHint().width() for part in parts)
        needed += len(parts) * px(SPACE[2]) + 2 * px(SPACE[3]) + px(_LEAST_FACTS)
        below = self.width() < needed
        if below != self._below:
            self._below = below
            self.tools_moved.emit(below)


def _facts(shown: FleetShown, at: datetime) -> str:
    if not shown.total:
        return tr("no machine yet")
    several = len(shown.sites)
    sites = tr_many("{n} site", "{n} sites", several) if several > 1 else "".join(shown.sites)
    machines = tr_many("{n} machine", "{n} machines", shown.total)
    visited = last_visit(shown.last_visit, at) if shown.last_visit else ""
    return " · ".join(part for part in (sites, machines, visited) if part)
