"""Which model judges, and what became of each model's verdicts, month by month."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.machine import MachineType
from app.domain.model_use import ModelChoice
from app.domain.review import Found
from app.domain.verdict import State
from tests.history.builders import START, bare_inspection, inspection, machine, model, review

MARCH, APRIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


def test_newest_choice_counts_for_its_type_alone(history):
    assert history.model_choice("fan") is None
    first = history.choose_model(ModelChoice("fan", "1.0.0", START, "M. Großmann"))
    second = history.choose_model(ModelChoice("fan", "", START - timedelta(days=9)))
    other = history.choose_model(ModelChoice("pump", "2.0.0", START))

    assert history.model_choice("fan") == second
    assert history.model_choices("fan") == [second, first]
    assert history.model_choice("pump") == other


@pytest.fixture
def judged(history):
    """Verdicts of two versions; returns a way to add one: state, day, version, and what was found."""
    fan = history.add_machine(machine())

    def add(state: State, day: datetime, version: str = "1.0.0", *found: Found) -> None:
        given = inspection(fan, state=state, analysed_at=day)
        kept = history.add_inspection(replace(given, model=replace(model(), version=version)))
        for one in found:
            history.add_review(review(kept.id, one))

    return add


def test_verdicts_are_counted_by_model_and_month(history, judged):
    judged(State.HEALTHY, MARCH)
    judged(State.HEALTHY, MARCH + timedelta(days=30, hours=23))
    judged(State.ABNORMAL, MARCH)
    judged(State.WATCH, APRIL)
    judged(State.WATCH, APRIL, "2.0.0")
    history.add_inspection(bare_inspection(history.machines()[0]))

    months = history.model_months()

    assert [(one.month, one.model.version, one.given) for one in months] == [
        (MARCH, "1.0.0", {State.HEALTHY: 2, State.ABNORMAL: 1}),
        (APRIL, "1.0.0", {State.WATCH: 1}),
        (APRIL, "2.0.0", {State.WATCH: 1}),
    ]
    assert all((one.right, one.false_alarms, one.missed) == (0, 0, 0) for one in months)


def test_reviews_say_what_was_right_a_false_alarm_or_missed(history, judged):
    healthy, faulty, taken_back = Found.HEALTHY, Found.FAULTY, Found.OPEN
    for state, *found in [
        (State.HEALTHY, healthy),
        (State.ABNORMAL, faulty),
        (State.WATCH, healthy, faulty),
        (State.WATCH, healthy),
        (State.ABNORMAL, faulty, healthy),
        (State.HEALTHY, faulty),
        (State.HEALTHY, faulty, taken_back),
        (State.CANNOT_TELL, faulty),
    ]:
        judged(state, MARCH, "1.0.0", *found)

    (month,) = history.model_months()

    assert (month.right, month.false_alarms, month.missed) == (3, 2, 1)
    assert sum(month.given.values()) == 8


def test_months_are_counted_from_the_index_alone(history):
    query = (
        "SELECT model_id, substr(analysed_at, 1, 7), state, count(*) FROM inspections"
        " WHERE model_id IS NOT NULL GROUP BY model_id, substr(analysed_at, 1, 7), state"
    )
    with history._database._raw() as raw:
        plan = "\n".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}"))

    assert "COVERING INDEX ix_inspections_model_id_analysed_at_state" in plan


def test_inspections_of_a_type_are_newest_first(history):
    fan, other, pump = (history.add_machine(machine(name)) for name in ("A", "B", "C"))
    history.change_machine(replace(pump, type=MachineType.PUMP))
    days = {2: fan, 0: other, 1: fan, 3: pump}
    ids = {
        day: history.add_inspection(inspection(one, recorded_at=START + timedelta(days=day))).id
        for day, one in days.items()
    }

    assert history.inspections_of_type("fan") == [ids[2], ids[1], ids[0]]
    assert history.inspections_of_type("pump") == [ids[3]]
    assert history.inspections_of_type("slider") == []
