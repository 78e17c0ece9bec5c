"""What is in a backup is told for every format, and what is wrong with a damaged one; it is only looked at."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.history.backup_contents import contents, takes_in
from app.history.history import History
from app.history.upgrade import REVISIONS
from tests.history.builders import START, add_baseline, condition_of, inspection, machine, room, take

FORMATS = Path(__file__).with_name("formats")


def of_format(path: Path, revision: str) -> Path:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((FORMATS / f"{revision}.sql").read_text("utf-8"))
    return path


@pytest.fixture
def kept(folder: Path) -> Path:
    """A closed history with one machine, two visits, a baseline and a room sound."""
    with History.open(folder) as history:
        fan = history.add_machine(machine())
        baseline = add_baseline(history, condition_of(fan))
        for at in (START, START.replace(hour=9)):
            history.add_inspection(inspection(fan, baseline, recorded_at=at))
        history.add_room(room(fan))
    return folder / "earshot.db"


@pytest.mark.parametrize("revision", [path.stem for path in sorted(FORMATS.glob("*.sql"))])
def test_each_format_is_told_without_being_brought_up(tmp_path: Path, revision: str):
    path = of_format(tmp_path / "old.db", revision)
    before = path.read_bytes()

    found = contents(path)

    assert (found.revision, found.whole, found.trouble) == (revision, True, None)
    assert found.machines is not None and found.machines >= 2
    assert found.inspections is not None and found.inspections >= 2
    assert found.baselines is not None and found.baselines >= 1
    assert found.newest_inspection_at is not None and found.newest_inspection_at >= datetime(
        2026, 1, 5, tzinfo=UTC
    )
    takes = list(takes_in(path))
    assert len(takes) == found.takes
    assert {"Lüfter 3", "Pump 1"} & {one.machine for one in takes}
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["old.db"]


def test_a_newer_one_is_whole_and_cannot_be_restored(kept: Path):
    with closing(sqlite3.connect(kept)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0999'")
        raw.commit()

    found = contents(kept)

    assert (found.whole, found.revision, found.machines) == (True, "0999", 1)
    assert "newer Earshot (format 0999" in str(found.trouble)
    assert REVISIONS[-1] in str(found.trouble)


def first_bytes_lost(data: bytes) -> bytes:
    return b"\0" * 100 + data[100:]


def half_missing(data: bytes) -> bytes:
    return data[: len(data) // 2 // 4096 * 4096]


def pages_lost(data: bytes) -> bytes:
    return data[: 3 * 4096] + b"\xa5" * 4096 * 6 + data[9 * 4096 :]


def text(data: bytes) -> bytes:
    return b"not a database at all\n" * 99


def nothing(data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("spoil", [first_bytes_lost, half_missing, pages_lost, text, nothing])
def test_damage_is_told_and_the_file_left_alone(kept: Path, spoil: Callable[[bytes], bytes]):
    kept.write_bytes(spoil(kept.read_bytes()))
    before = kept.read_bytes()

    found = contents(kept)

    assert not found.whole
    assert found.trouble is not None
    assert str(kept) in found.trouble.what
    assert found.size_bytes == len(before)
    assert kept.read_bytes() == before


def test_rows_without_what_they_belong_to_are_damage(kept: Path):
    with closing(sqlite3.connect(kept)) as raw:
        raw.execute("DELETE FROM machines")
        raw.commit()

    found = contents(kept)

    assert (found.whole, found.machines) == (False, 0)
    assert "is damaged" in str(found.trouble)


def test_a_database_of_something_else(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "recipes.db")) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")

    assert "not an Earshot history" in str(contents(tmp_path / "recipes.db").trouble)


@pytest.mark.parametrize("name", ["gone.db", "", "gone/earshot.db"])
def test_no_such_file(tmp_path: Path, name: str):
    with pytest.raises(Problem, match="There is no backup"):
        contents(tmp_path / name)


def test_what_lies_in_the_log_of_a_copied_folder_counts(folder: Path, tmp_path: Path):
    with History.open(folder) as history:
        history.add_machine(machine())
        copy = tmp_path / "copy"
        copy.mkdir()
        for path in folder.glob("earshot.db*"):
            (copy / path.name).write_bytes(path.read_bytes())

    assert contents(copy / "earshot.db").machines == 1


def test_takes_are_named_with_machine_and_visit(kept: Path):
    takes = list(takes_in(kept))

    assert [one.take.id for one in takes] == sorted(one.take.id for one in takes)
    assert {one.machine for one in takes} == {"Supply fan 3"}
    visits = {one.when_at for one in takes if one.visit_id}
    assert visits == {START, START.replace(hour=9)}
    assert len([one for one in takes if one.visit_id is None]) == 2


def test_the_history_itself_gives_them_in_pieces(folder: Path):
    with History.open(folder) as history:
        fan = history.add_machine(machine())
        ids = {history.add_inspection(inspection(fan)).take.id for _ in range(7)}
        with history._database.reading() as session:
            from app.history.backup_takes import kept_takes

            first = kept_takes(session.connection(), limit=3)
            rest = kept_takes(session.connection(), first.takes[-1].take.id, limit=9)
        assert (len(first.takes), first.left, len(rest.takes), rest.left) == (3, 7, 4, 4)
        assert {one.take.id for one in (*first.takes, *rest.takes)} == ids
        assert history.kept_takes(rest.takes[-1].take.id).takes == ()
        (known,) = [one for one in first.takes if one.take.id == first.takes[0].take.id]
        assert known.take.format == history.take(known.take.id).format
        assert known.take.stored_as == take().stored_as
