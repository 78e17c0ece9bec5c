"""The whole file is read through when something else touched it, or a week has passed; not each time."""

import json
import os
from datetime import UTC, datetime, timedelta

import pytest

from app.history.database import Database
from app.history.history import History
from tests.history.builders import machine


@pytest.fixture
def checks(monkeypatch) -> list[bool]:
    """Grows with each reading through."""
    seen: list[bool] = []
    real = Database.check

    def check(database: Database) -> None:
        seen.append(True)
        real(database)

    monkeypatch.setattr(Database, "check", check)
    return seen


def open_and_close(folder) -> None:
    with History.open(folder):
        pass


def test_file_as_we_left_it_is_not_read_through(folder, checks):
    for _ in range(3):
        with History.open(folder) as history:
            history.add_machine(machine(str(len(history.machines()))))

    assert checks == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"size": 1}', b"\xff", b'{"size":1,"a":2}'])
def test_lost_or_damaged_note_costs_a_check_and_is_made_again(folder, checks, content):
    (folder / "earshot.db.checked").write_bytes(content)

    open_and_close(folder)
    open_and_close(folder)

    assert checks == [True]


def test_file_that_something_else_touched_is_read_through(folder, checks):
    os.utime(folder / "earshot.db", ns=(1, 1))

    open_and_close(folder)

    assert checks == [True]


@pytest.mark.parametrize("days", [8, -1], ids=["a week ago", "clock set back"])
def test_old_check_is_repeated(folder, checks, days):
    note = folder / "earshot.db.checked"
    stamp = json.loads(note.read_text())
    stamp["checked_at"] = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    note.write_text(json.dumps(stamp))

    open_and_close(folder)

    assert checks == [True]


def test_time_of_the_check_is_carried_on(folder, checks):
    note = folder / "earshot.db.checked"
    before = json.loads(note.read_text())["checked_at"]

    with History.open(folder) as history:
        history.add_machine(machine())

    assert json.loads(note.read_text())["checked_at"] == before


def test_history_left_open_by_a_crash_is_read_through_once_its_file_was_written(folder, checks):
    crashed = History.open(folder)
    crashed.add_machine(machine())
    with crashed._database._raw() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    open_and_close(folder)
    crashed._database.engine.dispose()

    assert checks == [True]


def test_note_that_cannot_be_written_does_not_stop_closing(folder, caplog):
    (folder / "earshot.db.checked").unlink()
    (folder / "earshot.db.checked").mkdir()

    open_and_close(folder)
    open_and_close(folder)

    assert "checked at the next start" in caplog.text
