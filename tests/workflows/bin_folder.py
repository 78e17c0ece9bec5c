"""A history with files for the tests of the bin: machines with visits, takes on the disk, photos."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.domain.machine import Machine
from app.domain.take import Take
from app.history.history import History
from tests.history.builders import (
    START,
    add_baseline,
    clips,
    condition_of,
    inspection,
    machine,
    placement,
    quality,
    room,
    take,
)

BESIDE = (".wav", ".picture.npz", ".spectrum")


def put_photo(folder: Path, text: str) -> str:
    """A photo on the disk; returns its place below the folder."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    path = folder / "photos" / sha256[:2] / f"{sha256}.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xff\xd8\xff" + text.encode())
    return path.relative_to(folder).as_posix()


def put_take(folder: Path, text: str, size: int = 1000) -> Take:
    """A take with its recording, picture and spectrum on the disk."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    place = folder / "takes" / sha256[:2]
    place.mkdir(parents=True, exist_ok=True)
    for ending in BESIDE:
        (place / f"{sha256}{ending}").write_bytes(bytes(size))
    stored_as = (place / f"{sha256}.wav").relative_to(folder).as_posix()
    return replace(take(sha256=sha256), stored_as=stored_as, file_name=f"{text}.wav")


def busy(history: History, name: str, visits: int = 2) -> tuple[Machine, list[str]]:
    """A machine with two photos, two placements, a baseline, a room and visits, all with files."""
    folder = history.folder
    fan = history.add_machine(replace(machine(name), photo=put_photo(folder, f"{name} before")))
    fan = history.change_machine(replace(fan, photo=put_photo(folder, f"{name} now")))
    for number in range(2):
        placed = placement(fan, photo=put_photo(folder, f"{name} placed {number}"))
        history.add_placement(replace(placed, placed_at=START + timedelta(days=number)))
    baseline = add_baseline(history, condition_of(fan))
    learnt = history.add_take(put_take(folder, f"{name} learnt"), clips(), quality())
    history.add_baseline(replace(baseline, id=baseline.id[::-1], take_ids=(learnt.id,), version=2))
    history.add_room(replace(room(fan), take=put_take(folder, f"{name} room")))
    ids = []
    for number in range(visits):
        heard = put_take(folder, f"{name} {number}")
        ids.append(history.add_inspection(replace(inspection(fan, analysed_at=START), take=heard)).id)
    return fan, ids


def files(folder: Path) -> set[str]:
    """Every file of the stores and what is set aside, below the folder."""
    kinds = ("takes", "photos", "removed")
    return {
        path.relative_to(folder).as_posix()
        for kind in kinds
        for path in (folder / kind).rglob("*")
        if path.is_file()
    }
