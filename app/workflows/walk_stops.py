"""How a walk along a route stands: what became of each stop, which one is next, which point to listen to there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.fleet import ConditionNow, MachineNow
from app.domain.machine import Machine, MeasuringPoint
from app.domain.plan import Route, RouteRun, StopState, Timing, stop_state
from app.language import later

DUE_TODAY = later("Due today")
"""The route that is worded anew whenever somebody sets out without one of their own."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One machine of a route, and what became of it on the walk that is under way.

    Of `points_wanted` measuring points, `points_heard` were listened to since the start; `condition_id` is where
    the next take belongs; `heard_at` when it was listened to on this walk, None before that.
    """

    now: MachineNow
    state: StopState
    points_wanted: int
    points_heard: int
    condition_id: str
    heard_at: datetime | None = None

    @property
    def machine(self) -> Machine:
        """The machine itself."""
        return self.now.machine


@dataclass(frozen=True, slots=True)
class RouteNow:
    """A route as it stands: `stops` of the walk under way, or those that a walk would have if it began now.

    `run` is the walk that was started last, under way or over; None where nobody walked the route yet. A machine
    that is in the bin, or did not come from the other laptop yet, is no stop.
    """

    route: Route
    run: RouteRun | None
    stops: tuple[Stop, ...]

    @property
    def running(self) -> bool:
        """Whether somebody is on the way."""
        return self.run is not None and self.run.ended_at is None

    @property
    def gone(self) -> int:
        """How many stops are behind: done or skipped."""
        return sum(stop.state is not StopState.LEFT for stop in self.stops)

    @property
    def done(self) -> int:
        """How many stops are done."""
        return sum(stop.state is StopState.DONE for stop in self.stops)

    @property
    def share(self) -> float:
        """How much of the way is behind, 0 … 1."""
        return self.gone / len(self.stops) if self.stops else 0.0

    @property
    def due(self) -> int:
        """How many of its machines are due or overdue."""
        return sum(stop.now.timing in (Timing.DUE, Timing.OVERDUE) for stop in self.stops)

    @property
    def next(self) -> Stop | None:
        """The stop to go to: the first one left behind the last one heard, so that the way never jumps back.

        What was left before that one comes when the end is reached.
        """
        if not self.running:
            return None
        heard = [at for at, stop in enumerate(self.stops) if stop.heard_at]
        last = max(heard, key=lambda at: (self.stops[at].heard_at, at), default=0)
        return self.first_left(last)

    def first_left(self, start: int) -> Stop | None:
        """The first stop left from a place of the order on, then from the beginning."""
        ahead = self.stops[start:] + self.stops[:start]
        return next((stop for stop in ahead if stop.state is StopState.LEFT), None)


@dataclass(frozen=True, slots=True)
class NextStop:
    """Where to go from a machine; `same_machine` when another of its points is still to be heard."""

    route_id: str
    run_id: str
    machine_id: str
    condition_id: str
    name: str
    where: str
    gone: int
    stops: int
    same_machine: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Every machine by its date, those most overdue first, and every route by name."""

    machines: tuple[MachineNow, ...]
    routes: tuple[RouteNow, ...]


def route_now(route: Route, run: RouteRun | None, machines: Mapping[str, MachineNow]) -> RouteNow:
    """A route among the machines as they are."""
    under_way = run if run is not None and run.ended_at is None else None
    machine_ids = under_way.machine_ids if under_way else route.machine_ids
    there = [machines[machine_id] for machine_id in machine_ids if machine_id in machines]
    return RouteNow(route, run, tuple(_stop(now, under_way) for now in there))


def _stop(now: MachineNow, run: RouteRun | None) -> Stop:
    known = {one.condition_id: one for one in now.summary.conditions}
    points = now.machine.points
    wanted = [point for point in points if any(map(_ever_heard, _conditions(point, known)))] or list(points[:1])
    since = run.started_at if run else None
    heard_at = {point.id: moment for point in wanted if since and (moment := _last_heard(point, known, since))}
    skipped = run is not None and now.machine.id in run.skipped
    state = stop_state(wanted=len(wanted), heard=len(heard_at), passed_over=skipped)
    left = next((point for point in wanted if point.id not in heard_at), wanted[0])
    where = _where_to_listen(left, known)
    return Stop(now, state, len(wanted), len(heard_at), where, max(heard_at.values(), default=None))


def _conditions(point: MeasuringPoint, known: Mapping[str, ConditionNow]) -> list[ConditionNow]:
    return [known[one.id] for one in point.conditions if one.id in known]


def _ever_heard(one: ConditionNow) -> bool:
    return one.last is not None or one.baseline_clips > 0


def _last_heard(point: MeasuringPoint, known: Mapping[str, ConditionNow], since: datetime) -> datetime | None:
    moments = (one.last.when for one in _conditions(point, known) if one.last and one.last.when >= since)
    return max(moments, default=None)


def _where_to_listen(point: MeasuringPoint, known: Mapping[str, ConditionNow]) -> str:
    """The condition in which the machine was last heard there, or one with a baseline, or the first."""

    def weight(one: ConditionNow) -> tuple[bool, float, int]:
        return one.last is not None, one.last.when.timestamp() if one.last else 0.0, one.baseline_clips

    best = max(_conditions(point, known), key=weight, default=None)
    return best.condition_id if best else point.conditions[0].id


def next_stop(walk: RouteNow, machine_id: str) -> NextStop | None:
    """Where to go from a machine on a walk: to its next point, else to the next stop left; None at the end."""
    at = next((at for at, stop in enumerate(walk.stops) if stop.machine.id == machine_id), None)
    stop = walk.next if at is None else walk.first_left(at)
    if stop is None or walk.run is None:
        return None
    point, condition = stop.machine.find(stop.condition_id)
    return NextStop(
        route_id=walk.route.id,
        run_id=walk.run.id,
        machine_id=stop.machine.id,
        condition_id=stop.condition_id,
        name=stop.machine.name,
        where=f"{point.name} · {condition.name}",
        gone=walk.gone,
        stops=len(walk.stops),
        same_machine=stop.machine.id == machine_id,
    )


def due_until(now: MachineNow, until: date) -> bool:
    """Whether a machine is to be visited until the end of a day of this computer's calendar."""
    return now.due_at is not None and now.due_at.astimezone().date() <= until


def by_date(machines: Sequence[MachineNow], order: Callable[[Machine], tuple[object, ...]]) -> list[MachineNow]:
    """Those most overdue first, those without a date last; of one date as in `order`."""
    return sorted(
        machines,
        key=lambda now: (now.due_at is None, now.due_at.timestamp() if now.due_at else 0.0, order(now.machine)),
    )
