"""A machine's facts over the years: each change can be looked at and taken back, its photo is kept once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.diagnosis.registry import ModelRegistry
from app.domain.problem import Problem
from app.history.history import History
from app.recordings.photos import PhotoStore
from app.workflows.machine_book import MachineBook
from tests.history.builders import START, inspection, looked_after, machine

JPEG = b"\xff\xd8\xff\xe0" + bytes(500)


@pytest.fixture
def history(tmp_path: Path):
    with History.open(tmp_path / "history") as opened:
        yield opened


@pytest.fixture
def book(history: History, tmp_path: Path) -> MachineBook:
    return MachineBook(history, ModelRegistry(tmp_path / "models"), PhotoStore(history.folder))


def test_each_change_is_a_version_and_any_can_be_brought_back(book):
    first = book.add(machine("Fan"), "A. Novak")
    second = book.change(replace(looked_after(first), photo=""), "M. Großmann")
    newest, oldest = book.versions(first.id)
    assert (newest.machine, newest.by, oldest.machine, oldest.by) == (second, "M. Großmann", first, "A. Novak")

    assert book.restore(oldest.id, "A. Novak") == first
    assert book.restore(newest.id) == second
    assert [one.machine for one in book.versions(first.id)] == [second, first, second, first]


def test_version_whose_name_another_has_by_now_is_told(book):
    fan = book.add(machine("Fan"))
    book.change(replace(fan, name="Fan 1"))
    book.add(machine("fan"))
    with pytest.raises(Problem, match="already a machine named “fan”"):
        book.restore(book.versions(fan.id)[1].id)
    assert book.machine(fan.id).name == "Fan 1"


def test_thrown_away_it_is_in_no_list_until_it_is_taken_back(book):
    fan = book.add(machine("Fan"))
    book.throw_away(fan.id, "A. Novak")
    assert book.summaries() == []
    with pytest.raises(Problem, match="in the bin"):
        book.change(fan)
    book.take_back(fan.id)
    assert [one.machine for one in book.summaries()] == [fan]


def test_photo_is_kept_once_and_found_again(book, tmp_path):
    place = book.keep_photo(JPEG)
    assert book.keep_photo(JPEG) == place
    fan = book.add(replace(machine("Fan"), photo=place))
    path = book.photo(fan)
    assert path is not None
    assert path.read_bytes() == JPEG
    path.unlink()
    assert book.photo(fan) is None
    assert book.photo(replace(fan, photo="")) is None
    assert book.photo(replace(fan, photo="../earshot.db")) is None


def test_the_last_visit_is_the_newest_at_any_condition(book, history):
    fan = book.add(machine("Fan", conditions=2))
    assert book.last_visit(fan.id) is None
    made = [
        history.add_inspection(inspection(fan, recorded_at=START + timedelta(days=day), condition=condition))
        for day, condition in ((3, 0), (9, 1), (5, 0))
    ]
    last = book.last_visit(fan.id)
    assert last == book.visits(fan.id)[0]
    assert (last.inspection_id, last.condition_id) == (made[1].id, fan.points[0].conditions[1].id)


def test_only_photos_are_read(book, tmp_path):
    path = tmp_path / "photo"
    path.write_bytes(JPEG)
    assert book.read_photo(path) == JPEG
    path.write_bytes(b"GIF89a" + bytes(100))
    with pytest.raises(Problem, match="neither a JPEG nor a PNG"):
        book.read_photo(path)
