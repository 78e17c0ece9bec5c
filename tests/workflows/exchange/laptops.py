"""Two laptops with the same or other machines, and ways to make their files wrong."""

import shutil
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.plan import Route
from app.domain.take import SoundFormat
from app.history.history import History
from app.recordings.photos import PhotoStore
from app.recordings.take_store import TakeStore
from app.workflows.exchange.exchange import Choice, Exchange, Recordings, Wish
from tests.e2e.support import write_wav
from tests.history import builders
from tests.history.builders import START, condition_of, inspection

ALL = Wish(Recordings.ALL)
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(200))

TABLES = (
    "machines",
    "points",
    "conditions",
    "takes",
    "clip_bands",
    "baselines",
    "baseline_takes",
    "baseline_changes",
    "healthy_curves",
    "models",
    "inspections",
    "inspection_details",
    "notes",
    "reviews",
    "readings",
    "placements",
    "room_sounds",
    "machine_versions",
    "binned",
    "seen_alerts",
    "routes",
    "route_runs",
)


@dataclass
class Laptop:
    """One history with its recordings and what sends and takes in."""

    folder: Path
    history: History
    exchange: Exchange
    store: TakeStore
    photos: PhotoStore

    @classmethod
    def open(cls, folder: Path) -> "Laptop":
        history = History.open(folder)
        store, photos = TakeStore(folder), PhotoStore(folder)
        return cls(folder, history, Exchange(history, store, photos), store, photos)

    def visit(self, machine: Machine, seed: int, *, days: float = 0.0, **how: object) -> Inspection:
        """An inspection with a recording that is one."""
        one = inspection(machine, recorded_at=START + timedelta(days=days), **how)
        return self.history.add_inspection(replace(one, take=self.recorded(one.take, seed)))

    def recorded(self, take, seed: int):
        path = write_wav(self.folder / f"{seed}.wav", noise(seed))
        kept = self.store.keep(path)
        path.unlink()
        form = SoundFormat(16_000, 1, 8_000, "WAV", "PCM_16", 16)
        return replace(take, sha256=kept.sha256, stored_as=kept.stored_as, format=form)

    def photo(self) -> str:
        path = self.folder / "photo.jpg"
        path.write_bytes(JPEG)
        kept = self.photos.keep(path)
        path.unlink()
        return kept

    def write(self, out: Path, *machines: Machine, wish: Wish = ALL, **how: object) -> Path:
        self.exchange.write(out, Choice([one.id for one in machines]), wish, **how)
        return out

    def rows(self, without: tuple[str, ...] = ()) -> dict[str, list[tuple]]:
        """Every row there is but for what only this laptop knows: in which order rows came, where files lie."""
        told = {}
        with closing(sqlite3.connect(self.folder / "earshot.db")) as raw:
            for table in TABLES:
                columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
                names = ", ".join(name for name in columns if name not in ("seq", *without))
                told[table] = sorted(raw.execute(f"SELECT {names} FROM {table}"), key=repr)
        return told

    def files(self) -> dict[str, bytes]:
        """Every recording and photo."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for place in ("takes", "photos", "exchange")
            for path in sorted((self.folder / place).rglob("*"))
            if path.is_file()
        }

    def copy(self, to: Path) -> "Laptop":
        """Another laptop that has had the same until now."""
        self.history.close()
        shutil.copytree(self.folder, to)
        (to / "history.id").unlink(missing_ok=True)
        self.history = History.open(self.folder)
        self.exchange = Exchange(self.history, self.store, self.photos)
        return Laptop.open(to)


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.0, 0.1, 8_000)


def full_machine(laptop: Laptop, name: str = "Supply fan 3") -> Machine:
    """A machine with a line of every kind."""
    history = laptop.history
    fan = history.add_machine(builders.machine(name, conditions=2), "me")
    fan = history.change_machine(replace(builders.looked_after(fan), photo=laptop.photo()), "me")
    learnt = history.add_take(laptop.recorded(builders.take(), 1), builders.clips(6), builders.quality())
    baseline = history.add_baseline(
        builders.Baseline(
            condition_of(fan), builders.levels(6, seed=3), (learnt.id,), builders.EAR, learnt_at=START
        )
    )
    first = laptop.visit(fan, 2, baseline=baseline, note="Squeals")
    history.set_note(first.id, "Squeals when wet")
    history.add_review(builders.review(first.id))
    laptop.visit(fan, 3, days=1, condition=1)
    typed = history.readings.add(builders.reading(fan, inspection_id=first.id))
    history.readings.replace(typed.id, 70.0, "°C")
    history.add_placement(builders.placement(fan, photo=laptop.photo()))
    room = builders.room(fan)
    history.add_room(replace(room, take=laptop.recorded(room.take, 4)))
    route = history.routes.add(builders_route(fan, name=f"Round of {name}"))
    history.routes.skip(history.routes.start_run(route.id).id, fan.id)
    return fan


def builders_route(*machines: Machine, name: str = "Monday"):
    return Route(name, tuple(one.id for one in machines))


def rewrite(path: Path, out: Path, change) -> Path:
    """The file with its members changed: `change` gets and returns name → bytes; checksums are made right."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name != "SHA256SUMS"}
    members = change(members) or members
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in members.items())
        archive.writestr("SHA256SUMS", sums)
    return out
