"""What can be wrong with the folder or the file: a clear sentence each, nothing lost, and it opens again after."""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.history.history import History
from app.history.upgrade import REVISIONS
from tests.history.builders import add_baseline, condition_of, inspection, machine, same

Spoil = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture
def kept_folder(empty_folder: Path) -> Iterator[Path]:
    """A folder that an ordinary user can reach, so that its permissions can be tried by root as well."""
    with tempfile.TemporaryDirectory(prefix="earshot-") as outer:
        Path(outer).chmod(0o755)
        folder = Path(outer) / "Höhle 100% #1?"
        folder.mkdir()
        (folder / "earshot.db").write_bytes((empty_folder / "earshot.db").read_bytes())
        yield folder


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Root may write everywhere; permissions show only to others."""
    if sys.platform == "win32":
        pytest.skip("needs the permissions of Unix")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def replaced(path: Path, change: Callable[[bytes], bytes]) -> Iterator[None]:
    was = path.read_bytes()
    path.write_bytes(change(was))
    spoilt = path.read_bytes()
    yield
    assert path.read_bytes() == spoilt, "a damaged file was changed"
    for side in path.parent.glob("earshot.db-*"):
        side.unlink()
    path.write_bytes(was)


def database(change: Callable[[bytes], bytes]) -> Spoil:
    return lambda folder: replaced(folder / "earshot.db", change)


@contextmanager
def other_program(folder: Path) -> Iterator[None]:
    """Another program's database at our place."""
    path = folder / "earshot.db"
    was = path.read_bytes()
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")
    yield
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    path.write_bytes(was)


@contextmanager
def statement(folder: Path, do: str, undo: str) -> Iterator[None]:
    def run(sql: str) -> None:
        with closing(sqlite3.connect(folder / "earshot.db")) as raw:
            raw.executescript(sql)

    run(do)
    yield
    run(undo)


@contextmanager
def held(folder: Path, *statements: str) -> Iterator[None]:
    """Another program that holds the database."""
    with closing(sqlite3.connect(folder / "earshot.db", isolation_level=None)) as raw:
        for sql in statements:
            raw.execute(sql).fetchall()
        yield


@contextmanager
def moved_away(path: Path, instead: bytes | None = None) -> Iterator[None]:
    aside = path.with_name("aside")
    path.rename(aside)
    if instead is not None:
        path.write_bytes(instead)
    yield
    assert path.exists() == (instead is not None)
    assert instead is None or path.read_bytes() == instead
    path.unlink(missing_ok=True)
    aside.rename(path)


@contextmanager
def mode(path: Path, bits: int) -> Iterator[None]:
    was = path.stat().st_mode
    path.chmod(bits)
    with as_ordinary_user():
        yield
    path.chmod(was)


def middle_page_lost(data: bytes) -> bytes:
    page = 4096
    return data[: 3 * page] + b"\xa5" * page + data[4 * page :]


@dataclass
class Case:
    name: str
    spoil: Spoil
    what: str


