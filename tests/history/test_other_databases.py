"""A shared PostgreSQL may follow without another schema: every table and every statement can be said to it too.

No such server is at hand here: what is tried is that SQLAlchemy can write each in PostgreSQL's words, with types
that exist there.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import ClauseElement

from app.history import tables, tables_fleet, tables_review
from app.history.history import History
from tests.faults.technician import Diary, Technician
from tests.history.builders import machine

PEOPLE = postgresql.dialect()  # type: ignore[no-untyped-call]
METADATA = tables.MachineRow.metadata
ONLY_SQLITE = ("rowid", "PRAGMA", "INSERT OR", "GLOB", "strftime", "julianday", "AUTOINCREMENT")


@pytest.fixture
def said(folder: Path) -> Iterator[list[ClauseElement]]:
    """Every statement that goes to a database meanwhile."""
    heard: list[ClauseElement] = []

    def hear(connection: Any, statement: Any, *more: Any) -> None:
        if isinstance(statement, ClauseElement):
            heard.append(statement)

    event.listen(Engine, "before_execute", hear)
    yield heard
    event.remove(Engine, "before_execute", hear)


def test_every_table_can_be_made_there() -> None:
    assert {tables_review.ReviewRow.metadata, tables_fleet.MachineVersionRow.metadata} == {METADATA}
    for table in METADATA.sorted_tables:
        made = str(CreateTable(table).compile(dialect=PEOPLE))
        # What only SQLite knows as a type would be written as it is.
        assert table.name in made and "BLOB" not in made and "DATETIME" not in made
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=PEOPLE))


def test_every_statement_of_a_technicians_day_can_be_said_there(
    folder: Path, tmp_path: Path, said: list[ClauseElement]
) -> None:
    with History.open(folder) as history:
        for number in range(3):
            history.add_machine(machine(f"Fan {number}"))
    diary = Diary(tmp_path / "diary")
    technician = Technician(folder, diary, random.Random(5))
    technician.work(120)
    technician.close()
    diary.close()
    with History.open(folder) as history:
        for summary in history.fleet():
            history.visits(summary.machine.id, text="lager")
            history.machine_log.versions(summary.machine.id)
    words = {str(statement.compile(dialect=PEOPLE)) for statement in said}
    assert len(words) > 60
    for statement in words:
        assert not [word for word in ONLY_SQLITE if word.lower() in statement.lower()], statement
