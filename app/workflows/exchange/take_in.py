"""Looks into an exchange file, and takes it in: recordings and photos first, then each machine in one transaction.

Nothing is written before everything was checked: rows against each other and against this history, recordings by
their hash and by opening them. Broken off anywhere, it is done again and comes to the same: what is there is
known.
"""

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

from app.domain.identity import new_id
from app.domain.problem import Problem
from app.history.exchange.exchange_history import ExchangeHistory
from app.history.exchange.outgoing import Recording
from app.history.exchange.told import Counts, MachineTold
from app.language import later
from app.recordings.file_problems import unwritable
from app.recordings.photos import PhotoStore
from app.recordings.sound_file import open_sound
from app.recordings.take_store import TakeStore
from app.workflows.exchange.exchange_file import ExchangeFile, Sent
from app.workflows.exchange.problems import damaged, no_photo, no_room, no_sound
from app.workflows.exchange.sounds import size_of
from app.workflows.exchange.telling import Pace
from app.workflows.exchange.zip_in import told

_AT_ONCE = 200
_SPARE_BYTES = 64 << 20
_ABANDONED_S = 24 * 3600.0

Mapping_ = Mapping[str, str]
"""Machines of the file by their ids, and the ids of those here that the user says they are."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is in a file and what of it would be new here. `own`: it was written from this very history."""

    path: Path
    made_at: datetime
    made_by: str
    app_version: str
    own: bool
    machines: tuple[MachineTold, ...]
    routes: int
    recordings: int
    recordings_new: int
    recordings_bytes: int

    @property
    def new(self) -> Counts:
        """What would be added to all machines together."""
        return sum((one.new for one in self.machines), Counts())


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was added. `recordings` and `photos` are files that were not here before."""

    path: Path
    machines: tuple[MachineTold, ...]
    routes: int
    recordings: int
    photos: int

    @property
    def added(self) -> Counts:
        """To all machines together."""
        return sum((one.new for one in self.machines), Counts())


@dataclass(frozen=True, slots=True)
class TakingIn:
    """One file for one history."""

    history: ExchangeHistory
    store: TakeStore
    photos: PhotoStore
    folder: Path
    file: ExchangeFile
    mapping: Mapping_
    pace: Pace

    def look(self, history_id: str) -> Looked:
        """Checks everything but recordings and photos; writes nothing."""
        machines = self._looked_at()
        routes = self._routes(machines)
        new = {one.member for one in self._wanted()}
        sent = list(self.file.recordings())
        page = self.file.manifest
        self.pace.end()
        return Looked(
            self.file.path,
            page.made_at,
            page.made_by,
            page.app_version,
            page.history_id == history_id,
            machines,
            routes,
            len(sent),
            len(new),
            sum(one.size_bytes for one in sent if one.member in new),
        )

    def take_in(self) -> TakenIn:
        """All of it; Problem and nothing was written where anything of it is not as it should be."""
        looked = self._looked_at()
        with self._staging() as staging:
            recordings = [(one, self._staged(one, staging)) for one in self._wanted()]
            photos = [(one, self._staged(one, staging)) for one in self.file.photos()]
            for one, path in recordings:
                self._refuse_silence(one, path)
            for one, path in photos:
                self._refuse_no_photo(one, path)
            stored = {one.sha256: self.store.adopt(path).stored_as for one, path in recordings}
            kept = sum(self._keep_photo(path) for _, path in photos)
        # Those that are here first: they may give a name free that a new one has.
        ordered = sorted(looked, key=lambda one: one.here is None)
        machines = tuple(self._merged(one.machine.id, stored) for one in ordered)
        with told(self.file.path):
            added = self.history.merge_all(self.file.rows_of_all(), _ids(machines))
        self.pace.end()
        return TakenIn(self.file.path, machines, added.others, len(recordings), kept)

    def _looked_at(self) -> tuple[MachineTold, ...]:
        """The file against itself, then each machine against this history."""
        self.file.check(self.pace)
        return tuple(self._told(machine_id) for machine_id in self.file.machine_ids)

    def _told(self, machine_id: str) -> MachineTold:
        machine = self.file.machine(machine_id)
        self.pace(0, machine.name)
        with told(self.file.path):
            return self.history.look(machine, self.file.rows(machine_id), self.mapping.get(machine_id))

    def _merged(self, machine_id: str, stored: Mapping[str, str]) -> MachineTold:
        machine = self.file.machine(machine_id)
        self.pace(0, machine.name)
        with told(self.file.path):
            return self.history.merge(machine, self.file.rows(machine_id), stored, self.mapping.get(machine_id))

    def _routes(self, machines: tuple[MachineTold, ...]) -> int:
        return self.history.look_at_all(self.file.rows_of_all(), _ids(machines)).others

    def _wanted(self) -> Iterator[Sent]:
        """Recordings that are not here, or not as long as they should be; with the endings they have here."""
        sent = self.file.recordings()
        while some := list(islice(sent, _AT_ONCE)):
            here = self.history.stored(one.sha256 for one in some)
            for one in some:
                stored_as = here.get(one.sha256)
                if stored_as is None:
                    yield one
                elif size_of(self.store, Recording(one.sha256, stored_as, "")) != one.size_bytes:
                    yield Sent(one.member, one.sha256, Path(stored_as).suffix, one.size_bytes)

    @contextmanager
    def _staging(self) -> Iterator[Path]:
        """A folder beside the takes for what is not yet known to be what it should be; gone afterwards."""
        place = self.folder / "exchange"
        staging = place / f"{new_id()}.part"
        needed = sum(one.size_bytes for one in (*self._wanted(), *self.file.photos()))
        try:
            _sweep(place)
            staging.mkdir(parents=True)
            free = shutil.disk_usage(staging).free
            if needed + self.file.told_bytes + _SPARE_BYTES > free:
                raise no_room(self.folder, needed + self.file.told_bytes, free)
            yield staging
        except OSError as error:
            raise unwritable(self.folder, error, later("exchange file")) from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            with suppress(OSError):
                place.rmdir()

    def _staged(self, one: Sent, staging: Path) -> Path:
        """A file of its own, which is what its name says."""
        path, digest = staging / f"{one.sha256}{one.ending}", sha256()
        with path.open("xb") as out:
            for piece in self.file.zip.pieces(one.member):
                digest.update(piece)
                out.write(piece)
                self.pace(len(piece), one.sha256[:8])
        if digest.hexdigest() != one.sha256:
            raise damaged(self.file.path, f"{one.member} is not what its name says")
        return path

    def _refuse_silence(self, one: Sent, path: Path) -> None:
        try:
            open_sound(path).close()
        except Problem as problem:
            raise no_sound(self.file.path, one.sha256[:8], problem) from problem

    def _refuse_no_photo(self, one: Sent, path: Path) -> None:
        with path.open("rb") as file:
            head = file.read(8)
        wanted = b"\xff\xd8\xff" if one.ending == ".jpg" else b"\x89PNG\r\n\x1a\n"
        if not head.startswith(wanted):
            raise no_photo(self.file.path, one.member)

    def _keep_photo(self, path: Path) -> bool:
        """Whether it was new."""
        there = (self.folder / "photos" / path.name[:2] / path.name).is_file()
        self.photos.keep(path)
        return not there


def _ids(machines: tuple[MachineTold, ...]) -> dict[str, str]:
    return {one.machine.id: one.here.id for one in machines if one.here}


def _sweep(place: Path) -> None:
    """Away with what a program that died left here; best effort."""
    with suppress(OSError):
        for folder in list(place.glob("*.part")):
            if abs(time.time() - folder.stat().st_mtime) > _ABANDONED_S:
                shutil.rmtree(folder, ignore_errors=True)
