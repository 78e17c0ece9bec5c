"""What can stand in the way of a backup: told in a sentence, the backups before are kept, nothing half is left."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.history.backup import Backups
from app.history.backup_contents import contents
from app.history.history import History
from app.history.restore import restore
from tests.e2e.disks import fill, small_disk
from tests.history.builders import inspection, machine
from tests.history.test_backup_contents import pages_lost
from tests.history.test_bad_folder import as_ordinary_user, kept_folder, mode

__all__ = ["kept_folder"]

SPARE = 16 << 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as place:
        yield place


def names(folder: Path) -> list[str]:
    place = folder / "backups"
    return sorted(path.name for path in place.iterdir() if path.suffix != ".json") if place.exists() else []


def machines(folder: Path) -> list[str]:
    with History.open(folder, busy_timeout_s=0.2) as history:
        history.check()
        return [one.name for one in history.machines()]


@pytest.fixture
def lived_in(disk: Path, folder: Path) -> Path:
    """A history of a megabyte on the small disk, with one backup and something new since."""
    place = Path(shutil.copytree(folder, disk / "history"))
    with History.open(place) as history:
        fan = history.add_machine(machine("old"))
        for _ in range(150):
            history.add_inspection(inspection(fan))
        Backups(place).make()
        history.add_machine(machine("new"))
    return place


@pytest.mark.parametrize("left", [0, SPARE, SPARE + (100 << 10)], ids=["none", "the spare", "not quite enough"])
def test_without_room_nothing_is_made_and_the_old_ones_stay(lived_in: Path, disk: Path, left: int):
    before = names(lived_in)
    filler = fill(disk, left)

    with pytest.raises(Problem, match="not enough room for a backup"):
        Backups(lived_in).make()

    assert names(lived_in) == before
    filler.unlink()
    assert Backups(lived_in).make() is not None
    assert machines(lived_in) == ["new", "old"]


def test_a_disk_that_fills_up_in_the_middle(lived_in: Path, disk: Path):
    before, fillers = names(lived_in), []

    def tick(_share: float) -> None:
        if not fillers:
            fillers.append(fill(disk, 0))

    with pytest.raises(Problem, match="not enough room for a backup") as told:
        Backups(lived_in).make(tick=tick)

    assert "the backups made before are as they were" in told.value.to_do
    assert names(lived_in) == before
    fillers[0].unlink()
    assert machines(lived_in) == ["new", "old"]


@pytest.mark.parametrize("early", [True, False], ids=["full before", "fills up meanwhile"])
def test_a_restore_without_room_changes_nothing(lived_in: Path, disk: Path, early: bool):
    backup, before, fillers = Backups(lived_in).all()[0].path, names(lived_in), []
    if early:
        fillers.append(fill(disk, 0))

    with pytest.raises(Problem, match="is full"):
        restore(lived_in, backup, tick=lambda _: None if fillers else fillers.append(fill(disk, 0)))

    assert names(lived_in) == before
    fillers[0].unlink()
    assert machines(lived_in) == ["new", "old"]
    assert not list(lived_in.rglob("*.part*"))


def test_a_folder_that_may_not_be_written(kept_folder: Path):
    backup = Backups(kept_folder).make()
    assert backup is not None
    with History.open(kept_folder) as history:
        history.add_machine(machine())
    (kept_folder / "backups").chmod(0o555)

    with mode(kept_folder, 0o555):
        with pytest.raises(Problem, match="No backup could be written to"):
            Backups(kept_folder).make()
        assert contents(backup.path).whole
        with pytest.raises(Problem, match="cannot be written to"):
            restore(kept_folder, backup.path)

    assert len(machines(kept_folder)) == 1
    assert names(kept_folder) == [backup.path.name]


def test_only_the_backups_may_not_be_written(kept_folder: Path):
    (kept_folder / "backups").mkdir()
    (kept_folder / "backups").chmod(0o555)
    kept_folder.chmod(0o777)
    (kept_folder / "earshot.db").chmod(0o666)

    with as_ordinary_user(), pytest.raises(Problem, match="No backup could be written to"):
        Backups(kept_folder).make()

    assert names(kept_folder) == []


def test_a_backup_that_may_not_be_read(kept_folder: Path):
    backup = Backups(kept_folder).make()
    assert backup is not None
    with mode(backup.path, 0o000), pytest.raises(Problem, match="There is no backup"):
        contents(backup.path)


@pytest.mark.skipif(os.name == "nt", reason="an open folder cannot be moved there")
def test_a_folder_that_vanished_while_the_history_was_open(history: History, folder: Path):
    backups = Backups(folder)
    backups.make()
    history.add_machine(machine())
    aside = folder.with_name("unplugged")
    folder.rename(aside)

    with pytest.raises(Problem, match="no longer there"):
        backups.make()

    assert not folder.exists()
    aside.rename(folder)
    assert backups.make() is not None


def test_a_folder_that_vanishes_in_the_middle(history: History, folder: Path):
    history.add_machine(machine())
    aside = folder.with_name("unplugged")

    def unplug(_share: float) -> None:
        if folder.exists():
            folder.rename(aside)

    with pytest.raises(Problem):
        Backups(folder).make(tick=unplug)

    assert not folder.exists()
    aside.rename(folder)
    history.check()
    made = Backups(folder).make()
    assert made is not None
    assert contents(made.path).whole


def test_there_is_nothing_to_back_up(tmp_path: Path):
    with pytest.raises(Problem, match="no longer there"):
        Backups(tmp_path).make()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_history_never_pushes_a_good_backup_out(folder: Path):
    with History.open(folder) as history:
        history.add_machine(machine("old"))
        good = Backups(folder).make()
        history.add_machine(machine("new"))
    assert good is not None
    database = folder / "earshot.db"
    database.write_bytes(pages_lost(database.read_bytes()))

    for _ in range(9):
        with pytest.raises(Problem, match="came out damaged, so it was not kept"):
            Backups(folder).make()

    assert names(folder) == [good.path.name]
    assert contents(good.path).whole


def test_it_can_be_written_to_while_others_run_in_the_same_folder(history: History, folder: Path):
    """Two programs that are both due make one each at most, and neither spoils the other's."""
    history.add_machine(machine())
    other, inner = Backups(folder), []

    def tick(_share: float) -> None:
        if not inner:
            inner.append(other.make())

    made = Backups(folder).make(tick=tick)

    assert made is None
    assert [one.number for one in Backups(folder).all()] == [1]


def test_as_an_ordinary_user_everything_still_works(kept_folder: Path):
    kept_folder.chmod(0o777)
    (kept_folder / "earshot.db").chmod(0o666)
    with as_ordinary_user():
        made = Backups(kept_folder).make()
        assert made is not None
        restore(kept_folder, made.path)
