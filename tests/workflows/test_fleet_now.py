"""How the machines stand in their plan, which of them are to be visited first, and what is said of those."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.forecast import Priority
from app.domain.identity import new_id
from app.domain.machine import Criticality, Machine
from app.domain.plan import Timing
from app.domain.review import Found
from app.domain.verdict import State, Thresholds
from app.history.history import History
from app.workflows.fleet_now import FleetNow
from app.workflows.forecast import LookAhead
from tests.history.builders import START, add_baseline, condition_of, inspection, machine, review, verdict
from tests.history.test_overview import Statements

DAY = timedelta(days=1)
AT = START + 100 * DAY


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History.open(tmp_path / "history") as history:
        yield history


@pytest.fixture
def fleet(history: History) -> FleetNow:
    return FleetNow(history, LookAhead(history))


def add(history: History, name: str, *, learnt: bool = True, **facts: object) -> Machine:
    fan = history.add_machine(replace(machine(name, conditions=2), **facts))
    if learnt:
        add_baseline(history, condition_of(fan))
    return fan


def visit(history: History, fan: Machine, day: float, state: State, score: float | None = 0.5, condition: int = 0):
    said = replace(verdict(state, score), finding=f"{state.value} on day {day}")
    one = inspection(fan, recorded_at=START + day * DAY, state=state, condition=condition)
    return history.add_inspection(replace(one, id=new_id(), verdict=said)).id


def names(visits) -> list[str]:
    return [one.now.machine.name for one in visits]


def test_each_machine_is_told_with_its_date(history, fleet):
    weekly = add(history, "a", interval_days=7)
    visit(history, weekly, 90, State.HEALTHY)
    visit(history, weekly, 94, State.HEALTHY, condition=1)
    add(history, "b")
    add(history, "c", interval_days=5)
    since = history.machine_log.versions(history.machine_named("c").id)[0].at

    a, b, c = fleet.overview(AT)

    assert [one.machine.name for one in (a, b, c)] == ["a", "b", "c"]
    assert (a.due_at, a.timing, a.overdue) == (START + 101 * DAY, Timing.DUE, False)
    assert (b.due_at, b.timing) == (None, Timing.UNPLANNED)
    assert (c.due_at, c.timing) == (since, Timing.LATER)
    assert all(one.summary.trend == () for one in (a, b, c))
    assert fleet.overview(START + 101 * DAY)[0].overdue
    assert fleet.overview(since)[2].timing is Timing.OVERDUE


def test_machine_without_a_log_is_planned_since_it_is_there(history, fleet):
    fan = add(history, "a", interval_days=5)
    with history._database._raw() as raw:
        raw.execute("DELETE FROM machine_versions")
        raw.commit()
    assert fleet.overview(AT)[0].due_at == fan.created_at


def test_overview_takes_as_many_statements_for_one_machine_as_for_twenty(history, fleet):
    counts = []
    for number in range(20):
        add(history, f"fan {number}", learnt=False, interval_days=7)
        if number in {0, 19}:
            with Statements(history) as statements:
                assert len(fleet.overview()) == number + 1
            counts.append(len(statements.ran))
    assert counts[0] == counts[1]


def test_trends_are_those_of_the_machines_asked(history, fleet):
    fans = [add(history, name) for name in "ab"]
    for day in range(5):
        visit(history, fans[0], day, State.HEALTHY, score=day / 10)
    trends = fleet.trends([fans[0].id], 3)
    assert [point.score for point in trends[fans[0].id]] == [0.2, 0.3, 0.4]
    assert list(trends) == [fans[0].id]


def test_first_are_the_most_urgent_with_what_says_so(history, fleet):
    for name, state, score in (("healthy", State.HEALTHY, 0.3), ("watch", State.WATCH, 0.9)):
        visit(history, add(history, name, criticality=Criticality.HIGH), 99, state, score)
    worst = add(history, "abnormal", criticality=Criticality.LOW)
    for day in range(15):
        visit(history, worst, 80 + day, State.ABNORMAL, 1.0 + day / 10)
    visit(history, worst, 98, State.HEALTHY, 0.2, condition=1)
    add(history, "unknown", learnt=False)

    machines = fleet.overview(AT)
    first = fleet.first(machines, at=AT)

    assert names(first) == ["abnormal", "watch", "unknown"]
    assert [one.finding for one in first] == ["abnormal on day 94", "watch on day 99", ""]
    assert [one.limits for one in first] == [Thresholds(0.8, 1.0)] * 2 + [None]
    assert [len(one.trend) for one in first] == [12, 1, 0]
    assert first[0].trend[-1].score == pytest.approx(2.4)
    assert [(one.action.priority, one.action.by) for one in first] == [
        (Priority.NOW, AT + 7 * DAY),
        (Priority.SOON, AT + 3 * DAY),
        (Priority.PLAN, AT + 14 * DAY),
    ]
    assert "check the machine" in first[0].action.what and "Learn" in first[2].action.what
    assert first[0].now in machines
    assert names(fleet.first(machines, 1, AT)) == ["abnormal"]
    assert fleet.first(machines, 0, AT) == fleet.first((), at=AT) == ()


def test_rising_trend_decides_among_machines_alike_though_it_is_read_of_few(history, fleet):
    for name, before in (("a", 0.9), ("b", 0.4), ("c", 0.9)):
        fan = add(history, name)
        for day in range(6):
            visit(history, fan, 90 + day, State.WATCH, 0.9 if day > 2 else before)
    visit(history, add(history, "low", criticality=Criticality.LOW), 95, State.WATCH, 0.9)
    machines = fleet.overview(AT)
    asked: list[list[str]] = []
    read = history.overview.trends
    history.overview.trends = lambda ids, count: asked.append(list(ids)) or read(ids, count)
    assert names(fleet.first(machines, 2, AT)) == ["b", "a"]
    assert [len(ids) for ids in asked] == [3]


def test_healthy_machine_more_changes_nothing(history, fleet):
    for name, state in (("a", State.ABNORMAL), ("b", State.WATCH), ("c", State.CANNOT_TELL)):
        visit(history, add(history, name), 99, state, None if state is State.CANNOT_TELL else 0.9)
    before = fleet.first(fleet.overview(AT), at=AT)
    visit(history, add(history, "0", criticality=Criticality.HIGH, interval_days=7), 99, State.HEALTHY)
    assert fleet.first(fleet.overview(AT), at=AT) == before
    assert names(before) == ["a", "b", "c"]


def test_healthy_machine_that_is_overdue_is_to_be_visited(history, fleet):
    visit(history, add(history, "late", interval_days=7, criticality=Criticality.HIGH), 80, State.HEALTHY)
    (first,) = fleet.first(fleet.overview(AT), at=AT)
    assert first.action.what == f"Make the planned visit by {(AT + DAY).astimezone().date()}."
    assert (first.action.priority, first.action.by) == (Priority.SOON, AT + DAY)


def test_what_was_found_faulty_against_the_verdict_is_told_as_it_was_found(history, fleet):
    one = visit(history, add(history, "a"), 99, State.HEALTHY, 0.3)
    other = visit(history, add(history, "b"), 99, State.WATCH, 0.9)
    history.add_review(review(one, Found.FAULTY, cause="belt worn"))
    history.add_review(review(other, Found.FAULTY, cause="dirt"))
    first = fleet.first(fleet.overview(AT), at=AT)
    assert [one.finding for one in first] == ["Found faulty: belt worn", "watch on day 99"]
    history.add_review(review(one, Found.FAULTY, cause=""))
    assert fleet.first(fleet.overview(AT), 1, AT)[0].finding == "Found faulty"


def test_alert_is_seen_with_a_note_and_opened_again(history, fleet):
    fan = add(history, "a")
    visit(history, fan, 1, State.HEALTHY)
    visit(history, fan, 2, State.ABNORMAL, 1.3)
    (alert,) = fleet.changes(START, AT)
    assert alert.seen is None

    seen = fleet.see(alert.id, "belt ordered", by="M. Brandt")

    assert fleet.changes(START, AT)[0].seen == seen
    assert (seen.note, seen.by) == ("belt ordered", "M. Brandt")
    fleet.open_again(alert.id)
    assert fleet.changes(START, AT) == (alert,)
