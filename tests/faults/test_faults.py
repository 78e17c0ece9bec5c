"""Hundreds of lives of a history, each with its trouble: after every one of them nothing confirmed is lost.

The seed is printed, so that a round that failed can be lived again: `EARSHOT_SEED=… pytest tests/faults`.
"""

import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.history.backup import Backups
from app.history.history import History
from app.history.restore import restore
from tests.faults.diary import Told, lost, usable
from tests.faults.life import Life, Lives
from tests.history.builders import machine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL and fork")

HISTORIES, LIVES = 10, 20
"""So many histories, each living through so many troubles, one after the other."""

DAMAGES = 40
PAGE_BYTES = 4096


@pytest.fixture(scope="module")
def lives(root: Path) -> Iterator[Lives]:
    with Lives(root) as program:
        yield program


@pytest.fixture
def chance() -> random.Random:
    seed = int(os.environ.get("EARSHOT_SEED") or random.randrange(10**6))
    sys.stdout.write(f"seed {seed}\n")
    return random.Random(seed)


class Plant:
    """A folder with its history, the diaries of all who worked in it, and what they tell."""

    def __init__(self, place: Path, lives: Lives, chance: random.Random) -> None:
        place.mkdir()
        self.folder = place / "history"
        self.lives = lives
        self.chance = chance
        self.told = Told()
        self._place = place
        self._days = 0

    def life(self, **trouble: object) -> Life:
        """A life with its trouble."""
        self._days += 1
        return Life(self.folder, self._place / f"diary-{self._days}", self.chance.randrange(10**9), **trouble)  # type: ignore[arg-type]

    def live(self, *lives: Life, ends: tuple[int, ...] = (0, -9)) -> None:
        """Live them, and read what they wrote down."""
        ended = self.lives.live(*lives)
        assert set(ended) <= set(ends), ended
        self.told.read(*(life.diary for life in lives if life.diary.exists()))

    def hold(self) -> None:
        """Nothing is lost, and one can go on."""
        with History.open(self.folder) as history:
            assert lost(self.told, history, self.folder) == []
            usable(history)


def killed(plant: Plant) -> None:
    """kill −9, wherever it was."""
    plant.live(plant.life(killed_after_s=plant.chance.uniform(0.01, 0.25)))


def two_at_once(plant: Plant) -> None:
    """Two instances on one folder, one of them killed."""
    plant.live(plant.life(acts=8), plant.life(killed_after_s=plant.chance.uniform(0.01, 0.25)))


def full_disk(plant: Plant) -> None:
    """No file can grow any more: each write is refused in words, or done."""
    database = plant.folder / "earshot.db"
    size = database.stat().st_size if database.exists() else 400_000
    plant.live(plant.life(acts=10, full_at_bytes=size + plant.chance.randrange(200_000)))


def wrong_clock(plant: Plant) -> None:
    """The clock was set back for years, or ahead."""
    plant.live(plant.life(acts=6, clock_days=plant.chance.choice((-2000, -1, 1, 4000))))


def quiet_day(plant: Plant) -> None:
    """Nothing goes wrong."""
    plant.live(plant.life(acts=8))


Trouble = Callable[[Plant], None]
TROUBLES: tuple[Trouble, ...] = (killed, killed, killed, two_at_once, full_disk, wrong_clock, quiet_day)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(HISTORIES))
def test_nothing_confirmed_is_lost(tmp_path: Path, lives: Lives, chance: random.Random, number: int) -> None:
    plant = Plant(tmp_path / "plant", lives, chance)
    quiet_day(plant)
    for _ in range(LIVES):
        trouble = chance.choice(TROUBLES)
        trouble(plant)
        plant.hold()
    assert len(plant.told.done) > LIVES


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, lives: Lives, chance: random.Random) -> None:
    plant = Plant(tmp_path / "plant", lives, chance)
    quiet_day(plant)
    size = (plant.folder / "earshot.db").stat().st_size
    plant.live(plant.life(acts=20, full_at_bytes=size))
    assert plant.told.count("problem")
    plant.hold()


def test_work_with_a_folder_that_went_away_is_no_loss_when_it_comes_back(
    tmp_path: Path, lives: Lives, chance: random.Random
) -> None:
    plant = Plant(tmp_path / "plant", lives, chance)
    quiet_day(plant)
    away = plant.folder.with_name("away")
    with History.open(plant.folder) as history:
        plant.folder.rename(away)
        with pytest.raises(Problem) as told:
            history.add_machine(machine("Fan that came too late"))
        assert told.value.to_do
        assert not plant.folder.exists()
        away.rename(plant.folder)
    plant.hold()
    quiet_day(plant)
    plant.hold()


@pytest.fixture(scope="module")
def worn(tmp_path_factory: pytest.TempPathFactory, lives: Lives) -> tuple[Plant, Told]:
    """A history after some days, closed well, with a backup; and what was confirmed when that was made."""
    seed = int(os.environ.get("EARSHOT_SEED") or random.randrange(10**6))
    sys.stdout.write(f"seed of the worn history {seed}\n")
    plant = Plant(tmp_path_factory.mktemp("worn") / "plant", lives, random.Random(seed))
    for _ in range(4):
        plant.live(plant.life(acts=12))
    Backups(plant.folder).make()
    backed_up = deepcopy(plant.told)
    plant.live(plant.life(acts=6))
    plant.hold()
    return plant, backed_up


def _damage(database: Path, chance: random.Random) -> None:
    """A page as a dying drive leaves it, or the end missing."""
    pages = database.stat().st_size // PAGE_BYTES
    at = chance.randrange(pages)
    with database.open("r+b") as file:
        if chance.random() < 0.2:
            file.truncate(at * PAGE_BYTES + chance.randrange(PAGE_BYTES))
            return
        file.seek(at * PAGE_BYTES)
        file.write(chance.choice((bytes(PAGE_BYTES), chance.randbytes(PAGE_BYTES))))


@pytest.mark.slow
def test_a_damaged_page_is_told_and_a_backup_brings_back_what_it_held(
    tmp_path: Path, worn: tuple[Plant, Told], chance: random.Random
) -> None:
    plant, backed_up = worn
    told = 0
    for number in range(DAMAGES):
        folder = tmp_path / str(number)
        shutil.copytree(plant.folder, folder)
        _damage(folder / "earshot.db", chance)
        try:
            with History.open(folder) as history:
                # Nothing that counts was on that page, or the page is told of when it is read.
                assert lost(plant.told, history, folder) == []
        except Problem:
            told += 1
            restore(folder, Backups(folder).all()[0].path)
            with History.open(folder) as history:
                assert lost(backed_up, history, folder) == []
                usable(history)
        shutil.rmtree(folder)
    assert told > DAMAGES // 2
