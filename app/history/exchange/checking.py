"""Whether the rows of a machine that came from outside fit together, before one of them is kept.

Only ids are remembered, sixteen bytes each, and only of one machine at a time.
"""

from collections.abc import Callable, Iterator
from typing import Any

from app.domain.bin import Thing
from app.domain.machine import Machine
from app.history.exchange.damage import DamageError
from app.history.exchange.kinds import OF_MACHINE, About, Kind, Row

Rows = Callable[[Kind], Iterator[Row]]
"""The rows of a kind, read anew each time it is called."""


class FittingRows:
    """The rows of one machine, passed on as they are found to fit; kinds must come in their order."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._seen: dict[str, set[Any]] = {kind.name: set() for kind in OF_MACHINE}
        self._take_of: dict[bytes, bytes] = {}
        self._places = {
            About.MACHINE: {machine.id},
            About.POINT: {point.id for point in machine.points},
            About.CONDITION: {one.id for point in machine.points for one in point.conditions},
        }

    def check(self, kind: Kind, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows again; DamageError at the first that does not fit to those before."""
        seen = self._seen[kind.name]
        for row in rows:
            self._refers(kind, row)
            key = _short(kind.key_of(row))
            if key in seen:
                raise DamageError(f"{kind.name} twice: {kind.key_of(row)}")
            seen.add(key)
            self._special(kind, row)
            yield row

    def end(self) -> None:
        """DamageError when an inspection has no details."""
        if len(self._seen["inspections"]) != len(self._seen["inspection_details"]):
            raise DamageError("an inspection without its details")

    def _refers(self, kind: Kind, row: Row) -> None:
        for column, about in kind.about.items():
            known = self._places.get(about)
            there = row[column] in known if known is not None else self._there(_KIND_OF[about], row[column])
            if not there:
                raise DamageError(f"{kind.name} about a {about.value} that is not in the file")
        for column, name in kind.inside.items():
            wanted = row[column]
            if wanted is None or (name == kind.name and column == "about_id" and wanted == row["id"]):
                continue
            if not self._there(name, wanted):
                raise DamageError(f"{kind.name}: {column} is not in the file")

    def _there(self, name: str, key: str) -> bool:
        return bytes.fromhex(key) in self._seen[name]

    def _special(self, kind: Kind, row: Row) -> None:
        if kind.name in {"clip_bands", "inspections"}:
            self._take_of[bytes.fromhex(row["id"])] = bytes.fromhex(row["take_id"])
        elif kind.name == "inspection_details":
            heard, judged = (
                self._take_of[bytes.fromhex(row[name])] for name in ("clip_bands_id", "inspection_id")
            )
            if heard != judged:
                raise DamageError("an inspection with the band levels of another take")
        elif kind.name == "binned":
            machine = row["thing"] is Thing.MACHINE
            known = row["thing_id"] == self._machine.id if machine else self._there("inspections", row["thing_id"])
            if not known:
                raise DamageError("the bin holds what is not in the file")


_KIND_OF = {About.TAKE: "takes", About.CLIPS: "clip_bands"}


def _short(key: tuple[Any, ...]) -> Any:
    return bytes.fromhex(key[0]) if len(key) == 1 else key