CASES = [
    Case(
        "text instead of a database", database(lambda _: b"not a database at all, but text\n" * 40), "is damaged"
    ),
    Case("first bytes lost", database(lambda data: b"\0" * 100 + data[100:]), "is damaged"),
    Case("half of it missing", database(lambda data: data[: len(data) // 2 // 4096 * 4096]), "is damaged"),
    Case("a page in the middle lost", database(middle_page_lost), "is damaged"),
    Case("emptied", database(lambda _: b""), "no longer there"),
    Case("deleted", lambda folder: moved_away(folder / "earshot.db"), "no longer there"),
    Case("another program's database", other_program, "not an Earshot history"),
    Case(
        "newer format",
        lambda folder: statement(
            folder,
            "UPDATE alembic_version SET version_num='0999'",
            f"UPDATE alembic_version SET version_num='{REVISIONS[-1]}'",
        ),
        r"written by a newer Earshot \(format 0999",
    ),
    Case(
        "rows without what they belong to",
        lambda folder: statement(
            folder,
            "INSERT INTO points (id, machine_id, position, name) VALUES ('orphan', 'nobody', 0, 'x')",
            "DELETE FROM points WHERE id = 'orphan'",
        ),
        "is damaged",
    ),
    Case(
        "another program keeps it to itself",
        lambda folder: held(
            folder, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "SELECT * FROM machines"
        ),
        "locked by another program",
    ),
    Case(
        "another program never ends its writing",
        lambda folder: held(folder, "BEGIN IMMEDIATE"),
        "locked by another",
    ),
    Case("folder may not be written", lambda folder: mode(folder, 0o555), "cannot be written to"),
    Case("folder may not be entered", lambda folder: mode(folder, 0o000), "cannot be written to"),
    Case("file may not be written", lambda folder: mode(folder / "earshot.db", 0o444), "cannot be written to"),
    Case("a file instead of the folder", lambda folder: moved_away(folder, instead=b"file"), "is not a folder"),
]


def open_quickly(folder: Path) -> History:
    return History.open(folder, busy_timeout_s=0.1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_in_a_sentence_and_opens_again_after(kept_folder, case):
    with open_quickly(kept_folder) as history:
        fan = history.add_machine(machine())
        kept = history.add_inspection(inspection(fan, add_baseline(history, condition_of(fan))))

    with case.spoil(kept_folder), pytest.raises(Problem, match=case.what) as told:
        open_quickly(kept_folder)

    assert str(kept_folder) in told.value.what
    for sentence in (told.value.what, told.value.to_do):
        assert sentence[0].isupper() or sentence.startswith(str(kept_folder))
        assert sentence.endswith(".")
        assert "\n" not in sentence
    with open_quickly(kept_folder) as history:
        assert history.machines() == [fan]
        assert same(history.inspection(kept.id), kept)
        history.check()


@pytest.mark.parametrize("below", ["", "deeper", "deeper/still"])
def test_a_file_on_the_way_to_the_folder(tmp_path, below):
    (tmp_path / "file").write_text("file")

    with pytest.raises(Problem, match="is not a folder"):
        History.open(tmp_path / "file" / below)


def test_a_folder_instead_of_the_file(tmp_path):
    (tmp_path / "earshot.db").mkdir()

    with pytest.raises(Problem, match="cannot be written to"):
        History.open(tmp_path)


def test_folders_are_made_on_the_way(tmp_path):
    with History.open(tmp_path / "Werk Süd" / "a" / "b") as history:
        assert history.machines() == []
        assert history.folder == tmp_path / "Werk Süd" / "a" / "b"


def test_folder_that_may_not_be_made(kept_folder):
    with mode(kept_folder, 0o555), pytest.raises(Problem, match="cannot be written to"):
        History.open(kept_folder / "new")


def test_damage_names_the_copy_to_go_back_to(folder):
    (folder / "earshot-before-0007.db").write_bytes(b"copy")

    with replaced(folder / "earshot.db", lambda _: b"text" * 99), pytest.raises(Problem) as told:
        History.open(folder)

    assert str(folder / "earshot-before-0007.db") in told.value.to_do


def test_log_without_its_database_is_not_thrown_away(folder):
    (folder / "earshot.db.checked").unlink()
    (folder / "earshot.db-wal").write_bytes(b"what was confirmed last")

    with moved_away(folder / "earshot.db"), pytest.raises(Problem, match="no longer there"):
        History.open(folder)

    assert (folder / "earshot.db-wal").read_bytes() == b"what was confirmed last"


def test_another_program_that_is_only_reading_does_no_harm(folder):
    with ExitStack() as stack:
        stack.enter_context(held(folder, "BEGIN", "SELECT * FROM machines"))
        with open_quickly(folder) as history:
            history.add_machine(machine())
