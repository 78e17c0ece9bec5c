"""The inspection plan and the walk past the machines: when each is due, in which order, how far somebody is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from app.domain.identity import now
from app.domain.plan import Route, RouteRun, plant_order
from app.history.history import History
from app.workflows.planned import planned_machines
from app.workflows.walk_stops import DUE_TODAY, NextStop, Plan, RouteNow, by_date, due_until, next_stop, route_now


class WalkRoute:
    """Reads and keeps the plan, the routes and the walks. An id that is not there is a KeyError."""

    def __init__(self, history: History) -> None:
        self._history = history

    # The plan

    def plan(self, at: datetime | None = None) -> Plan:
        """Every machine by its date, and every route with the walk that was started last."""
        machines = planned_machines(self._history, at or now())
        known = {one.machine.id: one for one in machines}
        runs = self._history.routes.last_runs()
        routes = (route_now(route, runs.get(route.id), known) for route in self._history.routes.all())
        return Plan(tuple(by_date(machines, plant_order)), tuple(routes))

    def set_intervals(self, interval_days: Mapping[str, int | None], by: str = "") -> dict[str, int | None]:
        """Plan machines, by id; None takes one from the plan. Returns what they had: given back, it is undone.

        Each change is a version in the machine's log. A machine that is in the bin by now, or gone, is left out;
        nothing else of a machine is touched, whatever was changed meanwhile.
        """
        return self._history.plan_machines(interval_days, by or self._history.who())

    def suggest(self, until: date, like: str | None = None, at: datetime | None = None) -> tuple[str, ...]:
        """Every machine due until the end of a day, in the order that `order` gives."""
        due = [one for one in planned_machines(self._history, at or now()) if due_until(one, until)]
        return self.order([one.machine.id for one in due], like)

    def order(self, machine_ids: Collection[str], like: str | None = None) -> tuple[str, ...]:
        """The machines by site, area and name; where `like` is a route's id, its own come first, in its order.

        Those in the bin are left out.
        """
        route = next((route for route in self._history.routes.all() if route.id == like), None)
        places = {machine_id: at for at, machine_id in enumerate(route.machine_ids if route else ())}
        machines = [one for one in self._history.machines() if one.id in set(machine_ids)]
        machines.sort(key=lambda one: (places.get(one.id, len(places)), plant_order(one)))
        return tuple(one.id for one in machines)

    # Routes

    def keep(self, route: Route, by: str = "") -> Route:
        """Keep a route: a new one, another name, another order; Problem when its name is empty or taken.

        To undo a change, or to bring a route back that was dropped, is to keep it as it was.
        """
        worded = replace(
            route, machine_ids=tuple(dict.fromkeys(route.machine_ids)), by=by or self._history.who(), dropped=False
        )
        try:
            return self._history.routes.change(worded)
        except KeyError:
            return self._history.routes.add(worded)

    def drop(self, route_id: str, by: str = "") -> Route:
        """Take a route off the list; returns it as it was. Its walks are kept."""
        before = self._history.routes.wordings(route_id)[0]
        self._history.routes.drop(route_id, by or self._history.who())
        return before

    # Walks

    def start(self, route_id: str, by: str = "") -> RouteRun:
        """Set out, or go on where a walk along this route is not over, on whichever laptop it began."""
        run = self._history.routes.last_runs().get(route_id)
        if run is not None and run.ended_at is None:
            return run
        return self._history.routes.start_run(route_id, by or self._history.who())

    def start_on(self, machine_ids: Sequence[str], by: str = "") -> Route:
        """Set out past these machines along the route "Due today", worded anew; a walk along it ends there."""
        known = next((one for one in self._history.routes.all() if one.name == DUE_TODAY), None)
        route = replace(known, machine_ids=tuple(machine_ids)) if known else Route(DUE_TODAY, tuple(machine_ids))
        kept = self.keep(route, by)
        run = self._history.routes.last_runs().get(kept.id)
        if run is not None and run.ended_at is None:
            self._history.routes.end_run(run.id)
        self._history.routes.start_run(kept.id, by or self._history.who())
        return kept

    def pass_over(self, run_id: str, machine_id: str) -> RouteRun:
        """Go on without this stop, or without the rest of it: see `app.domain.plan.stop_state`."""
        return self._history.routes.skip(run_id, machine_id)

    def take_up(self, run_id: str, machine_id: str) -> RouteRun:
        """Take that back."""
        return self._history.routes.unskip(run_id, machine_id)

    def end(self, run_id: str) -> RouteRun:
        """The walk is over, done or not."""
        return self._history.routes.end_run(run_id)

    def reopen(self, run_id: str) -> RouteRun:
        """Take that back."""
        return self._history.routes.reopen_run(run_id)

    def next_stop_after(self, machine_id: str, at: datetime | None = None) -> NextStop | None:
        """Where to go from a machine: along the walk that it is a stop of, the last started first.

        None where no walk under way passes it, and at the end of one.
        """
        walks = [walk for walk in self.plan(at).routes if walk.running and _passes(walk, machine_id)]
        walks.sort(key=lambda walk: walk.run.started_at.timestamp() if walk.run else 0.0, reverse=True)
        return next((stop for walk in walks if (stop := next_stop(walk, machine_id))), None)


def _passes(walk: RouteNow, machine_id: str) -> bool:
    return any(stop.machine.id == machine_id for stop in walk.stops)
