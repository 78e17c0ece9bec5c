"""Joins the fleet page with what reads, sifts and notes, and with the window around it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.fleet import Alert, AlertKind
from app.domain.problem import Problem
from app.ui.jobs import Runner
from app.ui.pages.fleet.bar import FleetBar
from app.ui.pages.fleet.changes_presenter import ChangesPresenter
from app.ui.pages.fleet.page import FleetPage
from app.ui.pages.fleet.presenter import FleetPresenter, Trends
from app.ui.pages.fleet.remembering import recalled, remembered
from app.ui.pages.fleet.values import ChangesShown, FleetShown
from app.ui.pages.fleet.words import alert_title
from app.ui.pages.surroundings import Surroundings

if TYPE_CHECKING:
    from app.workflows.fleet_now import FleetNow

DATA = "data"
"""The rail's key of the page from which an archive is imported."""


class FleetDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does, `refresh` when machines changed."""

    learn_wanted = Signal(str)
    """The id of a machine that has no baseline yet."""
    route_wanted = Signal()
    add_wanted = Signal()
    """There is no machine yet, and one is to be added."""
    sample_wanted = Signal()
    """There is no machine yet, and the sample fan is to show how it goes."""

    def __init__(
        self, fleet: "FleetNow", jobs: Runner, around: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._in_front = False
        self.page = FleetPage()
        self.bar = FleetBar()
        self.presenter = FleetPresenter(fleet, jobs, self)
        self.changes = ChangesPresenter(fleet, jobs, self)
        self._find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self.page, self.seek)
        self._connect_bar()
        self._connect_page()
        self._connect_changes()

    def open(self) -> None:
        """The page is in front."""
        self._in_front = True
        self.refresh()

    def leave(self) -> None:
        """Another page is in front, or the window closes."""
        self._in_front = False
        self.presenter.leave()
        self.changes.leave()

    def refresh(self) -> None:
        """Read anew; what was searched for, and the place one has scrolled to, stay."""
        if self._in_front:
            self.presenter.refresh()
            self.changes.refresh()

    def seek(self) -> None:
        """The cursor goes into the search field."""
        self.bar.tools.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.tools.search.selectAll()

    def state(self) -> dict[str, str]:
        """How the page is laid out, for the settings."""
        return remembered(self.presenter.choices)

    def restore(self, kept: Mapping[str, object]) -> None:
        """Lay the page out as it was kept."""
        self.presenter.take_on(recalled(kept))

    # What the presenters tell

    def show_fleet(self, shown: FleetShown) -> None:
        """On the page and in the bar."""
        self.bar.show_fleet(shown)
        self.page.show_fleet(shown)
        self.changes.name(self.presenter.names())

    def show_trends(self, trends: Trends) -> None:
        """On the page."""
        self.page.show_trends(trends)

    def show_changes(self, shown: ChangesShown) -> None:
        """On the page."""
        self.page.changes.show_changes(shown)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """At the foot."""
        self._around.offer_undo(text, undo)

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    def open_alert(self, alert: Alert) -> None:
        """The visit it tells of, or the machine; several machines are shown alone."""
        if alert.inspection_id is not None and len(alert.machine_ids) == 1:
            self._around.open_visit(alert.machine_ids[0], alert.inspection_id)
        elif len(alert.machine_ids) == 1:
            self._around.open_machine(alert.machine_ids[0])
        elif alert.machine_ids:
            self.presenter.choose_machines(alert.machine_ids, alert_title(alert, {}))
        elif alert.kind is AlertKind.FLEET_DRIFT:
            self.presenter.show_all()

    def _connect_bar(self) -> None:
        bar, tools, presenter = self.bar, self.bar.tools, self.presenter
        bar.route_wanted.connect(self.route_wanted)
        bar.arranged.connect(presenter.arrange)
        bar.tools_moved.connect(self._move_tools)
        tools.sought.connect(presenter.seek)
        tools.search.textChanged.connect(lambda text: None if text else presenter.seek(""))
        tools.search.down_wanted.connect(self.page.focus_machines)
        tools.states_chosen.connect(presenter.choose_states)
        tools.place_chosen.connect(presenter.choose_place)
        tools.sort_chosen.connect(presenter.order)
        tools.group_chosen.connect(presenter.divide)

    def _connect_page(self) -> None:
        page, presenter = self.page, self.presenter
        page.in_view.connect(presenter.want_trends)
        page.counts.chosen.connect(presenter.choose_states)
        for opened in (page.cards.opened, page.tiles.opened, page.table.opened):
            opened.connect(self._around.open_machine)
        page.tiles.learn_wanted.connect(self.learn_wanted)
        page.tiles.place_wanted.connect(presenter.choose_place)
        page.table.sort_chosen.connect(presenter.order)
        page.found.place_let_go.connect(lambda: presenter.choose_place(None))
        page.found.machines_let_go.connect(presenter.forget_machines)
        for all_wanted in (page.found.all_wanted, page.messages.all_wanted):
            all_wanted.connect(presenter.show_all)
        page.messages.add_wanted.connect(self.add_wanted)
        page.messages.sample_wanted.connect(self.sample_wanted)
        page.messages.import_wanted.connect(lambda: self._around.go(DATA))
        page.messages.again_wanted.connect(self.refresh)

    def _connect_changes(self) -> None:
        panel, presenter = self.page.changes, self.changes
        panel.older_wanted.connect(presenter.older)
        panel.again_wanted.connect(presenter.refresh)
        panel.all_wanted.connect(presenter.show_all)
        panel.list.alert_opened.connect(self.open_alert)
        panel.list.seen_wanted.connect(presenter.see)
        panel.list.again_wanted.connect(presenter.open_again)
        panel.list.note_typed.connect(presenter.see_with)

    def _move_tools(self, below: bool) -> None:
        if below:
            self.page.place_tools(self.bar.tools)
        else:
            self.bar.take_back()
            self.page.take_tools()
