"""The order of the visits: as `urgency` says, the same however the list comes, never turned by the healthy."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fleet import ConditionNow, MachineNow, MachineSummary, TrendPoint
from app.domain.inspection import Visit
from app.domain.machine import Criticality, Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.plan import timing
from app.domain.review import Found
from app.domain.urgency import rise, urgency, wants_visit
from app.domain.verdict import State

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
POINT = (MeasuringPoint("Inlet", (OperatingCondition("full"),)),)


def standing(
    name: str = "Fan",
    state: State = State.HEALTHY,
    score: float | None = 0.5,
    criticality: Criticality = Criticality.NORMAL,
    late_days: int | None = None,
    found: Found | None = None,
) -> MachineNow:
    """A machine as it stands; `late_days` is how long its date has passed, None where nobody planned it."""
    machine = Machine(name, MachineType.FAN, POINT, criticality=criticality, id=name)
    visit = Visit("i", "c", NOON, None, State.HEALTHY if found else state, score, "", "", found)
    clips = 0 if state is State.NO_BASELINE else 5
    due = None if late_days is None else NOON - late_days * DAY
    return MachineNow(MachineSummary(machine, (ConditionNow("c", visit, clips),)), due, timing(due, NOON))


def order(*machines: MachineNow) -> list[str]:
    return [one.machine.name for one in sorted(machines, key=lambda one: urgency(one, NOON))]


states = st.sampled_from(list(State))
anyhow = st.builds(
    standing,
    name=st.text("abc", min_size=1, max_size=3),
    state=states,
    score=st.one_of(st.none(), st.floats(0, 3)),
    criticality=st.sampled_from(list(Criticality)),
    late_days=st.one_of(st.none(), st.integers(-40, 40)),
)
plants = st.lists(anyhow, max_size=12, unique_by=lambda one: one.machine.name)


def test_state_comes_before_all_else():
    last = standing("e", State.NO_BASELINE, criticality=Criticality.HIGH)
    assert order(
        last,
        standing("d", State.HEALTHY, 0.9, Criticality.HIGH, late_days=300),
        standing("c", State.CANNOT_TELL, None, Criticality.HIGH),
        standing("b", State.WATCH, 0.99, Criticality.HIGH, late_days=300),
        standing("a", State.ABNORMAL, 1.01, Criticality.LOW),
    ) == ["a", "b", "c", "d", "e"]


def test_of_alike_states_the_costly_one_comes_first_and_of_those_the_higher_score():
    assert order(
        standing("low", State.ABNORMAL, 3.0, Criticality.LOW),
        standing("normal", State.ABNORMAL, 2.0),
        standing("higher", State.ABNORMAL, 1.2, Criticality.HIGH),
        standing("high", State.ABNORMAL, 1.1, Criticality.HIGH),
    ) == ["higher", "high", "normal", "low"]


def test_of_healthy_ones_the_longest_overdue_comes_first_whatever_its_score():
    assert order(standing("one day", score=0.79, late_days=1), standing("a week", score=0.2, late_days=7)) == [
        "a week",
        "one day",
    ]


def test_unknown_machine_that_is_overdue_comes_with_the_overdue_ones():
    unknown = standing("unknown", State.NO_BASELINE, None, late_days=9)
    assert order(standing("late", late_days=2), unknown) == ["unknown", "late"]
    assert urgency(unknown, NOON).step == urgency(standing("x", late_days=1), NOON).step


def test_what_somebody_found_faulty_is_abnormal_whatever_was_heard():
    faulty = standing("faulty", score=0.3, found=Found.FAULTY)
    assert order(standing("watch", State.WATCH, 0.95), standing("1.05", State.ABNORMAL, 1.05), faulty) == [
        "1.05",
        "faulty",
        "watch",
    ]


def test_rising_score_goes_before_one_as_high():
    still, rising = standing("a", State.WATCH, 0.9), standing("b", State.WATCH, 0.88)
    points = [TrendPoint(NOON, State.WATCH, score) for score in (0.5, 0.5, 0.5, 0.85, 0.87, 0.88)]
    assert order(still, rising) == ["a", "b"]
    assert urgency(rising, NOON, points) < urgency(still, NOON)


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ((), 0.0),
        ((0.1, 0.9), 0.0),
        ((0.2, 0.2, 0.9, 0.9, 0.9), 0.0),
        ((0.2, 0.2, 0.2, 0.5, 0.5, 0.5), 0.3),
        ((0.2, 0.2, 0.2, 0.2, 0.2, 3.0), 0.0),
        ((0.2, 0.2, None, 0.2, 0.5, None, 0.5, 0.5), 0.3),
        ((0.9, 0.9, 0.9, 0.2, 0.2, 0.2), 0.0),
        ((0.0, 9.0, 9.0, 9.0, 0.4, 0.4, 0.4, 0.5, 0.5, 0.5), 0.1),
    ],
)
def test_rise_is_from_the_three_before_to_the_newest_three(scores, told):
    assert rise([TrendPoint(NOON, State.HEALTHY, score) for score in scores]) == pytest.approx(told)


@pytest.mark.parametrize(
    ("machine", "wants"),
    [
        (standing(), False),
        (standing(late_days=-30), False),
        (standing(late_days=0), True),
        *((standing(state=state), state is not State.HEALTHY) for state in State),
    ],
)
def test_healthy_machine_wants_no_visit_before_its_date(machine, wants):
    assert wants_visit(machine) is wants


@given(plants, st.randoms())
def test_order_is_the_same_however_the_list_comes(plant, chance):
    shuffled = list(plant)
    chance.shuffle(shuffled)
    assert order(*shuffled) == order(*plant)


@given(plants, anyhow)
def test_machine_more_changes_nothing_among_the_others(plant, more):
    others = [one for one in plant if one.machine.name != more.machine.name]
    assert [name for name in order(*others, more) if name != more.machine.name] == order(*others)


@given(plants, st.data())
def test_higher_criticality_or_worse_state_never_moves_a_machine_back(plant, data):
    if not plant:
        return
    one = data.draw(st.sampled_from(plant))
    others = [other for other in plant if other is not one]
    higher = data.draw(st.sampled_from(list(Criticality)))
    if list(Criticality).index(higher) < list(Criticality).index(one.machine.criticality):
        return
    summary = replace(one.summary, machine=replace(one.machine, criticality=higher))
    name = one.machine.name
    assert order(*others, replace(one, summary=summary)).index(name) <= order(*plant).index(name)
    visit = replace(one.summary.last, state=State.ABNORMAL)
    worse = replace(one, summary=replace(one.summary, conditions=(ConditionNow("c", visit, 5),)))
    assert order(*others, worse).index(name) <= order(*plant).index(name)


@given(plants)
def test_nobody_unknown_or_healthy_goes_before_an_abnormal_machine(plant):
    in_order = sorted(plant, key=lambda one: urgency(one, NOON))
    abnormal = [at for at, one in enumerate(in_order) if one.summary.state is State.ABNORMAL]
    assert abnormal == list(range(len(abnormal)))
