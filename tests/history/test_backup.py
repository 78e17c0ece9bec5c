"""A backup holds one state of the history, is made only when something changed, and never stands in the way."""

import json
import os
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from app.domain.problem import Cancelled
from app.history.backup import Backups
from app.history.backup_contents import contents
from app.history.backup_names import Why
from app.history.history import History
from tests.history.builders import add_baseline, condition_of, inspection, machine

START = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def backups(folder: Path) -> Backups:
    return Backups(folder)


def settled(folder: Path) -> None:
    """As if the files had been written a while ago."""
    for path in folder.glob("earshot.db*"):
        old = path.stat().st_mtime_ns - 10**10
        os.utime(path, ns=(old, old))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "backups").iterdir())


def test_it_holds_what_was_confirmed_while_the_history_is_open(history: History, backups: Backups):
    fan = history.add_machine(machine())
    history.add_inspection(inspection(fan, add_baseline(history, condition_of(fan))))

    made = backups.make(START)

    assert made is not None
    assert made.path.name.startswith("earshot-20260105T083000Z-1-")
    assert (made.number, made.made_at, made.why) == (1, START, Why.ROUTINE)
    found = contents(made.path)
    assert (found.machines, found.inspections, found.baselines, found.takes) == (1, 1, 1, 2)
    assert found.whole and found.trouble is None
    history.add_machine(machine("later"))
    assert contents(made.path).machines == 1


def test_it_is_one_file_that_a_folder_without_permission_can_show(
    history: History, backups: Backups, folder: Path
):
    history.add_machine(machine())
    made = backups.make()
    assert made is not None

    contents(made.path)

    # 1: no write-ahead log is needed to read it. See "Database Header" in SQLite's file format.
    assert made.path.read_bytes()[18:20] == b"\1\1"
    assert [name for name in names(folder) if name.startswith("earshot-")] == [made.path.name]


def test_nothing_is_made_when_nothing_changed(folder: Path, backups: Backups):
    assert backups.make() is not None
    for _ in range(2):
        assert backups.make() is None
        History.open(folder).close()

    with History.open(folder) as history:
        assert backups.make() is None
        history.add_machine(machine())
        assert backups.make() is not None
        assert backups.make() is None
    assert backups.make() is None
    assert len(backups.all()) == 2


def test_files_that_are_as_they_were_are_not_even_copied(folder: Path, backups: Backups, monkeypatch):
    settled(folder)
    backups.make()
    monkeypatch.setattr("app.history.backup.copy_whole", None)

    assert backups.make() is None

    (folder / "backups" / "unchanged-since.json").unlink()
    with pytest.raises(TypeError):
        backups.make()


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b"\xff", b"[1, 2, 3]"])
def test_a_damaged_note_costs_a_copy_and_is_made_again(folder: Path, backups: Backups, note: bytes):
    settled(folder)
    backups.make()
    path = folder / "backups" / "unchanged-since.json"
    was = json.loads(path.read_text())
    path.write_bytes(note)

    assert backups.make() is None
    assert json.loads(path.read_text()) == was


def test_a_backup_that_was_deleted_is_made_again(folder: Path, backups: Backups):
    settled(folder)
    made = backups.make()
    assert made is not None
    made.path.unlink()

    assert backups.make() is not None


def test_a_change_within_the_same_tick_of_the_clock_is_not_missed(folder: Path, backups: Backups):
    """A memory card keeps times to two seconds: there the note must not be believed."""
    backups.make()
    now = time.time_ns()
    for path in folder.glob("earshot.db*"):
        os.utime(path, ns=(now, now))
    backups.make()
    with closing(sqlite3.connect(folder / "earshot.db")) as raw:
        raw.execute("UPDATE alembic_version SET version_num = version_num || 'x'")
        raw.commit()
    os.utime(folder / "earshot.db", ns=(now, now))

    assert backups.make() is not None


def test_it_is_due_once_a_day(history: History, backups: Backups):
    assert backups.due(START)
    backups.make(START)

    assert not backups.due(START)
    assert not backups.due(START + DAY - timedelta(seconds=1))
    assert backups.due(START + DAY)


def test_a_clock_set_back_makes_it_due_once_not_for_ever(history: History, backups: Backups):
    backups.make(START)
    earlier = START - 30 * DAY
    assert backups.due(earlier)
    history.add_machine(machine())

    made = backups.make(earlier)

    assert made is not None
    assert backups.all()[0] == made
    assert not backups.due(earlier + timedelta(hours=1))


def test_old_ones_go_the_newest_and_what_is_not_ours_stay(history: History, backups: Backups, folder: Path):
    (folder / "backups").mkdir()
    (folder / "backups" / "my own.db").write_bytes(b"mine")
    for number in range(9):
        history.add_machine(machine(f"fan {number}"))
        last = backups.make(START + timedelta(minutes=number))

    assert [one.number for one in backups.all()] == [9, 8, 7, 6, 5]
    assert backups.all()[0] == last
    assert (folder / "backups" / "my own.db").read_bytes() == b"mine"


def test_the_program_writes_meanwhile_and_the_copy_is_of_one_state(history: History, backups: Backups):
    fan = history.add_machine(machine())
    for _ in range(40):
        history.add_inspection(inspection(fan))
    before = len(history.visits(fan.id))
    told: list[float] = []

    def tick(share: float) -> None:
        told.append(share)
        history.add_inspection(inspection(fan))

    made = backups.make(tick=tick)

    assert made is not None
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(history.visits(fan.id)) == before + len(told)
    found = contents(made.path)
    assert found.whole
    assert found.inspections == before


def test_writing_in_another_thread_does_not_make_it_begin_again(history: History, backups: Backups):
    fan = history.add_machine(machine())
    for _ in range(20):
        history.add_inspection(inspection(fan))
    stop, ticks = Event(), []

    def write() -> None:
        while not stop.is_set():
            history.add_inspection(inspection(fan))

    writer = Thread(target=write)
    writer.start()
    try:
        made = backups.make(tick=ticks.append)
    finally:
        stop.set()
        writer.join()

    assert made is not None
    assert ticks.count(1.0) == 1
    assert contents(made.path).whole


def test_stopped_in_the_middle_nothing_of_it_is_left(history: History, backups: Backups, folder: Path):
    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.make(tick=stop)

    assert names(folder) == []
    assert backups.make() is not None


def test_what_a_dead_program_left_is_swept_up_once_it_is_old(history: History, backups: Backups, folder: Path):
    place = folder / "backups"
    place.mkdir()
    for name, age_s in (("earshot-old.part", 7200), ("earshot-old.part-wal", -7200), ("earshot-new.part", 0)):
        (place / name).write_bytes(b"half")
        os.utime(place / name, (time.time() - age_s,) * 2)

    backups.make()

    assert [name for name in names(folder) if "part" in name] == ["earshot-new.part"]
