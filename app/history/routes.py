"""Routes through the plant and the walks along them. A change is a new wording, the newest counts."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.identity import now
from app.domain.plan import Route, RouteRun, planned_since
from app.history.database import Database
from app.history.fleet_problems import route_name_taken, route_without_name
from app.history.in_the_bin import in_place
from app.history.mappers_fleet import route_row, run_row, to_route, to_run
from app.history.mappers_machine import name_key, tidy_name, to_version
from app.history.tables import MachineRow
from app.history.tables_fleet import MachineVersionRow, RouteRow, RouteRunRow

Column = TypeVar("Column")


class Routes:
    """The routes and walks; each method is one transaction.

    Routes are told as they were worded; only `start_run` leaves out machines that are in the bin or gone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, route: Route) -> Route:
        """Keep a new route; Problem when its name is empty or taken."""
        with self._database.writing() as session:
            return _word(session, route, 1)

    def change(self, route: Route) -> Route:
        """Give a route another name, other stops or, when it was dropped, bring it back; Problem as with `add`."""
        with self._database.writing() as session:
            revision = _newest(session, route.id).revision + 1
            return _word(session, replace(route, changed_at=now()), revision)

    def drop(self, route_id: str, by: str = "") -> Route:
        """Take a route off the list; its walks stay."""
        with self._database.writing() as session:
            newest = _newest(session, route_id)
            route = replace(to_route(newest), dropped=True, by=by, changed_at=now())
            return _word(session, route, newest.revision + 1)

    def all(self) -> list[Route]:
        """The routes that were not dropped, by name."""
        with self._database.reading() as session:
            return _standing(session)

    def wordings(self, route_id: str) -> list[Route]:
        """How a route was worded, newest first; an earlier one is brought back by `change`."""
        with self._database.reading() as session:
            rows = list(session.scalars(_wordings(route_id)))
        if not rows:
            raise KeyError(route_id)
        return [to_route(row) for row in rows]

    def start_run(self, route_id: str, by: str = "") -> RouteRun:
        """Begin a walk past the machines that the route names now."""
        with self._database.writing() as session:
            stops = _newest(session, route_id).machine_ids
            there = set(session.scalars(select(MachineRow.id).where(in_place(MachineRow.id))))
            machine_ids = tuple(machine_id for machine_id in stops if machine_id in there)
            return _keep_run(session, RouteRun(route_id, machine_ids, by=by, started_at=now()), 1)

    def skip(self, run_id: str, machine_id: str) -> RouteRun:
        """Leave a stop out this time."""
        with self._database.writing() as session:
            run, revision = _run(session, run_id)
            if machine_id not in run.machine_ids:
                raise KeyError(machine_id)
            skipped = tuple(one for one in run.machine_ids if one in {*run.skipped, machine_id})
            return _keep_run(session, replace(run, skipped=skipped), revision + 1)

    def unskip(self, run_id: str, machine_id: str) -> RouteRun:
        """Take that back."""
        with self._database.writing() as session:
            run, revision = _run(session, run_id)
            skipped = tuple(one for one in run.skipped if one != machine_id)
            return _keep_run(session, replace(run, skipped=skipped), revision + 1)

    def end_run(self, run_id: str) -> RouteRun:
        """The walk is over, done or not."""
        with self._database.writing() as session:
            run, revision = _run(session, run_id)
            return _keep_run(session, replace(run, ended_at=now()), revision + 1)

    def reopen_run(self, run_id: str) -> RouteRun:
        """Take that back: the walk goes on."""
        with self._database.writing() as session:
            run, revision = _run(session, run_id)
            return _keep_run(session, replace(run, ended_at=None), revision + 1)

    def run(self, run_id: str) -> RouteRun:
        """A walk as it stands."""
        with self._database.reading() as session:
            return _run(session, run_id)[0]

    def last_runs(self) -> dict[str, RouteRun]:
        """The walk that was started last along each route, by the route's id."""
        with self._database.reading() as session:
            started = func.max(RouteRunRow.started_at).label("started_at")
            newest = select(RouteRunRow.route_id, started).group_by(RouteRunRow.route_id).subquery()
            of_it = (RouteRunRow.route_id == newest.c.route_id) & (RouteRunRow.started_at == newest.c.started_at)
            lines = (
                select(RouteRunRow)
                .join(newest, of_it)
                .order_by(RouteRunRow.revision, RouteRunRow.changed_at, RouteRunRow.id)
            )
            runs = {row.run_id: to_run(row) for row in session.scalars(lines)}
        # Of two that were started in the same second, the one that is not over.
        in_turn = sorted(runs.values(), key=lambda run: (run.ended_at is None, run.id))
        return {run.route_id: run for run in in_turn}

    def planned_since(self, machine_ids: Collection[str]) -> dict[str, datetime]:
        """Since when each of these machines has been planned without a break, as far as their versions tell."""
        row = MachineVersionRow
        lines = (
            select(row)
            .where(row.machine_id.in_(machine_ids))
            .order_by(row.machine_id, row.revision.desc(), row.changed_at.desc(), row.id.desc())
        )
        with self._database.reading() as session:
            each = groupby(session.scalars(lines), lambda line: line.machine_id)
            since = {machine_id: planned_since(map(to_version, versions)) for machine_id, versions in each}
        return {machine_id: moment for machine_id, moment in since.items() if moment is not None}

    def runs(self, route_id: str, limit: int = 100) -> list[RouteRun]:
        """The walks along a route, the last started first."""
        with self._database.reading() as session:
            started = (
                select(RouteRunRow.run_id)
                .where(RouteRunRow.route_id == route_id, RouteRunRow.revision == 1)
                .order_by(RouteRunRow.started_at.desc(), RouteRunRow.run_id)
                .limit(limit)
            )
            lines = (
                select(RouteRunRow)
                .where(RouteRunRow.run_id.in_(started))
                .order_by(RouteRunRow.revision, RouteRunRow.changed_at, RouteRunRow.id)
            )
            newest = {row.run_id: to_run(row) for row in session.scalars(lines)}
        return sorted(newest.values(), key=lambda run: (run.started_at, run.id), reverse=True)


