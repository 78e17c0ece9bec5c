"""Lines that two laptops wrote can be put together: no id collides, nothing is lost, both then say the same."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

from app.domain.bin import Thing
from app.domain.plan import Route
from app.history.history import History
from tests.history.builders import condition_of, inspection, looked_after, machine, reading

LOGS = ("machine_versions", "readings", "routes", "route_runs", "seen_alerts", "binned")


def put_together(into, other):
    """Every line of the other's logs that is not there yet, and how many those were."""
    with closing(sqlite3.connect(into / "earshot.db")) as raw:
        raw.execute("ATTACH ? AS other", (str(other / "earshot.db"),))
        copied = 0
        for log in LOGS:
            new = f"SELECT * FROM other.{log} WHERE id NOT IN (SELECT id FROM {log})"
            copied += raw.execute(f"INSERT INTO {log} {new}").rowcount
        raw.commit()
        return copied


def told(history: History, fan_id: str, route_id: str):
    return (
        [(one.machine, one.revision, one.by) for one in history.machine_log.versions(fan_id)],
        history.readings.of_condition(condition_of(history.machine(fan_id))),
        history.routes.all(),
        history.routes.runs(route_id),
        history.alerts.seen_of(["a", "b"]),
        history.bin.contents(),
    )


def test_two_laptops_agree_once_they_have_each_others_lines(folder, tmp_path):
    with History.open(folder) as history:
        fan = history.add_machine(machine())
        kept = history.add_inspection(inspection(fan))
        typed = history.readings.add(reading(fan))
        route = history.routes.add(Route("Monday", (fan.id,)))
        run = history.routes.start_run(route.id)
    theirs = shutil.copytree(folder, tmp_path / "theirs")
    with History.open(folder) as history:
        history.change_machine(replace(fan, area="Line 4"), "mine")
        history.readings.replace(typed.id, 1.0, "°C", "mine")
        history.routes.skip(run.id, fan.id)
        history.alerts.seen("a", "mine")
    with History.open(theirs) as history:
        history.change_machine(looked_after(fan), "theirs")
        newest = history.change_machine(replace(looked_after(fan), area="Line 5"), "theirs")
        history.readings.withdraw(history.readings.replace(typed.id, 2.0, "°C", "theirs").id)
        history.readings.add(reading(fan, 3.0))
        history.routes.change(replace(route, name="Friday"))
        history.routes.skip(run.id, fan.id)
        history.routes.end_run(run.id)
        history.alerts.seen("b", "theirs")
        history.bin.throw(Thing.INSPECTION, kept.id)
    before = shutil.copytree(folder, tmp_path / "before")

    # The stop that both skipped is one line.
    assert (put_together(folder, theirs), put_together(theirs, before)) == (9, 3)
    with History.open(folder) as mine, History.open(theirs) as other:
        said = told(mine, fan.id, route.id)
        assert said == told(other, fan.id, route.id)
        versions, readings, routes, runs, seen, binned = said
        assert versions[0] == (newest, 3, "theirs")
        assert [one.value for one in readings] == [3.0]
        assert [one.name for one in routes] == ["Friday"]
        assert (runs[0].skipped, runs[0].ended_at is None) == ((fan.id,), False)
        assert {alert_id: one.note for alert_id, one in seen.items()} == {"a": "mine", "b": "theirs"}
        assert [one.thing_id for one in binned] == [kept.id]
        assert mine.visits(fan.id) == []
        mine.check()
    assert put_together(folder, theirs) == 0
