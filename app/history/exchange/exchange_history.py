"""A history as an exchange reads and writes it: each method is one transaction, or one state that is read."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.machine import Machine
from app.history.exchange.checking import Rows
from app.history.exchange.kinds import INSPECTIONS, ROUTES, RUNS, SEEN, Kind, Row
from app.history.exchange.matching import Match, Visit, free_name, match, namesake, same_code
from app.history.exchange.merging import Merge
from app.history.exchange.outgoing import (
    OutgoingMachine,
    Recording,
    Recordings,
    eras,
    outgoing,
    recordings,
    route_rows,
    seen_rows,
    visit_count,
    visit_ids,
)
from app.history.exchange.plain_lines import (
    InspectionLine,
    ReadingLine,
    ReviewLine,
    Wanted,
    count_inspections,
    inspection_lines,
    reading_lines,
    review_lines,
)
from app.history.exchange.settling import make_room, settle, settle_routes
from app.history.exchange.told import Counts, MachineTold, Standing
from app.history.history import History
from app.history.mappers_fleet import route_row, run_row, to_route, to_run
from app.history.tables import TakeRow
from app.history.tables_fleet import RouteRow, RouteRunRow, SeenAlertRow
from app.history.upgrade import REVISIONS

SCHEMA = REVISIONS[-1]
"""The format of the tables that these rows are of."""

Ids = Mapping[str, str]
"""Machines of a file, by their ids there, and the ids that they have here."""


class ExchangeHistory:
    """An opened history, for machines that go to another laptop or come from one."""

    def __init__(self, history: History) -> None:
        self._database = history._database

    def outgoing(self, machine_id: str) -> AbstractContextManager[OutgoingMachine]:
        """A machine as it stands at one moment; KeyError for an unknown id."""
        return outgoing(self._database, machine_id)

    def visit_count(self, machine_ids: Collection[str]) -> int:
        """How many inspections there are of these machines."""
        with self._database.reading() as session:
            return visit_count(session, machine_ids)

    def recordings(self, machine_id: str, which: Recordings, newest: int) -> Iterator[Recording]:
        """Those of a machine's recordings that are to travel."""
        with self._database.reading() as session:
            yield from recordings(session, machine_id, which, newest)

    def routes(self, machine_ids: Collection[str]) -> dict[Kind, list[Row]]:
        """The routes that are wholly about these machines, with the walks along them."""
        with self._database.reading() as session:
            return route_rows(session, machine_ids)

    def seen(self, alert_ids: Collection[str]) -> Iterator[Row]:
        """What was noted of these alerts."""
        with self._database.reading() as session:
            yield from seen_rows(session, alert_ids)

    def seen_alert_ids(self) -> set[str]:
        """The ids of all alerts that anything was noted of."""
        with self._database.reading() as session:
            return set(session.scalars(select(SeenAlertRow.alert_id).distinct()))

    def visit_ids(self, machine_id: str) -> Iterator[str]:
        """The ids of a machine's inspections."""
        with self._database.reading() as session:
            yield from visit_ids(session, machine_id)

    def eras(self, machine_id: str) -> list[tuple[str, str, datetime | None]]:
        """Each condition of a machine, with each ear that heard it and each repair, or none."""
        with self._database.reading() as session:
            return eras(session, machine_id)

    def count_inspections(self, wanted: Wanted) -> int:
        """How many lines `inspection_lines` has."""
        with self._database.reading() as session:
            return count_inspections(session, wanted)

    def inspection_lines(self, wanted: Wanted, *, bands: bool = False) -> Iterator[InspectionLine]:
        """The inspections as plain lines, the newest first."""
        with self._database.reading() as session:
            yield from inspection_lines(session, wanted, bands=bands)

    def reading_lines(self, wanted: Wanted) -> Iterator[ReadingLine]:
        """The readings that count as plain lines."""
        with self._database.reading() as session:
            yield from reading_lines(session, wanted)

    def review_lines(self, wanted: Wanted) -> Iterator[ReviewLine]:
        """Every line of the reviews."""
        with self._database.reading() as session:
            yield from review_lines(session, wanted)

    def stored(self, hashes: Iterable[str]) -> dict[str, str]:
        """Those of these recordings that the history knows, with the places where they should lie."""
        with self._database.reading() as session:
            chosen = select(TakeRow.sha256, TakeRow.stored_as).where(TakeRow.sha256.in_(list(hashes)))
            return {row.sha256: row.stored_as for row in session.execute(chosen)}

    def look(self, theirs: Machine, rows: Rows, here: str | None = None) -> MachineTold:
        """What `merge` would add; nothing is written. Raises what `merge` raises."""
        with self._database.reading() as session:
            matched = match(session, theirs, _visits(rows), here)
            told = _told(session, matched)
            merge = Merge(session, matched, dry=True)
            merge.machine(rows)
            return _counted(told, merge)

    def merge(
        self, theirs: Machine, rows: Rows, stored: Mapping[str, str], here: str | None = None
    ) -> MachineTold:
        """Put a machine to those that are here; all of it or nothing.

        Args:
            rows: checked, each kind as often as it is asked for.
            stored: where the recordings lie below the history folder that came along, by hash.
            here: the id of the machine here that the user says it is.

        Raises:
            Problem: it can't be the machine that was named; or the disk.
            ContradictionError: it says that something of this history is something else.
        """
        with self._database.writing() as session:
            matched = match(session, theirs, _visits(rows), here)
            told = _told(session, matched)
            make_room(session, matched)
            merge = Merge(session, matched, stored)
            merge.machine(rows)
            session.expire_all()
            settled = settle(session, matched)
            return _counted(told, merge, settled.name)

    def look_at_all(self, rows: Rows, ids: Ids) -> Counts:
        """How many lines about several machines would be added."""
        with self._database.reading() as session:
            return self._all(session, rows, ids, dry=True)

    def merge_all(self, rows: Rows, ids: Ids) -> Counts:
        """Put routes, walks and seen alerts to those that are here; returns what was added."""
        with self._database.writing() as session:
            added = self._all(session, rows, ids, dry=False)
            settle_routes(session, {row["route_id"] for row in rows(ROUTES)})
            return added

    def _all(self, session: Session, rows: Rows, ids: Ids, *, dry: bool) -> Counts:
        merge = Merge(session, None, dry=dry)
        for kind in (ROUTES, RUNS):
            merge.rows(kind, _with_ids_here(kind, rows(kind), ids))
        merge.rows(SEEN, rows(SEEN))
        return merge.new


