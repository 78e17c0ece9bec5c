"""The data page: machines sent and taken in, an archive before its import, backups, the bin."""

import os
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.domain.inspection import Inspection
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.main.window import Opener
from app.main.wiring import opened
from app.recordings.take_store import TakeStore
from app.ui.pages.archive.values import Step
from app.ui.pages.exchange.values import Stage
from app.workflows.backups import BackUpHistory
from app.workflows.exchange.exchange import Choice, Recordings, Wish
from tests.pictures.album import Album
from tests.pictures.calendar import Calendar
from tests.pictures.camera import Camera, until
from tests.pictures.plant import DAY, Plant

_BACKED_UP = ("2026-11-30", "2026-12-04", "2026-12-11", "2026-12-16", "2026-12-17")
_TODAY = "2026-12-18"
_RECORDING_BYTES = 2 * 48_000 * 30
_ARCHIVE = (
    ("Supply fan hall C 1", 46),
    ("Supply fan hall C 2", 46),
    ("Kiln exhaust fan", 31),
    ("Dryer fan 4", 12),
)
_SHOWN_AS = Path("/media/recorder/Recordings 2024")


def data_pages(history: Path, album: Album, plant: Plant) -> None:
    """What is sent and taken in, an archive, the bin."""
    file = from_elsewhere(history, plant)
    camera = Camera(Opener(history), history, album)
    _exchange(camera, file, plant)
    _archive(camera, old_recordings(history.parent / "archive"))
    _bin(camera)
    camera.close()


def backups_pages(history: Path, album: Album, visit: Inspection, days: Calendar) -> None:
    """The backups of some weeks, before and after they were checked."""
    backups_made(history, visit.id, days)
    camera = Camera(Opener(history), history, album)
    show_section(camera, "backups")
    camera.take_all("backups")
    presenter = camera.desk.plant.data.desk.section("backups").presenter  # type: ignore[attr-defined]
    presenter.check()
    camera.quiet()
    camera.take_both("backups-checked")
    camera.close()


def backups_made(history: Path, visit_id: str, days: Calendar) -> None:
    """Something is noted at that visit before each of them; then it is the day after the last."""
    backups = BackUpHistory(history, TakeStore(history))
    for day in _BACKED_UP:
        days.turn_to(day, "17:42")
        with opened(history) as flows:
            flows.machines.set_note(visit_id, f"Looked at on {day}.")
        backups.make()
    days.turn_to(_TODAY)


def show_section(camera: Camera, section: str) -> None:
    """A section of the data page, once it has read what it shows."""
    camera.desk.plant.open_data(section)
    camera.quiet()


def _exchange(camera: Camera, file: Path, plant: Plant) -> None:
    show_section(camera, "exchange")
    camera.take_both("exchange-before")
    look_into(camera, file, plant)
    camera.take_all("exchange")
    camera.desk.plant.data.desk.section("exchange").presenter.file.put_away()  # type: ignore[attr-defined]


def look_into(camera: Camera, file: Path, plant: Plant) -> None:
    """A colleague's file before it is taken in, and beside it what would be sent."""
    presenter = camera.desk.plant.data.desk.section("exchange").presenter  # type: ignore[attr-defined]
    place = next(one.machine for one in camera.desk.machines if one.machine.id == plant.described.machine_id)
    presenter.choose_place(f"{place.site}\t{place.area}")
    # Of most visits of the plant no sound was ever made.
    presenter.choose_recordings(Recordings.NONE.value)
    presenter.file.look(file)
    until(lambda: presenter.file.face.stage is Stage.LOOKED)


def _archive(camera: Camera, folder: Path) -> None:
    show_section(camera, "archive")
    camera.take_both("archive-before")
    preview(camera, folder)
    camera.take_all("archive")
    camera.desk.plant.data.desk.section("archive").presenter.back()  # type: ignore[attr-defined]


def preview(camera: Camera, folder: Path) -> None:
    """What an import of that folder would do."""
    presenter = camera.desk.plant.data.desk.section("archive").presenter  # type: ignore[attr-defined]
    presenter.choose(folder)
    until(lambda: presenter.shown.step is Step.PREVIEW and presenter.shown.main)
    # What lies in a folder of the moment is shown as if it were on a recorder.
    camera.quiet()
    shown = replace(presenter.shown, folder=_SHOWN_AS)
    camera.desk.plant.data.desk.section("archive").show(shown)  # type: ignore[attr-defined]


def _bin(camera: Camera) -> None:
    show_section(camera, "bin")
    presenter = camera.desk.plant.data.desk.section("bin").presenter  # type: ignore[attr-defined]
    for row in camera.desk.plant.data.desk.section("bin").page.list.rows()[-3:-1]:  # type: ignore[attr-defined]
        presenter.choose(row.key)
    camera.take_all("bin")
    presenter.ask()
    camera.quiet()
    camera.take_both("bin-emptying")
    presenter.think_better()


def from_elsewhere(history: Path, plant: Plant) -> Path:
    """What a colleague sends who has the same machines, visited some of them, and set up one more."""
    theirs = Path(shutil.copytree(history, history.parent / "theirs"))
    with opened(theirs) as flows:
        first = flows.machines.machine(plant.repaired.machine_id)
        there = [one.machine for one in flows.machines.summaries() if one.machine.area == first.area]
        there = [one for one in there if one.site == first.site]
        for one in there[:2]:
            visit = flows.machines.visits(one.id)[0]
            flows.machines.set_note(visit.inspection_id, "Heard it again with the doors shut.")
            flows.review.confirm(visit.inspection_id, "A. Becker")
        condition = OperatingCondition("Full speed", rpm=1480.0)
        point = MeasuringPoint("Inlet side, 0.5 m", (condition,))
        new = Machine(
            "Make-up air fan 1", MachineType.FAN, (point,), site=first.site, area=first.area, code="MA01"
        )
        flows.machines.add(new)
        choice = Choice(tuple(one.id for one in (*there, new)))
        path = history.parent / f"{first.site} {first.area} {DAY}.earshot"
        flows.exchange.write(path, choice, Wish(Recordings.NONE), by="A. Becker")
    return path


def old_recordings(folder: Path) -> Path:
    """Files as long as half a minute of sound, with nothing in them: before an import only names are looked at."""
    for machine, count in _ARCHIVE:
        for number in range(count):
            day = date(2024, 1, 8) + timedelta(days=7 * number)
            label = "normal" if number < count // 4 else "inspect"
            path = folder / machine / label / f"{day:%d-%m-%Y}_09{number % 60:02d}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            os.truncate(path, _RECORDING_BYTES + 44)
    (folder / "read me.txt").write_text("Taken with the old recorder.")
    return folder
