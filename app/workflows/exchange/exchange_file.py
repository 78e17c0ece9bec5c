"""An exchange file that was opened: its first page, its machines, their rows. Read a few rows at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.domain.machine import Machine
from app.history.exchange.checking import FittingRows, Rows
from app.history.exchange.damage import DamageError
from app.history.exchange.details import machine_of
from app.history.exchange.kinds import OF_ALL, OF_MACHINE, PLACEMENTS, TAKES, VERSIONS, Kind, Row
from app.history.exchange.rows import row_in
from app.workflows.exchange.members import (
    FORMAT,
    MACHINE_NAME,
    MANIFEST,
    MANIFEST_BYTES,
    PHOTO_NAME,
    TAKE_NAME,
    Manifest,
    format_of,
    machine_member,
    manifest_in,
    rows_member,
)
from app.workflows.exchange.problems import damaged, newer, not_an_exchange
from app.workflows.exchange.strict_json import parse
from app.workflows.exchange.telling import Pace
from app.workflows.exchange.zip_in import Digest, ZipIn, told

_MACHINE_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that came along: the member's name, its SHA-256, its ending with the dot, and how large it is."""

    member: str
    sha256: str
    ending: str
    size_bytes: int


class ExchangeFile:
    """A context manager. Whatever is wrong with the file is a Problem, wherever it is found."""

    def __init__(self, path: Path) -> None:
        """Reads the first page and judges the list of members; what is in them is judged by `check`."""
        self.path = path
        self.zip = ZipIn(path)
        try:
            self.manifest = self._first_page()
            self.zip.refuse_strange()
            found = (MACHINE_NAME.fullmatch(name) for name in self.zip.names())
            self.machine_ids = [one[1] for one in found if one]
            self._named: set[str] = set()
        except BaseException:
            self.zip.__exit__()
            raise

    def __enter__(self) -> "ExchangeFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.__exit__()

    @property
    def told_bytes(self) -> int:
        """How large everything but recordings and photos is, unpacked."""
        return sum(self.zip.bytes_of(name) for name in self.zip.names() if not _is_named_by_hash(name))

    def recordings(self) -> Iterator[Sent]:
        """The recordings that came along, once the file was checked; others would be nobody's."""
        return (one for one in self._sent(TAKE_NAME) if one.sha256 in self._named)

    def photos(self) -> Iterator[Sent]:
        """The photos that came along, likewise."""
        return (one for one in self._sent(PHOTO_NAME) if one.member in self._named)

    @property
    def sent_bytes(self) -> int:
        """How large the recordings and photos are together."""
        return sum(self.zip.bytes_of(name) for name in self.zip.names() if _is_named_by_hash(name))

    def machine(self, machine_id: str) -> Machine:
        """A machine as it was on the other laptop."""
        given = self.zip.whole(machine_member(machine_id), _MACHINE_BYTES)
        with told(self.path):
            machine = machine_of(parse(given))
            if machine.id != machine_id:
                raise DamageError("a machine under the id of another")
        return machine

    def rows(self, machine_id: str) -> Rows:
        """A machine's rows, by kind, as often as they are asked for."""
        return partial(self._rows, machine_id)

    def rows_of_all(self) -> Rows:
        """The rows about several machines, by kind."""
        return partial(self._rows, "")

    def check(self, pace: Pace) -> None:
        """Read everything but recordings and photos; Problem at the first thing that is not as it should be."""
        if len(self.machine_ids) != self.manifest.machines or not self.machine_ids:
            raise damaged(self.path, "machines are missing")
        sums = self.zip.sums()
        for machine_id in self.machine_ids:
            self._check_machine(machine_id, sums, pace)
        for kind in OF_ALL:
            self._check_all(kind, sums, pace)
        for name in list(sums):
            if name.endswith(".jsonl"):
                raise damaged(self.path, "rows of a machine that is not in it")
            digest = Digest()
            for piece in self.zip.pieces(name):
                digest.update(piece)
                pace(len(piece))
            self._compare(name, digest, sums)

    def _first_page(self) -> Manifest:
        with told(self.path, unreadable_is_foreign=True):
            given = self.zip.whole(MANIFEST, MANIFEST_BYTES)
        try:
            page = parse(given)
            number = format_of(page)
            if number > FORMAT:
                raise newer(self.path, number, FORMAT)
            return manifest_in(page)
        except DamageError as error:
            raise not_an_exchange(self.path, str(error)) from error

    def _check_machine(self, machine_id: str, sums: dict[str, str], pace: Pace) -> None:
        machine = self.machine(machine_id)
        self._name_photo(machine.photo)
        fitting = FittingRows(machine)
        for kind in OF_MACHINE:
            digest = Digest()
            with told(self.path):
                for row in fitting.check(kind, self._rows(machine_id, kind, digest, pace)):
                    self._name(kind, row)
            self._compare(rows_member(kind, machine_id), digest, sums)
        with told(self.path):
            fitting.end()

    def _name(self, kind: Kind, row: Row) -> None:
        if kind is TAKES and self.zip.has(f"takes/{row['sha256']}{Path(row['stored_as']).suffix}"):
            self._named.add(row["sha256"])
        elif kind is PLACEMENTS:
            self._name_photo(row["photo"])
        elif kind is VERSIONS:
            self._name_photo(row["machine"]["photo"])

    def _name_photo(self, path: str) -> None:
        if path:
            self._named.add(f"photos/{path.rpartition('/')[2]}")

    def _check_all(self, kind: Kind, sums: dict[str, str], pace: Pace) -> None:
        digest, seen, machines = Digest(), set[str](), set(self.machine_ids)
        with told(self.path):
            for row in self._rows("", kind, digest, pace):
                if row["id"] in seen or set(row.get("machine_ids", ())) - machines:
                    raise DamageError(f"{kind.name}: twice, or about a machine that is not in the file")
                seen.add(row["id"])
        self._compare(rows_member(kind), digest, sums)

    def _rows(
        self, machine_id: str, kind: Kind, digest: Digest | None = None, pace: Pace | None = None
    ) -> Iterator[Row]:
        name = rows_member(kind, machine_id)
        for number, line in enumerate(self.zip.lines(name, digest), 1):
            with told(self.path):
                try:
                    row = row_in(kind, parse(line))
                except ValueError as error:
                    raise type(error)(f"{name}, line {number}: {error}") from error
            if pace:
                pace(len(line))
            yield row

    def _sent(self, named: re.Pattern[str]) -> Iterator[Sent]:
        for name in self.zip.names():
            if found := named.fullmatch(name):
                yield Sent(name, found[1], name.rpartition("/")[2][64:], self.zip.bytes_of(name))

    def _compare(self, name: str, digest: Digest, sums: dict[str, str]) -> None:
        """What was read of a member with its checksum, which is done with then."""
        if self.zip.has(name) and sums.pop(name, "") != digest.hexdigest():
            raise damaged(self.path, f"{name} is not what was put there")


def _is_named_by_hash(name: str) -> bool:
    return name.startswith(("takes/", "photos/"))
