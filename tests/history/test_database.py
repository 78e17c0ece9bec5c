"""Every connection of a history has what keeps it safe switched on, also those made later and by other threads."""

from contextlib import ExitStack

import pytest

from app.history.history import History


@pytest.mark.parametrize("fresh", [True, False], ids=["just made", "opened again"])
@pytest.mark.parametrize(("pragma", "value"), [("foreign_keys", 1), ("synchronous", 2), ("journal_mode", "wal")])
def test_every_connection_is_safe(tmp_path, folder, fresh, pragma, value):
    with History.open(tmp_path / "new" if fresh else folder) as history, ExitStack() as stack:
        connections = [stack.enter_context(history._database._raw()) for _ in range(4)]

        assert [raw.execute(f"PRAGMA {pragma}").fetchone()[0] for raw in connections] == [value] * 4


def test_waiting_for_other_programs_is_as_long_as_asked(folder):
    with History.open(folder, busy_timeout_s=1.5) as history, history._database._raw() as raw:
        assert raw.execute("PRAGMA busy_timeout").fetchone() == (1500,)


def test_closing_leaves_one_file_and_its_note(folder):
    with History.open(folder) as history:
        assert history.fleet() == []

    assert sorted(path.name for path in folder.iterdir()) == ["earshot.db", "earshot.db.checked"]


def test_no_statement_of_sqlite_alone_is_outside_its_file(root):
    only_sqlite = ("PRAGMA", "sqlite_master", "rowid", "INSERT OR", "BEGIN IMMEDIATE", "json_extract")
    for path in (root / "app" / "history").rglob("*.py"):
        if path.name != "database.py":
            found = [word for word in only_sqlite if word.casefold() in path.read_text("utf-8").casefold()]
            assert not found, path
