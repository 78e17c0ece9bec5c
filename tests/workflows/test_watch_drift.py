"""Drift is asked of what the history kept: since the last repair, by one ear, of verdicts only."""

from datetime import UTC, datetime, timedelta

import numpy as np

from app.domain.inspection import HeardVisit
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.review import BaselineChange, BaselineEvent
from app.domain.verdict import State
from app.workflows.watch_drift import WatchDrift

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
DAYS = 24


class Kept:
    """A history of some machines, each with one point and one condition, heard weekly."""

    def __init__(self) -> None:
        self.known: dict[str, Machine] = {}
        self.visits: dict[str, list[HeardVisit]] = {}
        self.repaired: dict[str, datetime] = {}

    def add(self, name: str, *, moved_db: float, ear: str = "e", state: State = State.HEALTHY) -> str:
        condition = OperatingCondition("Full")
        machine = Machine(name, MachineType.FAN, (MeasuringPoint("Inlet", (condition,)),))
        self.known[machine.id] = machine
        random = np.random.default_rng(len(name))
        for week in range(DAYS):
            bands = random.normal(-9, 0.1, 128)
            bands[47:62] += moved_db / 4.34 * (week >= DAYS // 2)
            when, heard = START + timedelta(weeks=week), bands.astype(np.float32)
            visit = HeardVisit(f"{name} {week}", when, state, 0.5, heard, ear, "", "b", None)
            self.visits.setdefault(condition.id, []).insert(0, visit)
        return machine.id

    def machine(self, machine_id: str) -> Machine:
        return self.known[machine_id]

    def machines(self) -> list[Machine]:
        return list(self.known.values())

    def heard_visits(self, condition_id: str, limit: int) -> list[HeardVisit]:
        return self.visits[condition_id][:limit]

    def baseline_changes(self, condition_id: str) -> list[BaselineChange]:
        at = self.repaired.get(condition_id)
        return [BaselineChange(condition_id, BaselineEvent.REPAIR, None, at=at)] if at else []


def test_a_machine_that_moved_is_told_until_it_is_repaired():
    kept = Kept()
    moved, still = kept.add("moved", moved_db=9.0), kept.add("still", moved_db=0.0)
    drift = WatchDrift(kept)
    assert [one.first_visits for one in drift.of(moved)] == [8]
    assert drift.of(still) == ()
    kept.repaired[kept.known[moved].points[0].conditions[0].id] = START + timedelta(weeks=DAYS // 2)
    assert drift.of(moved) == ()


def test_what_was_never_judged_and_what_another_ear_heard_is_left_out():
    kept = Kept()
    unjudged = kept.add("unjudged", moved_db=9.0, state=State.CANNOT_TELL)
    other = kept.add("other ear", moved_db=9.0)
    visits = kept.visits[kept.known[other].points[0].conditions[0].id]
    newest = visits[0]
    visits[0] = HeardVisit("new", newest.when, newest.state, 0.5, newest.bands, "newer ear", "", "b", None)
    assert WatchDrift(kept).of(unjudged) == WatchDrift(kept).of(other) == ()


def test_all_at_once_is_told_of_the_fleet():
    kept = Kept()
    for at in range(6):
        kept.add("m" * (at + 1), moved_db=9.0)
    found = WatchDrift(kept).fleet()
    assert found is not None and found.machines == 6
    assert WatchDrift(Kept()).fleet() is None
