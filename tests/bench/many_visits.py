"""Histories of a thousand machines with as many visits as wanted, made from one of each that the program made."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.identity import new_id
from app.domain.verdict import State
from app.history.history import History
from tests.history import builders

MACHINES = 1000
KNOWN_VISITS = 24
"""So many visits the first machine has in every history, however many the others have."""

START = builders.START
Row = dict[str, Any]

_OF_MACHINE = (
    "machines",
    "points",
    "conditions",
    "takes",
    "clip_bands",
    "baselines",
    "baseline_takes",
    "baseline_changes",
    "healthy_curves",
    "machine_versions",
)
_OF_VISIT = ("takes", "clip_bands", "inspections", "inspection_details")


def begin(folder: Path) -> str:
    """A history of machines with a baseline and no visit; returns the id of the first machine."""
    with History.open(folder) as history:
        fan = history.add_machine(builders.looked_after(builders.machine("Fan 0000")))
        baseline = builders.add_baseline(history, builders.condition_of(fan))
        visit = history.add_inspection(builders.inspection(fan, baseline))
    with closing(sqlite3.connect(folder / "earshot.db")) as raw:
        raw.row_factory = sqlite3.Row
        template = {table: _rows(raw, table) for table in {*_OF_MACHINE, *_OF_VISIT}}
        heard = {visit.take.id} | {row["id"] for row in template["clip_bands"] if row["take_id"] == visit.take.id}
        for table in _OF_MACHINE:
            template[table] = [row for row in template[table] if row.get("id") not in heard]
        for number in range(1, MACHINES):
            name = f"Fan {number:04d}"
            _insert(raw, _like(template, _OF_MACHINE, {"name": name, "name_key": name.casefold()}))
        raw.commit()
    return fan.id


def add_visits(folder: Path, count: int) -> None:
    """Bring the history to `count` visits: the known ones of the first machine, then all others in turns."""
    with closing(sqlite3.connect(folder / "earshot.db")) as raw:
        raw.row_factory = sqlite3.Row
        template = _visit_like(raw, raw.execute("SELECT max(seq) FROM inspections").fetchone()[0])
        there = raw.execute("SELECT count(*) FROM inspections").fetchone()[0]
        places = raw.execute(
            "SELECT m.id, c.id FROM machines m JOIN points p ON p.machine_id = m.id"
            " JOIN conditions c ON c.point_id = p.id ORDER BY m.name_key"
        ).fetchall()
        for number in range(there, count):
            place = places[0] if number < KNOWN_VISITS else places[1 + number % (len(places) - 1)]
            _insert(raw, _like(template, _OF_VISIT, _visit(number, *place)))
        raw.commit()


def copy(folder: Path, to: Path) -> Path:
    """The same history once more."""
    with closing(sqlite3.connect(folder / "earshot.db")) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    shutil.copytree(folder, to)
    return to


def _visit(number: int, machine_id: str, condition_id: str) -> Row:
    when = START + timedelta(days=number // MACHINES * 7, minutes=number % MACHINES)
    state = State.ABNORMAL if number % 20 == 7 else State.HEALTHY
    return {
        "machine_id": machine_id,
        "condition_id": condition_id,
        "state": state.name,
        "score": 0.4 + number % 13 / 20,
        "when_at": _text(when),
        "recorded_at": _text(when),
        "analysed_at": _text(when + timedelta(hours=1)),
    }


def _text(when: datetime) -> str:
    return when.isoformat(timespec="microseconds")


def _visit_like(raw: sqlite3.Connection, seq: int) -> dict[str, list[Row]]:
    """The rows that one inspection is made of."""
    (line,) = _rows(raw, "inspections", "seq", seq)
    return {
        "takes": _rows(raw, "takes", "id", line["take_id"]),
        "clip_bands": _rows(raw, "clip_bands", "take_id", line["take_id"]),
        "inspections": [line],
        "inspection_details": _rows(raw, "inspection_details", "inspection_id", line["id"]),
    }


def _rows(raw: sqlite3.Connection, table: str, column: str = "1", value: object = 1) -> list[Row]:
    return [dict(row) for row in raw.execute(f"SELECT * FROM {table} WHERE {column} = ?", (value,))]


def _like(template: dict[str, list[Row]], tables: tuple[str, ...], said: Row) -> Iterator[tuple[str, Row]]:
    """The template's rows with new ids wherever they name each other, and with what is said otherwise."""
    ids = {row["id"]: new_id() for table in tables for row in template[table] if "id" in row}
    for table in tables:
        for row in template[table]:
            named = {key: ids.get(value, value) for key, value in row.items()}
            named |= {key: value for key, value in said.items() if key in row and _own(table, key)}
            if "seq" in row:
                named["seq"] = None
            if "sha256" in row:
                named["sha256"] = new_id() * 2
            yield table, named


def _own(table: str, key: str) -> bool:
    """Points and conditions have names, too, and stay called as they are."""
    return key != "name" or table == "machines"


def _insert(raw: sqlite3.Connection, rows: Iterator[tuple[str, Row]]) -> None:
    for table, row in rows:
        marks = ", ".join("?" * len(row))
        raw.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
