"""What the machines and routes themselves are once the lines of two laptops lie together.

The newest version of a machine counts, on both laptops the same one. Points and conditions that were listened to
on the laptop whose version does not count stay as well, worded by the newest version that has them. Where that
makes another machine than any version says, it becomes a version whose id is made from what it says: both laptops
make the same one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.machine import Machine, MachineVersion, MeasuringPoint, OperatingCondition
from app.domain.plan import Route
from app.history.arrays import content_id
from app.history.exchange.matching import Match, free_name
from app.history.in_the_bin import newest_about
from app.history.machines import Machines
from app.history.mappers_fleet import route_row, to_route
from app.history.mappers_machine import condition_row, fill_machine, machine_out, name_key, version_row
from app.history.tables import BaselineRow, ConditionRow, InspectionRow, MachineRow, PointRow
from app.history.tables_fleet import ReadingRow, RouteRow
from app.history.versions import Versions


def make_room(session: Session, match: Match) -> None:
    """Add the machine if it is new, and each of its points and conditions that are not here."""
    theirs = match.as_here
    if match.here is None:
        row = MachineRow(id=theirs.id)
        fill_machine(row, theirs)
        row.name_key = _own_key(theirs)  # until it is settled, so that it collides with none
        session.add(row)
        session.flush()
    for place, point in enumerate(theirs.points):
        if session.get(PointRow, point.id) is None:
            session.add(
                PointRow(id=point.id, machine_id=theirs.id, name=point.name, position=place, fixed=point.fixed)
            )
            session.flush()
        for number, one in enumerate(point.conditions):
            if session.get(ConditionRow, one.id) is None:
                row_here = condition_row(one, number)
                row_here.point_id = point.id
                session.add(row_here)
    session.flush()
    session.expire_all()


def settle(session: Session, match: Match) -> Machine:
    """Make the machine what its versions say by now, with all that has history; returns it."""
    theirs = match.as_here
    versions = Versions(session).of(theirs.id)
    newest = versions[0] if versions else MachineVersion(theirs, 0, at=theirs.created_at)
    wordings = [*(version.machine for version in versions), theirs]
    settled = _with_what_is_used(session, newest.machine, wordings)
    gone = newest_about(session, theirs.id)
    in_bin = gone is not None and not gone.brought_back
    if not in_bin:
        settled = replace(settled, name=free_name(session, settled))
    if settled != newest.machine or not versions:
        said = content_id(settled.id, str(newest.revision), repr(machine_out(settled)))
        version = MachineVersion(settled, newest.revision + 1, id=said, at=newest.at)
        session.add(version_row(version))
    _write(session, settled, in_bin)
    return Machines(session).get(settled.id)


def settle_routes(session: Session, route_ids: Iterable[str]) -> None:
    """Give routes that came in and have the name of another here a name of their own."""
    standing = _standing(session)
    for route_id in sorted(set(route_ids) & standing.keys()):
        row = standing[route_id]
        taken = {name_key(other.name) for other in standing.values() if other.route_id != route_id}
        if name_key(row.name) in taken:
            route: Route = replace(to_route(row), name=f"{row.name} ({route_id[:4]})")
            standing[route_id] = route_row(route, row.revision + 1)
            session.add(standing[route_id])
            session.flush()


def _standing(session: Session) -> dict[str, RouteRow]:
    order = (RouteRow.revision, RouteRow.changed_at, RouteRow.id)
    newest = {row.route_id: row for row in session.scalars(select(RouteRow).order_by(*order))}
    return {route_id: row for route_id, row in newest.items() if not row.dropped}


def _with_what_is_used(session: Session, machine: Machine, wordings: Sequence[Machine]) -> Machine:
    """The machine, and behind its own points those that have history, worded by the first that has them."""
    there = {one.id for point in machine.points for one in point.conditions}
    missing = _used_conditions(session, machine.id) - there
    machines = Machines(session)
    points = {point.id: point for point in machine.points}
    for wording in wordings:
        for point in wording.points:
            late = tuple(one for one in point.conditions if one.id in missing)
            missing -= {one.id for one in late}
            if point.id in points:
                points[point.id] = _more(points[point.id], late)
            elif late:
                points[point.id] = replace(point, conditions=late)
            elif machines.point_used(point.id):
                free = tuple(one for one in point.conditions if one.id not in there)
                points[point.id] = replace(point, conditions=free or _one_of_its_own(point))
    return replace(machine, points=tuple(points.values()))


def _one_of_its_own(point: MeasuringPoint) -> tuple[OperatingCondition, ...]:
    """For a point whose conditions all stand at other points by now: a point has one at least."""
    first = point.conditions[0]
    return (replace(first, id=content_id(point.id, first.id)),)


def _more(point: MeasuringPoint, late: tuple[OperatingCondition, ...]) -> MeasuringPoint:
    return replace(point, conditions=point.conditions + late) if late else point


def _used_conditions(session: Session, machine_id: str) -> set[str]:
    used = [
        exists().where(rows.condition_id == ConditionRow.id) for rows in (BaselineRow, InspectionRow, ReadingRow)
    ]
    mine = select(ConditionRow.id).join(PointRow, PointRow.id == ConditionRow.point_id)
    return {
        condition_id
        for one in used
        for condition_id in session.scalars(mine.where(PointRow.machine_id == machine_id, one))
    }


def _write(session: Session, machine: Machine, in_bin: bool) -> None:
    """The rows of the machine, its points and its conditions as they are now."""
    row = session.get_one(MachineRow, machine.id)
    fill_machine(row, machine)
    if in_bin:
        row.name_key = _own_key(machine)
    conditions = {kept.id: kept for point in row.points for kept in point.conditions}
    points = {kept.id: kept for kept in row.points}
    with session.no_autoflush:
        for kept in points.values():
            # A point that goes takes along what it still holds, so what may move to another is let go of first.
            kept.conditions = []
        row.points = []
        for place, point in enumerate(machine.points):
            kept = points.get(point.id) or PointRow(id=point.id)
            kept.name, kept.position, kept.fixed = point.name, place, point.fixed
            kept.conditions = [
                _worded(conditions.get(one.id), one, number) for number, one in enumerate(point.conditions)
            ]
            row.points.append(kept)
    session.flush()
    session.expire_all()


def _worded(row: ConditionRow | None, condition: OperatingCondition, position: int) -> ConditionRow:
    if row is None:
        return condition_row(condition, position)
    row.name, row.rpm, row.position = condition.name, condition.rpm, position
    return row


def _own_key(machine: Machine) -> str:
    """A key that no other machine has, as one in the bin has it."""
    return f"{name_key(machine.name)} {machine.id}"
