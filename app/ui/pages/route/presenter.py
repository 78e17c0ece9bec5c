"""Decides what the route view shows and does: which route, which stop, how the walk goes on."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.domain.identity import now
from app.domain.plan import Route, RouteRun, plant_order
from app.language import later, tr, tr_many
from app.ui.pages.route.board import Board
from app.ui.pages.route.faces import (
    proposal_row,
    proposed_face,
    route_row,
    stop_face,
    stop_row,
    stop_rows,
    walk_face,
)
from app.ui.pages.route.values import PROPOSAL, RoutesShown
from app.ui.pages.route.words import name_of
from app.workflows.walk_stops import DUE_TODAY, RouteNow, Stop, due_until

if TYPE_CHECKING:
    from app.domain.fleet import MachineNow


class RouteView(Protocol):
    """What the presenter tells the page."""

    def show_routes(self, shown: RoutesShown) -> None:
        """All of the route view."""

    def record(self, machine_id: str, condition_id: str) -> None:
        """A take is to be made there."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back."""


class RoutePresenter:
    """While nobody chose a stop, the next one is looked at."""

    def __init__(self, board: Board, view: RouteView, clock: Callable[[], datetime] = now) -> None:
        self._board = board
        self._view = view
        self._clock = clock
        self._key = ""
        self._machine_id = ""
        self._wants_run = False
        board.listen(self._arrived)

    def open(self, *, to_walk: bool = False) -> None:
        """The page comes to the front; `to_walk` where somebody wants to set out, on whatever is due."""
        self._machine_id = ""
        self._wants_run = to_walk
        self._board.refresh()

    def choose_route(self, key: str) -> None:
        """Look at another route."""
        if key != self._key:
            self._key, self._machine_id = key, ""
            self.show()

    def choose_stop(self, machine_id: str) -> None:
        """Look at a stop."""
        if machine_id != self._machine_id:
            self._machine_id = machine_id
            self.show()

    @property
    def route(self) -> RouteNow | None:
        """The route that is looked at; None where it is only proposed, or there is none."""
        plan = self._board.plan
        return next((one for one in plan.routes if one.route.id == self._key), None) if plan else None

    @property
    def proposed(self) -> tuple[str, ...]:
        """The machines of the route that is looked at while it is only proposed."""
        return tuple(one.machine.id for one in self._due()) if self._key == PROPOSAL else ()

    def record(self) -> None:
        """Make a take at the stop that is looked at."""
        stop = self._stop()
        if stop is not None:
            self._view.record(stop.machine.id, stop.condition_id)

    def start(self) -> None:
        """Set out, or go on."""
        self._machine_id = ""
        walk, route = self._board.walk, self.route
        if route is not None:
            route_id = route.route.id
            self._board.write(lambda: walk.start(route_id))
        elif self.proposed:
            proposed = self.proposed
            self._board.write(lambda: walk.start_on(proposed), lambda kept: self.follow(kept.id))

    def end(self) -> None:
        """The walk is over."""
        route, walk = self.route, self._board.walk
        if route is None or route.run is None or not route.running:
            return
        run_id, left = route.run.id, len(route.stops) - route.gone
        name = name_of(route.route)
        over = tr_many("{route} is over, {n} stop left.", "{route} is over, {n} stops left.", left, route=name)
        told = over if left else tr("{route} is done.", route=name)

        def ended(run: RouteRun) -> None:
            self._machine_id = ""
            self._view.offer_undo(told, lambda: self._board.write(lambda: walk.reopen(run_id)))

        self._board.write(lambda: walk.end(run_id), ended)

    def pass_over(self) -> None:
        """Go on without the stop that is looked at, or without the rest of it."""
        stop, walk = self._stop(), self._board.walk
        run = self.route.run if self.route else None
        if stop is None or run is None:
            return
        machine_id, run_id = stop.machine.id, run.id
        done, skipped = later("{machine} is done."), later("{machine} is skipped.")
        told = tr(done if stop.points_heard else skipped, machine=stop.machine.name)

        def passed(_: RouteRun) -> None:
            self._machine_id = ""
            self._view.offer_undo(told, lambda: self._board.write(lambda: walk.take_up(run_id, machine_id)))

        self._board.write(lambda: walk.pass_over(run_id, machine_id), passed)

    def take_up(self) -> None:
        """The stop that was passed over is to be visited after all."""
        stop, walk = self._stop(), self._board.walk
        run = self.route.run if self.route else None
        if stop is not None and run is not None:
            machine_id, run_id = stop.machine.id, run.id
            self._board.write(lambda: walk.take_up(run_id, machine_id))

    def drop(self) -> None:
        """Take the route that is looked at off the list."""
        route, walk = self.route, self._board.walk
        if route is None:
            return
        route_id = route.route.id

        def dropped(before: Route) -> None:
            self._view.offer_undo(
                tr("“{route}” is deleted; its walks are kept.", route=name_of(before)),
                lambda: self._board.write(lambda: walk.keep(before), lambda kept: self.follow(kept.id)),
            )

        self._board.write(lambda: walk.drop(route_id), dropped)

    def follow(self, route_id: str) -> None:
        """Look at a route that is about to be read."""
        self._key, self._machine_id = route_id, ""

    def show(self) -> None:
        """Show what was read last."""
        plan, at = self._board.plan, self._clock()
        if plan is None:
            self._view.show_routes(RoutesShown())
            return
        due = self._due()
        rows = tuple(route_row(one) for one in plan.routes if one.running or one.route.name != DUE_TODAY)
        if due and not any(one.running and one.route.name == DUE_TODAY for one in plan.routes):
            rows = (proposal_row(len(due)), *rows)
        self._key = self._standing_key(tuple(row.key for row in rows))
        route = self.route
        if route is not None:
            stops, walk = stop_rows(route, at), walk_face(route)
        elif self._key == PROPOSAL:
            stops = tuple(stop_row(number, one, at) for number, one in enumerate(due, 1))
            walk = proposed_face(len(due))
        else:
            stops, walk = (), None
        stop = stop_face(route, stops, self._looked_at(route)) if route else None
        self._view.show_routes(RoutesShown(rows, self._key, walk, stops, stop, len(due), len(plan.machines)))

    def _arrived(self) -> None:
        if self._wants_run and self._board.plan is not None:
            self._wants_run = False
            walks = [one for one in self._board.plan.routes if one.running and one.run]
            newest = max(walks, key=lambda one: one.run.started_at if one.run else self._clock(), default=None)
            self._key = newest.route.id if newest else PROPOSAL if self._due() else self._key
        self.show()

    def _standing_key(self, keys: tuple[str, ...]) -> str:
        """The chosen route while it is there, else one that somebody walks, else the first."""
        if self._key in keys or not keys:
            return self._key if keys else ""
        plan = self._board.plan
        running = [one.route.id for one in plan.routes if one.running] if plan else []
        return running[0] if running else keys[0]

    def _looked_at(self, route: RouteNow | None) -> str:
        if self._machine_id or route is None:
            return self._machine_id
        return route.next.machine.id if route.next else ""

    def _stop(self) -> Stop | None:
        route = self.route
        machine_id = self._looked_at(route)
        return next((one for one in route.stops if one.machine.id == machine_id), None) if route else None

    def _due(self) -> "list[MachineNow]":
        """What is due until midnight, in the order in which it would be walked."""
        plan, today = self._board.plan, self._clock().astimezone().date()
        due = [one for one in plan.machines if due_until(one, today)] if plan else []
        return sorted(due, key=lambda one: plant_order(one.machine))