def _word(session: Session, route: Route, revision: int) -> Route:
    route = replace(route, name=tidy_name(route.name))
    if not route.name:
        raise route_without_name()
    for other in _standing(session):
        if other.id != route.id and not route.dropped and name_key(other.name) == name_key(route.name):
            raise route_name_taken(other.name)
    row = route_row(route, revision)
    session.add(row)
    session.flush()
    session.expire(row)
    return to_route(row)


def _standing(session: Session) -> list[Route]:
    """Wordings are few: routes change with the plant."""
    newest = {row.route_id: row for row in reversed(session.scalars(_newest_first(select(RouteRow))).all())}
    routes = [to_route(row) for row in newest.values() if not row.dropped]
    return sorted(routes, key=lambda route: name_key(route.name))


def _wordings(route_id: str) -> Select[RouteRow]:
    return _newest_first(select(RouteRow).where(RouteRow.route_id == route_id))


def _newest_first(chosen: Select[Column]) -> Select[Column]:
    return chosen.order_by(RouteRow.revision.desc(), RouteRow.changed_at.desc(), RouteRow.id.desc())


def _newest(session: Session, route_id: str) -> RouteRow:
    row = session.scalar(_wordings(route_id).limit(1))
    if row is None:
        raise KeyError(route_id)
    return row


def _run(session: Session, run_id: str) -> tuple[RouteRun, int]:
    """The walk and its newest revision."""
    row = session.scalar(
        select(RouteRunRow)
        .where(RouteRunRow.run_id == run_id)
        .order_by(RouteRunRow.revision.desc(), RouteRunRow.changed_at.desc(), RouteRunRow.id.desc())
        .limit(1)
    )
    if row is None:
        raise KeyError(run_id)
    return to_run(row), row.revision


def _keep_run(session: Session, run: RouteRun, revision: int) -> RouteRun:
    row = run_row(run, revision)
    row.changed_at = now() if revision > 1 else run.started_at
    session.add(row)
    session.flush()
    session.expire(row)
    return to_run(row)
