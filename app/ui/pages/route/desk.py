"""Joins the route page with what reads, words, walks and plans, and with the window around it."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.problem import Problem
from app.ui.jobs import Runner
from app.ui.pages.route.bar import RouteBar
from app.ui.pages.route.board import Board
from app.ui.pages.route.draft_presenter import DraftPresenter
from app.ui.pages.route.page import RoutePage
from app.ui.pages.route.plan_presenter import PlanPresenter
from app.ui.pages.route.presenter import RoutePresenter
from app.ui.pages.route.values import DraftShown, PlanShown, RoutesShown, View
from app.ui.pages.surroundings import Surroundings

if TYPE_CHECKING:
    from app.workflows.walk_route import WalkRoute


class RouteDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does."""

    record_wanted = Signal(str, str)
    """A machine's id and the condition that a take is to be made in."""

    def __init__(
        self, walk: "WalkRoute", jobs: Runner, around: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self.page, self.bar = RoutePage(), RouteBar()
        self.board = Board(walk, jobs, self)
        self.routes = RoutePresenter(self.board, self)
        self.drafts = DraftPresenter(self.board, self, self.routes.follow)
        self.plans = PlanPresenter(self.board, self)
        self._connect()

    def open(self) -> None:
        """The page is in front: everything is read anew, and the next stop is looked at."""
        self.routes.open()

    def open_run(self) -> None:
        """Somebody wants to set out: show the walk under way, else what is due today as a route."""
        self.show_view(View.ROUTE)
        self.drafts.cancel()
        self.routes.open(to_walk=True)

    def leave(self) -> None:
        """Another page is in front. A route that is being worded is kept as it is worded until then."""
        self.board.leave()

    # What the presenters tell

    def show_view(self, view: View) -> None:
        """On the page and in the bar."""
        self.page.show_view(view)
        self.bar.show_view(view)

    def show_routes(self, shown: RoutesShown) -> None:
        """On the page."""
        self.page.route.show_routes(shown)
        self.walk = shown.walk if shown.walk is not None and shown.walk.run_id else None
        self.bar.show_walk(self.walk is not None)

    def show_draft(self, draft: DraftShown | None, at: int) -> None:
        """On the page."""
        self.page.route.show_draft(draft, at)

    def show_plan(self, shown: PlanShown) -> None:
        """On the page and in the bar."""
        self.page.plan.show_plan(shown)
        self.bar.show_plan(shown)

    def choose_machines(self, machine_ids: Collection[str]) -> None:
        """In the plan."""
        self.page.plan.table.choose(machine_ids)

    def word_route(self, machine_ids: tuple[str, ...]) -> None:
        """A new route of these machines."""
        self.show_view(View.ROUTE)
        self.drafts.begin(None, machine_ids)

    def record(self, machine_id: str, condition_id: str) -> None:
        """Passed on."""
        self.record_wanted.emit(machine_id, condition_id)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """At the foot."""
        self._around.offer_undo(text, undo)

    def machines_changed(self) -> None:
        """Passed on."""
        self._around.machines_changed()

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    # How it hangs together

    def _connect(self) -> None:
        self.bar.view_wanted.connect(lambda view: self.show_view(View(view)))
        self._connect_walk()
        self._connect_draft()
        self._connect_plan()

    def _connect_walk(self) -> None:
        view, routes = self.page.route, self.routes
        view.route_chosen.connect(routes.choose_route)
        view.stop_chosen.connect(self._stop_chosen)
        view.nothing.plan_wanted.connect(lambda: self.show_view(View.PLAN))
        view.nothing.machines_wanted.connect(lambda: self._around.go("machine"))
        view.stop.record_wanted.connect(routes.record)
        view.stop.open_wanted.connect(self._around.open_machine)
        view.stop.over_wanted.connect(routes.pass_over)
        view.stop.back_wanted.connect(routes.take_up)
        view.walk.start_wanted.connect(routes.start)
        view.walk.end_wanted.connect(routes.end)

    def _connect_draft(self) -> None:
        view, drafts = self.page.route, self.drafts
        view.new_wanted.connect(lambda: drafts.begin(None))
        view.edit_wanted.connect(self._edit)
        view.stops.moved.connect(drafts.move)
        view.stops.removed.connect(drafts.remove)
        view.draft.name_typed.connect(drafts.set_name)
        view.draft.sought.connect(drafts.seek)
        view.draft.add_wanted.connect(drafts.add)
        view.draft.step_wanted.connect(lambda step: drafts.move(view.stops.at, view.stops.at + step))
        view.draft.remove_wanted.connect(lambda: drafts.remove(view.stops.at))
        view.draft.save_wanted.connect(drafts.save)
        view.draft.cancel_wanted.connect(drafts.cancel)
        view.draft.drop_wanted.connect(self._drop)

    def _connect_plan(self) -> None:
        view, plans = self.page.plan, self.plans
        self.bar.sought.connect(plans.seek)
        view.interval_wanted.connect(plans.set_interval)
        view.until_wanted.connect(plans.choose_until)
        view.route_wanted.connect(plans.make_route)

    def _stop_chosen(self, machine_id: str) -> None:
        if self.page.route.drafting:
            self.drafts.look_at(self.page.route.stops.at)
        else:
            self.routes.choose_stop(machine_id)

    def _edit(self) -> None:
        """Where the route is only proposed, a route of its own is made of it."""
        route = self.routes.route
        self.drafts.begin(route.route if route else None, self.routes.proposed)

    def _drop(self) -> None:
        self.drafts.cancel()
        self.routes.drop()
