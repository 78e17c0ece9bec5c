"""Writes machines into an exchange file: their rows as they stand, then photos, recordings and reports."""

import shutil
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from app import __version__
from app.domain.identity import now
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.history.exchange.exchange_history import ExchangeHistory
from app.history.exchange.kinds import OF_ALL, OF_MACHINE, SEEN
from app.history.exchange.outgoing import OutgoingMachine, Recording, Recordings
from app.history.exchange.rows import row_out
from app.history.mappers_machine import machine_out
from app.language import say
from app.recordings.photos import PhotoStore
from app.recordings.take_store import TakeStore
from app.workflows.exchange import members, sounds
from app.workflows.exchange.problems import no_room
from app.workflows.exchange.telling import Pace
from app.workflows.exchange.zip_out import ZipOut, pieces_of

_BYTES_A_VISIT, _BYTES_A_MACHINE = 6_000, 5_000
_SPARE_BYTES = 16 << 20

MakesReport = Callable[[str, Path], Path]
"""Makes the report of an inspection at a path."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a file will hold, and about how large it gets; `missing` recordings are not on the disk any more."""

    machines: int
    visits: int
    recordings: int
    missing: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A recording or photo that could not be sent, and why."""

    file_name: str
    machine: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """What the file holds."""

    path: Path
    machines: int
    visits: int
    recordings: int
    size_bytes: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What travels beside the rows: which recordings (`newest` of each condition), and whether reports do."""

    recordings: Recordings = Recordings.BASELINES
    newest: int = 3
    reports: bool = False

    @property
    def words(self) -> str:
        """Which recordings, for the first page."""
        return f"newest {self.newest}" if self.recordings is Recordings.NEWEST else self.recordings.value


@dataclass(slots=True)
class Writing:
    """One file that is being written."""

    history: ExchangeHistory
    store: TakeStore
    photos: PhotoStore
    pace: Pace
    wish: Wish
    visits: int = 0
    recordings: int = 0
    left_out: list[LeftOut] = field(default_factory=list)

    def everything(self, out: ZipOut, machines: list[Machine], page: members.Manifest) -> None:
        """All but the reports."""
        out.value(members.MANIFEST, members.manifest_out(page))
        photos: dict[str, str] = {}
        for one in machines:
            with self.history.outgoing(one.id) as machine:
                self._rows(out, machine)
                photos |= dict.fromkeys(machine.photos(), one.name)
        for photo, name in photos.items():
            self._photo(out, photo, name)
        for one in machines:
            for recording in self.history.recordings(one.id, self.wish.recordings, self.wish.newest):
                self._recording(out, recording, one.name)

    def about_all(self, out: ZipOut, machine_ids: Collection[str], alert_ids: Collection[str]) -> None:
        """Routes, walks and seen alerts."""
        rows = {**self.history.routes(machine_ids), SEEN: self.history.seen(alert_ids)}
        for kind in OF_ALL:
            out.lines(members.rows_member(kind), (row_out(kind, row) for row in rows[kind]))

    def reports(self, out: ZipOut, machines: list[Machine], report: MakesReport) -> None:
        """The report on the newest visit of each machine."""
        with tempfile.TemporaryDirectory(prefix="earshot-") as folder:
            for one in machines:
                with self.history.outgoing(one.id) as machine:
                    newest = machine.newest_inspection()
                if newest is not None:
                    made = report(newest, Path(folder) / "report.pdf")
                    out.file(f"reports/{_file_name(one)}.pdf", made, one.name)

    def _rows(self, out: ZipOut, machine: OutgoingMachine) -> None:
        machine_id = machine.machine.id
        out.value(members.machine_member(machine_id), machine_out(machine.machine))
        for kind in OF_MACHINE:
            lines = (row_out(kind, row) for row in machine.rows(kind))
            count = out.lines(members.rows_member(kind, machine_id), lines)
            self.visits += count if kind.name == "inspections" else 0

    def _recording(self, out: ZipOut, recording: Recording, machine: str) -> None:
        member = f"takes/{recording.sha256}{Path(recording.stored_as).suffix.lower()}"
        if out.has(member):
            return
        try:
            path = sounds.path_of(self.store, recording)
            self._same(path, recording)
        except Problem as problem:
            self.left_out.append(LeftOut(recording.file_name, machine, problem.what))
            return
        out.file(member, path, recording.file_name)
        self.recordings += 1

    def _same(self, path: Path, recording: Recording) -> None:
        """A member can't be taken back once it is written, so the file is looked at before."""
        digest = sha256()
        for piece in pieces_of(path):
            digest.update(piece)
            self.pace(0, recording.file_name)
        if digest.hexdigest() != recording.sha256:
            raise Problem(
                say("The stored recording of “{name}” was changed after it was kept.", name=recording.file_name),
                "",
            )

    def _photo(self, out: ZipOut, photo: str, machine: str) -> None:
        name = f"photos/{photo.rpartition('/')[2]}"
        try:
            path = self.photos.path(photo)
        except Problem as problem:
            self.left_out.append(LeftOut(photo, machine, problem.what))
            return
        if members.PHOTO_NAME.fullmatch(name) and not out.has(name):
            out.file(name, path, machine)


def estimate(history: ExchangeHistory, store: TakeStore, machines: list[Machine], wish: Wish) -> Estimate:
    """What the file of these machines will hold."""
    visits = history.visit_count([one.id for one in machines])
    count = missing = size = 0
    for one in machines:
        found = sounds.sizes(store, history.recordings(one.id, wish.recordings, wish.newest))
        count, missing, size = count + found[0], missing + found[1], size + found[2]
    size += _BYTES_A_VISIT * visits + _BYTES_A_MACHINE * len(machines)
    return Estimate(len(machines), visits, count, missing, size)


def refuse_no_room(out: Path, needed_bytes: int) -> None:
    """Problem when the drive of `out` is too full; the folder's own troubles are told when it is written."""
    try:
        free = shutil.disk_usage(out.absolute().parent).free
    except OSError:
        return
    if needed_bytes + _SPARE_BYTES > free:
        raise no_room(out.absolute().parent, needed_bytes, free)


def first_page(
    history_id: str, by: str, wish: Wish, machines: int, at: datetime | None = None
) -> members.Manifest:
    """The first page of a file made now."""
    return members.Manifest(history_id, __version__, at or now(), by, wish.words, machines)


def _file_name(machine: Machine) -> str:
    """The machine's name as any disk takes it, and a part of its id, for two may read alike then."""
    plain = "".join(letter if letter.isalnum() or letter in " -_." else "_" for letter in machine.name)
    return f"{plain.strip(' .')[:80] or 'machine'}-{machine.id[:8]}"
