"""Routes, walks and stops as the page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from app.domain.fleet import MachineNow
from app.domain.plan import StopState, Timing
from app.language import later, tr
from app.ui.pages.route.draft import Draft
from app.ui.pages.route.values import (
    PROPOSAL,
    DraftShown,
    Group,
    PlanHead,
    PlanRow,
    RouteRow,
    StopFace,
    StopRow,
    WalkFace,
)
from app.ui.pages.route.words import due_words, group_of, name_of, place_of, sought, stops_words, way_words
from app.workflows.walk_stops import DUE_TODAY, RouteNow, Stop

_MOST_FOUND = 50


def route_row(route: RouteNow) -> RouteRow:
    """One line of the list of routes."""
    stops, name = len(route.stops), name_of(route.route)
    if route.running:
        return RouteRow(route.route.id, name, way_words(route.gone, stops), route.share)
    note = " · ".join((stops_words(stops), _due(route))) if stops else tr("no stops")
    return RouteRow(route.route.id, name, note)


def _due(route: RouteNow) -> str:
    return tr("{n} due", n=route.due) if route.due else tr("nothing due")


def proposal_row(stops: int) -> RouteRow:
    """What is due today, as a route that nobody kept yet."""
    return RouteRow(PROPOSAL, tr(DUE_TODAY), " · ".join((stops_words(stops), tr("not started"))))


def stop_row(number: int, now: MachineNow, at: datetime) -> StopRow:
    """A machine as a stop that nobody walked to."""
    return StopRow(
        number,
        now.machine.id,
        now.summary.state,
        now.machine.name,
        place_of(now.machine),
        due_words(now, at),
        now.timing is Timing.OVERDUE,
    )


def stop_rows(route: RouteNow, at: datetime) -> tuple[StopRow, ...]:
    """The stops of a route, with what became of them."""
    following = route.next.machine.id if route.next else ""
    return tuple(_walked(number, stop, following, at) for number, stop in enumerate(route.stops, 1))


def _walked(number: int, stop: Stop, following: str, at: datetime) -> StopRow:
    return replace(
        stop_row(number, stop.now, at),
        became=stop.state,
        heard_at=stop.heard_at,
        points=points_words(stop),
        is_next=stop.machine.id == following,
    )


def points_words(stop: Stop) -> str:
    """ "1 of 3 points" where some are heard and others not; nothing where it is all or none."""
    if 0 < stop.points_heard < stop.points_wanted:
        return tr("{heard} of {wanted} points", heard=stop.points_heard, wanted=stop.points_wanted)
    return ""


def stop_face(route: RouteNow, rows: tuple[StopRow, ...], machine_id: str) -> StopFace | None:
    """The stop that is looked at."""
    at = next((at for at, row in enumerate(rows) if row.machine_id == machine_id), None)
    if at is None:
        return None
    row, stop = rows[at], route.stops[at]
    point, condition = stop.machine.find(stop.condition_id)
    over = (tr("Done here") if stop.points_heard else tr("Skip")) if stop.state is StopState.LEFT else ""
    title = later("Next, stop {number} of {stops}") if row.is_next else later("Stop {number} of {stops}")
    return StopFace(
        title=tr(title, number=row.number, stops=len(rows)),
        row=row,
        code=stop.machine.code,
        where=f"{point.name} · {condition.name}",
        condition_id=stop.condition_id,
        running=route.running,
        over=over if route.running else "",
        skipped=route.running and route.run is not None and machine_id in route.run.skipped,
    )


def walk_face(route: RouteNow) -> WalkFace:
    """A route as a whole."""
    stops, run = len(route.stops), route.run
    started, run_id = (run.started_at, run.id) if run else (None, "")
    if not route.running:
        summary = f"{stops_words(stops)}, {_due(route)}"
        return WalkFace(name_of(route.route), summary, at=started, run_id=run_id)
    skipped = route.gone - route.done
    parts = [tr("{n} done", n=route.done)]
    parts += [tr("{n} skipped", n=skipped)] if skipped else []
    parts += [tr("{n} left", n=stops - route.gone)] if route.gone < stops else []
    return WalkFace(
        name_of(route.route),
        way_words(route.gone, stops),
        running=True,
        share=route.share,
        told=", ".join(parts),
        over=route.gone == stops,
        at=started,
        run_id=run_id,
    )


def proposed_face(stops: int) -> WalkFace:
    """What is due today, before anybody sets out."""
    return WalkFace(tr(DUE_TODAY), stops_words(stops), proposed=True)


def draft_shown(draft: Draft, known: Mapping[str, MachineNow], at: datetime) -> DraftShown:
    """A route while it is worded; machines that are on it already are not offered again."""
    stops = (known[one] for one in draft.machine_ids if one in known)
    rows = tuple(stop_row(number, now, at) for number, now in enumerate(stops, 1))
    words, there = draft.sought.casefold().split(), set(draft.machine_ids)
    fitting = [now for now in known.values() if now.machine.id not in there and sought(now.machine, words)]
    found = tuple(stop_row(0, now, at) for now in fitting[:_MOST_FOUND])
    return DraftShown(
        draft.name, draft.before is None, rows, draft.sought, found, max(0, len(fitting) - _MOST_FOUND)
    )


def plan_rows(machines: Iterable[MachineNow], text: str, at: datetime) -> tuple[PlanHead | PlanRow, ...]:
    """The machines below the heads of their groups, those most overdue first."""
    words = text.casefold().split()
    groups: dict[Group, list[PlanRow]] = {group: [] for group in Group}
    for now in machines:
        if sought(now.machine, words):
            groups[group_of(now, at)].append(_plan_row(now, at))
    rows: list[PlanHead | PlanRow] = []
    for group, members in groups.items():
        if members:
            rows += [PlanHead(group, len(members), tuple(row.machine_id for row in members)), *members]
    return tuple(rows)


def _plan_row(now: MachineNow, at: datetime) -> PlanRow:
    machine = now.machine
    return PlanRow(
        machine.id,
        now.summary.state,
        machine.name,
        place_of(machine),
        now.summary.visited_at,
        now.due_at,
        due_words(now, at),
        now.timing is Timing.OVERDUE,
        machine.interval_days,
    )
