"""Inspections as tables: what is in them, from when to when, and what stands in the way."""

import csv
import sys
from datetime import UTC, timedelta

import numpy as np
import pytest

from app.domain.bin import Thing
from app.domain.problem import Cancelled, Problem
from app.domain.review import Found
from app.domain.verdict import State
from app.history.history import History
from app.workflows.exchange.choosing import Choice
from app.workflows.progress import Cancel
from app.workflows.tables.export_tables import ExportTables, Period, Profile
from tests.history.builders import (
    START,
    add_baseline,
    bare_inspection,
    condition_of,
    inspection,
    machine,
    reading,
    review,
)


@pytest.fixture
def history(tmp_path):
    with History.open(tmp_path / "history") as history:
        yield history


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def add(history, fan, day, state=State.WATCH, **how):
    return history.add_inspection(inspection(fan, state=state, recorded_at=START + timedelta(days=day), **how))


def test_inspections_for_work_orders(history, tmp_path):
    fan, other = (history.add_machine(machine(name)) for name in ("A", "B"))
    first, second, third = (
        add(history, fan, day, state) for day, state in enumerate((State.WATCH, State.ABNORMAL, State.HEALTHY))
    )
    add(history, other, 5)
    history.add_inspection(bare_inspection(other))
    history.add_review(review(first.id, Found.HEALTHY))
    history.add_review(review(second.id, Found.HEALTHY))
    history.add_review(review(second.id))
    gone = add(history, fan, 9)
    history.bin.throw(Thing.INSPECTION, gone.id)
    export, out = ExportTables(history), tmp_path / "orders.csv"

    assert export.cmms(out, zone=UTC).total == 5
    told = rows(out)
    assert [one["machine"] for one in told] == ["B", "A", "A", "A", "B"]
    assert [one["inspection_id"] for one in told[1:4]] == [third.id, second.id, first.id]
    assert [(one["rating"], one["priority"]) for one in told[1:4]] == [
        ("healthy", "nothing"),
        ("abnormal", "now"),
        ("watch", "nothing"),
    ]
    assert (told[2]["found"], told[2]["cause_code"], told[2]["reviewer"]) == ("faulty", "VIB", "M. Großmann")
    assert told[2]["due"] == "2026-01-08" and told[2]["due"] in told[2]["recommended_action"]
    assert (told[4]["rating"], told[4]["rating_number"], told[4]["score"]) == ("cannot tell", "0", "")
    assert told[0]["recorded_at"] == "2026-01-10T08:30:00+00:00"
    assert told[0]["take_sha256"] and (told[0]["model"], told[0]["model_version"]) == ("fan", "1.0.0")

    day = timedelta(days=1)
    assert export.cmms(out, period=Period(START + day, START + 2 * day)).total == 1
    assert export.cmms(out, Choice([other.id])).total == 2
    assert export.cmms(out, Choice(site="hall 2"), profile=Profile.SEMICOLON).total == 5
    assert b"1,370" in out.read_bytes()


def test_what_stands_in_the_way_leaves_what_was_there(history, tmp_path, monkeypatch):
    export, out = ExportTables(history), tmp_path / "x.csv"
    with pytest.raises(Problem, match="no inspection"):
        export.cmms(out)
    fan = history.add_machine(machine())
    add(history, fan, 1)
    export.cmms(out)
    before = out.read_bytes()
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Cancelled):
        export.cmms(out, cancel=cancel)
    with pytest.raises(Problem, match="is a folder"):
        export.cmms(tmp_path)
    with pytest.raises(Problem, match="could not be saved"):
        export.cmms(tmp_path / "none" / "x.csv")
    assert out.read_bytes() == before and not list(tmp_path.glob("*.part"))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Problem, match="pyarrow") as told:
        export.parquet(tmp_path / "tables")
    assert "pip install" in told.value.to_do and not (tmp_path / "tables").exists()


def test_tables_for_analysts(history, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    fan = history.add_machine(machine(conditions=2))
    baseline = add_baseline(history, condition_of(fan))
    kept = add(history, fan, 1, baseline=baseline)
    history.add_inspection(bare_inspection(fan))
    history.add_review(review(kept.id, Found.HEALTHY))
    history.add_review(review(kept.id))
    typed = history.readings.add(reading(fan, inspection_id=kept.id))
    history.readings.replace(typed.id, 71.5, "°C")
    history.readings.withdraw(history.readings.add(reading(fan, 1.0)).id)
    told = ExportTables(history).parquet(tmp_path / "tables")
    assert {path.stem: count for path, count in told.rows.items()} == {
        "machines": 2,
        "inspections": 2,
        "readings": 1,
        "reviews": 2,
    }
    tables = {path.stem: parquet.read_table(path) for path in told.rows}
    inspections = tables["inspections"]
    assert str(inspections.schema.field("bands").type) == "list<element: float>"
    first = inspections.to_pylist()[0]
    assert np.array_equal(np.array(first["bands"], np.float32), kept.clips.bands.mean(axis=0, dtype=np.float32))
    assert np.array_equal(np.array(first["excess_db"], np.float32), kept.verdict.excess_db)
    assert (first["state"], first["found"], first["when_at"]) == ("watch", "faulty", START + timedelta(days=1))
    assert inspections.to_pylist()[1]["bands"] is None
    assert tables["readings"].to_pylist()[0]["value"] == 71.5
    assert tables["readings"].to_pylist()[0]["id"] == typed.id
    assert [one["found"] for one in tables["reviews"].to_pylist()] == ["healthy", "faulty"]
    assert [one["condition"] for one in tables["machines"].to_pylist()] == ["stage 0", "stage 1"]
