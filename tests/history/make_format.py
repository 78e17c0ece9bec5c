"""Prints a small history of the present format as SQL: run once for each new format, before the next one is begun.

`python -m tests.history.make_format > tests/history/formats/<revision>.sql`
"""

import sqlite3
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from app.domain.baseline import Baseline
from app.domain.bin import Thing
from app.domain.model_use import ModelChoice
from app.domain.plan import Route
from app.domain.review import BaselineEvent, Found
from app.history.history import History
from tests.history.builders import (
    EAR,
    START,
    add_baseline,
    bare_inspection,
    clips,
    condition_of,
    explained,
    inspection,
    levels,
    looked_after,
    machine,
    mounted,
    placement,
    quality,
    reading,
    review,
    room,
    take,
)

PHOTO = "photos/ab/" + "ab" * 32 + ".jpg"


def fill(folder: Path) -> None:
    with History.open(folder) as history:
        fan = history.add_machine(machine("Lüfter 3", conditions=2))
        history.add_machine(mounted(machine("Pump 1")))
        baseline = add_baseline(history, condition_of(fan), clip_count=2)
        kept = history.add_inspection(inspection(fan, baseline, note="first"))
        history.set_note(kept.id, "second")
        history.add_inspection(bare_inspection(fan))
        history.add_placement(placement(fan, "on the floor"))
        history.add_placement(placement(fan, photo=PHOTO))
        history.add_room(room(fan))
        _review(history)
        _look_after(history)


def _review(history: History) -> None:
    """What came with the third format: "Pump 1" was learnt, grew, was repaired by mistake, and reviewed twice."""
    pump = history.machine_named("Pump 1")
    condition_id = condition_of(pump)
    first = add_baseline(history, condition_id, clip_count=3)
    more = history.add_take(take(), clips(2), quality())
    grown = Baseline(condition_id, levels(5, seed=4), (*first.take_ids, more.id), EAR, learnt_at=START)
    history.add_baseline(grown, BaselineEvent.GROWN, "confirmed healthy", "M. Großmann")
    history.repair(condition_id, "new bearing", "M. Großmann")
    history.undo_baseline(condition_id, "M. Großmann")
    kept = history.add_inspection(replace(inspection(pump), verdict=explained()))
    history.add_review(review(kept.id, Found.HEALTHY))
    history.add_review(review(kept.id, Found.FAULTY))
    history.choose_model(ModelChoice("pump", "2.0.0", START, "M. Großmann"))


def _look_after(history: History) -> None:
    """What came with the fourth format: "Pump 1" got its facts and a reading, "Old fan" was thrown away."""
    fan, pump = history.machines()
    history.change_machine(looked_after(pump), "M. Großmann")
    typed = history.readings.add(reading(pump))
    history.readings.replace(typed.id, 71.5, "°F", "M. Großmann")
    route = history.routes.add(Route("Monday – hall 2", (pump.id, fan.id), by="M. Großmann"))
    run = history.routes.start_run(route.id, "M. Großmann")
    history.routes.skip(run.id, fan.id)
    history.routes.end_run(run.id)
    history.alerts.seen("a" * 32, "looked at it – “dirt”", "M. Großmann")
    old = history.add_machine(machine("Old fan"))
    history.bin.throw(Thing.MACHINE, old.id, "M. Großmann")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        raw = sqlite3.connect(Path(folder) / "earshot.db")
        sys.stdout.writelines(f"{line}\n" for line in raw.iterdump())
        raw.close()


if __name__ == "__main__":
    main()
