"""The routes through the simulated plant, and the walks along them: finished ones, and one that is half done."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.domain.inspection import Inspection
from app.domain.plan import Route, RouteRun
from app.history.bulk import Life
from app.workflows.demo.chance import Chance
from app.workflows.demo.walks import Time

_ROUTES = 5
_MOST_STOPS = 18
_PAST_WALKS = 6
_SET_OUT = timedelta(minutes=4)
"""Before the first machine of a walk, and after its last."""


def routes(lives: Sequence[Life], time: Time, chance: Chance) -> tuple[tuple[Route, ...], tuple[RouteRun, ...]]:
    """One route for each of the largest areas, as far as there are machines, and the walks along them."""
    areas: dict[tuple[str, str], list[Life]] = {}
    for life in lives:
        areas.setdefault((life.machine.site, life.machine.area), []).append(life)
    largest = sorted(areas.items(), key=lambda item: (-len(item[1]), item[0]))[:_ROUTES]
    planned: list[tuple[Route, list[Life]]] = []
    for (site, area), there in largest:
        one = chance.of(f"route {site} {area}")
        stops = there[:_MOST_STOPS]
        ids, by = tuple(life.machine.id for life in stops), _newest(stops)[-1:]
        begun = (time.until - time.span * 0.8).replace(microsecond=0)
        name = f"{area}, {site}"
        route = Route(name, ids, by=by[0].inspector if by else "", id=one.new_id(), changed_at=begun)
        planned.append((route, stops))
    runs = [run for route, stops in planned for run in _past(route, stops, chance.of(f"walks {route.id}"))]
    walked = [(_newest(stops), route) for route, stops in planned if len(_newest(stops)) > 1]
    if walked:
        newest, route = max(walked, key=lambda one: one[0][len(one[0]) // 2].analysed_at)
        runs.append(_half_done(route, newest, chance))
    return tuple(route for route, _ in planned), tuple(runs)


def _newest(stops: Sequence[Life]) -> list[Inspection]:
    """The newest visit of each machine, the oldest of them first."""
    newest = [max(life.inspections, key=lambda one: one.analysed_at) for life in stops if life.inspections]
    return sorted(newest, key=lambda one: one.analysed_at)


def _past(route: Route, stops: Sequence[Life], chance: Chance) -> list[RouteRun]:
    """The last days but one on which several of the machines were visited; who was not due was passed over."""
    days: dict[date, list[Inspection]] = {}
    for one in (one for life in stops for one in life.inspections):
        days.setdefault(one.analysed_at.date(), []).append(one)
    several = [day for day in sorted(days) if len({one.machine_id for one in days[day]}) > 1]
    runs = []
    for day in several[-_PAST_WALKS - 1 : -1]:
        visits = sorted(days[day], key=lambda one: one.analysed_at)
        heard = {one.machine_id for one in visits}
        runs.append(
            RouteRun(
                route.id,
                route.machine_ids,
                skipped=tuple(machine for machine in route.machine_ids if machine not in heard),
                by=visits[0].inspector,
                ended_at=visits[-1].analysed_at + _SET_OUT,
                id=chance.of(day.isoformat()).new_id(),
                started_at=visits[0].analysed_at - _SET_OUT,
            )
        )
    return runs


def _half_done(route: Route, newest: Sequence[Inspection], chance: Chance) -> RouteRun:
    """Begun before the middle one of the newest visits, so that half of its machines were visited since."""
    middle = newest[len(newest) // 2]
    run_id = chance.of(f"walk {route.id}").new_id()
    return RouteRun(
        route.id, route.machine_ids, by=middle.inspector, id=run_id, started_at=middle.analysed_at - _SET_OUT
    )
