"""All machines in one line each: the newest visit at every condition, baselines, the trend of the worst."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.bin import Thing
from app.domain.fleet import TrendPoint
from app.domain.identity import new_id
from app.domain.problem import Problem
from app.domain.review import Found
from app.domain.verdict import State
from tests.history.builders import (
    START,
    add_baseline,
    bare_inspection,
    condition_of,
    inspection,
    machine,
    review,
    verdict,
)
from tests.history.test_overview import Statements

DAY = timedelta(days=1)


def visit(history, fan, day: float, state: State = State.HEALTHY, condition: int = 0, **fields: object):
    given = inspection(fan, recorded_at=START + day * DAY, state=state, condition=condition)
    return history.add_inspection(replace(given, **fields))


def test_machine_without_anything_is_told(history):
    fan = history.add_machine(machine(conditions=2))

    (line,) = history.fleet()

    assert (line.machine, line.state, line.last, line.trend) == (fan, State.NO_BASELINE, None, ())
    assert [(one.condition_id, one.last, one.baseline_clips) for one in line.conditions] == [
        (condition_of(fan, 0), None, 0),
        (condition_of(fan, 1), None, 0),
    ]


def test_each_condition_has_its_newest_visit_review_and_baseline(history):
    fan = history.add_machine(machine(conditions=3))
    add_baseline(history, condition_of(fan, 0), 9)
    add_baseline(history, condition_of(fan, 1), 4)
    visit(history, fan, 5, State.WATCH)
    newest = visit(history, fan, 7, State.ABNORMAL)
    visit(history, fan, 6, condition=1)
    history.add_review(review(newest.id, Found.FAULTY))
    history.add_review(review(newest.id, Found.HEALTHY))

    (line,) = history.fleet()

    first, second, third = line.conditions
    assert (first.last, second.last) == (
        history.visits(fan.id, condition_of(fan, 0))[0],
        history.visits(fan.id, condition_of(fan, 1))[0],
    )
    assert (first.last.inspection_id, first.last.found, first.state) == (newest.id, Found.HEALTHY, State.HEALTHY)
    assert (first.baseline_clips, second.baseline_clips, third.baseline_clips) == (9, 4, 0)
    assert third.last is None


def test_baseline_that_a_repair_ended_does_not_count(history):
    fan = history.add_machine(machine())
    add_baseline(history, condition_of(fan), 9)
    visit(history, fan, 1, State.ABNORMAL)
    history.repair(condition_of(fan), "new bearing")

    (line,) = history.fleet()
    assert (line.state, line.conditions[0].baseline_clips) == (State.NO_BASELINE, 0)


def test_trend_is_of_the_worst_condition_oldest_first_and_no_longer_than_asked(history):
    fan = history.add_machine(machine(conditions=2))
    for condition in (0, 1):
        add_baseline(history, condition_of(fan, condition))
    for day in (4, 1, 3, 2, 5):
        scored = replace(verdict(State.HEALTHY), score=day / 10)
        visit(history, fan, day, verdict=scored)
        visit(history, fan, day + 0.5, State.WATCH if day == 5 else State.HEALTHY, condition=1)

    (line,) = history.fleet()
    assert line.trend == tuple(
        TrendPoint(START + (day + 0.5) * DAY, State.WATCH if day == 5 else State.HEALTHY, 1.37)
        for day in range(1, 6)
    )
    assert history.fleet(trend=2)[0].trend == line.trend[-2:]
    assert history.fleet(trend=0)[0].trend == ()
    (_, last) = history.visits(fan.id, condition_of(fan, 1), limit=2)
    history.add_review(review(history.visits(fan.id, condition_of(fan, 1))[0].inspection_id, Found.HEALTHY))
    assert last.score == 1.37
    assert [point.when for point in history.fleet(trend=9)[0].trend] == [one.when for one in line.trend]


def test_trend_holds_visits_of_one_moment_in_order_and_no_more_than_asked(history):
    fan = history.add_machine(machine())
    add_baseline(history, condition_of(fan))
    for score in (0.1, 0.2, 0.3, 0.4):
        visit(history, fan, 1, verdict=replace(verdict(State.HEALTHY), score=score))

    assert [point.score for point in history.fleet(trend=3)[0].trend] == [0.2, 0.3, 0.4]


def test_visit_that_could_not_tell_has_no_score_in_the_trend(history):
    fan = history.add_machine(machine())
    history.add_inspection(bare_inspection(fan))

    assert history.fleet()[0].trend == (TrendPoint(START, State.CANNOT_TELL, None),)


def test_trend_is_full_though_visits_of_it_are_in_the_bin(history):
    fan = history.add_machine(machine())
    other = history.add_machine(machine("Other"))
    kept = [visit(history, fan, day).id for day in range(8)]
    visit(history, other, 1)
    for gone in (kept[6], kept[7], kept[4]):
        history.bin.throw(Thing.INSPECTION, gone)

    by_name = {line.machine.name: line for line in history.fleet(trend=3)}
    assert [point.when for point in by_name[fan.name].trend] == [START + day * DAY for day in (2, 3, 5)]
    assert len(by_name["Other"].trend) == 1


def test_fleet_is_by_name_each_with_its_own(history):
    for name in ("b", "C", "a"):
        fan = history.add_machine(machine(name))
        add_baseline(history, condition_of(fan))
        visit(history, fan, 1, State.WATCH if name == "C" else State.HEALTHY)

    assert [(line.machine.name, line.state) for line in history.fleet()] == [
        ("a", State.HEALTHY),
        ("b", State.HEALTHY),
        ("C", State.WATCH),
    ]


def test_as_many_statements_for_one_machine_as_for_thirty(history):
    ran = []
    for number in range(30):
        fan = history.add_machine(machine(f"fan {number}", conditions=2))
        add_baseline(history, condition_of(fan))
        visit(history, fan, 1)
        if number in (0, 29):
            with Statements(history) as statements:
                assert len(history.fleet()) == number + 1
            ran.append(len(statements.ran))

    assert ran == [7, 7]


def test_trend_is_read_from_the_index_alone(history):
    fan = history.add_machine(machine())
    visit(history, fan, 1)
    with Statements(history) as statements:
        history.fleet()

    trend = statements.plans()[-1]
    assert trend.count("SEARCH inspections") == 2
    assert trend.count("USING COVERING INDEX ix_inspections_condition_id_when_at") == 2
    assert "SCAN" not in trend


def test_damaged_time_in_the_trend_is_told(history):
    fan = history.add_machine(machine())
    visit(history, fan, 1)
    visit(history, fan, 2)
    with history._database._raw() as raw:
        raw.execute(
            "UPDATE inspections SET when_at = 'zz' || id WHERE id = ?", (history.visits(fan.id)[1].inspection_id,)
        )

    with pytest.raises(Problem, match="time or state of a visit"):
        history.fleet()


def test_merged_ids_of_another_laptop_are_told_like_our_own(history):
    """Visits that came in an order of their own: when it sounded counts, not when its row was added."""
    fan = history.add_machine(machine())
    add_baseline(history, condition_of(fan))
    visit(history, fan, 9, State.ABNORMAL, id=new_id())
    visit(history, fan, 2, State.HEALTHY, id="0" * 32)
    visit(history, fan, 5, State.WATCH, id="f" * 32)

    (line,) = history.fleet()
    assert line.state is State.ABNORMAL
    assert [point.state for point in line.trend] == [State.HEALTHY, State.WATCH, State.ABNORMAL]