def _visits(rows: Rows) -> Iterable[Visit]:
    return _Again(lambda: ((row["id"], row["condition_id"]) for row in rows(INSPECTIONS)))


class _Again:
    """Something that can be gone through more than once without being held."""

    def __init__(self, begin: Callable[[], Iterator[Any]]) -> None:
        self._begin = begin

    def __iter__(self) -> Iterator[Any]:
        return self._begin()


def _told(session: Session, matched: Match) -> MachineTold:
    """What the machine is here before anything is added."""
    theirs = matched.theirs
    if matched.here is not None:
        standing = Standing.MATCHED if matched.taken_for else Standing.KNOWN
        return MachineTold(theirs, standing, matched.here.name, here=matched.here)
    other = namesake(session, theirs.name, theirs.id)
    standing = Standing.NEW if other is None else Standing.NAMESAKE
    twin = same_code(session, theirs)
    return MachineTold(theirs, standing, free_name(session, theirs), same_code=twin)


def _counted(told: MachineTold, merge: Merge, name_here: str = "") -> MachineTold:
    return replace(
        told,
        name_here=name_here or told.name_here,
        new=merge.new,
        there=merge.there,
        differing=tuple(merge.differing),
    )


def _with_ids_here(kind: Kind, rows: Iterator[Row], ids: Ids) -> Iterator[Row]:
    """Stops by their ids here. Such rows are named by what they say, so then they have other names as well."""
    for row in rows:
        stops = {name: list(dict.fromkeys(ids.get(one, one) for one in row[name])) for name in _STOPS[kind.name]}
        if any(row[name] != said for name, said in stops.items()):
            row.update(stops)
            if kind is ROUTES:
                row["id"] = route_row(to_route(RouteRow(**row)), row["revision"]).id
            else:
                row["id"] = run_row(to_run(RouteRunRow(**row)), row["revision"]).id
        yield row


_STOPS = {ROUTES.name: ("machine_ids",), RUNS.name: ("machine_ids", "skipped")}
