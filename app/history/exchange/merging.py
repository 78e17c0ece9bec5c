"""The rows of a machine from outside put to those that are here: what is new is added, nothing is overwritten.

Ids are the same on every laptop, so a row that is here already is found by its id and left alone. Only a recording
that both laptops have got by themselves has two ids; it is known by its hash, and keeps the id it has here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import insert, select, tuple_
from sqlalchemy.orm import Session

from app.history.exchange.checking import Rows
from app.history.exchange.damage import ContradictionError
from app.history.exchange.kinds import BINNED, CLIPS, OF_MACHINE, TAKES, VERSIONS, About, Kind, Row
from app.history.exchange.matching import Match
from app.history.exchange.rows import clips_id
from app.history.exchange.told import Counts
from app.history.tables import TakeRow

_AT_ONCE = 200
_MOST_NAMED = 20

_COUNTED = {
    "inspections": "visits",
    "reviews": "reviews",
    "notes": "notes",
    "readings": "readings",
    "baselines": "baselines",
    "versions": "versions",
    "placements": "others",
    "room_sounds": "others",
    "binned": "others",
    "routes": "others",
    "route_runs": "others",
    "seen_alerts": "others",
}


class Merge:
    """One machine in one transaction; `dry` adds nothing and only counts. `stored` says where recordings lie.

    Without a match, lines about several machines are put together.
    """

    def __init__(
        self,
        session: Session,
        match: Match | None,
        stored: Mapping[str, str] | None = None,
        *,
        dry: bool = False,
    ) -> None:
        self._session = session
        self._taken_for = match is not None and match.taken_for
        self._theirs_id = match.theirs.id if match else ""
        self._stored = stored or {}
        self._dry = dry
        self._ids: dict[About, dict[str, str]] = {
            About.MACHINE: {match.theirs.id: match.id} if match else {},
            About.POINT: match.points if match else {},
            About.CONDITION: match.conditions if match else {},
            About.TAKE: {},
            About.CLIPS: {},
        }
        self._new: Counter[str] = Counter()
        self._there: Counter[str] = Counter()
        self.differing: list[str] = []

    @property
    def new(self) -> Counts:
        """What was added, or would be."""
        return Counts(**self._new)

    @property
    def there(self) -> Counts:
        """What was here before."""
        return Counts(**self._there)

    def machine(self, rows: Rows) -> None:
        """All rows of the machine, kind by kind. What its own facts are now is not settled here."""
        for kind in OF_MACHINE:
            if kind is VERSIONS and self._taken_for:
                continue  # the facts of the machine here count; theirs are in their own history
            self.rows(kind, rows(kind))

    def rows(self, kind: Kind, rows: Iterator[Row]) -> None:
        """The rows of a kind, a few at a time."""
        while some := list(islice(rows, _AT_ONCE)):
            if kind is BINNED and self._taken_for:
                some = [row for row in some if row["thing_id"] != self._theirs_id]
            if kind is TAKES:
                some = self._unknown_takes(some)
            self._some(kind, [self._as_here(kind, row) for row in some])

    def _as_here(self, kind: Kind, row: Row) -> Row:
        """The row with the ids of this history."""
        for column, about in kind.about.items():
            row[column] = self._ids[about].get(row[column], row[column])
        if kind is CLIPS:
            here = clips_id(row)
            if here != row["id"]:
                self._ids[About.CLIPS][row["id"]] = here
                row["id"] = here
        return row

    def _unknown_takes(self, rows: list[Row]) -> list[Row]:
        """Those whose content is not here yet; the others are remembered by the ids they have here."""
        hashes = select(TakeRow.sha256, TakeRow.id).where(TakeRow.sha256.in_([row["sha256"] for row in rows]))
        here: dict[str, str] = {row.sha256: row.id for row in self._session.execute(hashes)}
        unknown = []
        for row in rows:
            known = here.get(row["sha256"])
            if known is None:
                unknown.append({**row, "stored_as": self._stored.get(row["sha256"], row["stored_as"])})
            elif known != row["id"]:
                self._ids[About.TAKE][row["id"]] = known
        ids = select(TakeRow.id).where(TakeRow.id.in_([row["id"] for row in unknown]))
        if self._session.scalar(ids.limit(1)) is not None:
            raise ContradictionError("a take has the id of another one here")
        return unknown

    def _some(self, kind: Kind, rows: list[Row]) -> None:
        known = self._known(kind, rows)
        new = [row for row in rows if kind.key_of(row) not in known]
        counted = _COUNTED.get(kind.name)
        if counted:
            self._new[counted] += len(new)
            self._there[counted] += len(rows) - len(new)
        for row in rows:
            here = known.get(kind.key_of(row))
            if here is not None and here != row and not kind.named_by_content:
                self._differs(kind, row)
        if new and not self._dry:
            self._session.execute(insert(kind.rows), new)

    def _known(self, kind: Kind, rows: list[Row]) -> dict[tuple[Any, ...], Row]:
        """Those rows that are here already, as they are here."""
        if not rows:
            return {}
        keys = [kind.rows.__table__.c[name] for name in kind.key]
        wanted = [kind.key_of(row) for row in rows]
        there = keys[0].in_([key[0] for key in wanted]) if len(keys) == 1 else tuple_(*keys).in_(wanted)
        found = self._session.execute(select(*kind.columns).where(there))
        return {kind.key_of(row): row for row in (dict(one._mapping) for one in found)}

    def _differs(self, kind: Kind, row: Row) -> None:
        if len(self.differing) < _MOST_NAMED:
            self.differing.append(f"{kind.name} {kind.key_of(row)[0]}")
