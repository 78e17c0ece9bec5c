"""A machine's state is that of its worst condition, and what a technician saw counts for more than the verdict."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.fleet import ConditionNow, MachineSummary
from app.domain.inspection import Visit
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.review import Found
from app.domain.verdict import State

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FAN = Machine("Fan 3", MachineType.FAN, (MeasuringPoint("Inlet", (OperatingCondition("full"),)),))


def visit(state: State, found: Found | None = None, score: float | None = None, when: datetime = NOON) -> Visit:
    return Visit("i", "c", when, None, state, score, "", "take.wav", found)


@pytest.mark.parametrize(
    ("last", "clips", "state"),
    [
        (None, 0, State.NO_BASELINE),
        (visit(State.ABNORMAL), 0, State.NO_BASELINE),
        (visit(State.ABNORMAL, Found.FAULTY), 0, State.NO_BASELINE),
        (None, 5, State.CANNOT_TELL),
        *((visit(state), 5, state) for state in State if state is not State.NO_BASELINE),
        (visit(State.ABNORMAL, Found.HEALTHY), 5, State.HEALTHY),
        (visit(State.CANNOT_TELL, Found.HEALTHY), 5, State.HEALTHY),
        (visit(State.WATCH, Found.FAULTY), 5, State.WATCH),
        (visit(State.HEALTHY, Found.FAULTY), 5, State.ABNORMAL),
        (visit(State.CANNOT_TELL, Found.FAULTY), 5, State.ABNORMAL),
    ],
)
def test_state_at_a_condition(last, clips, state):
    assert ConditionNow("c", last, clips).state is state


def test_worst_condition_speaks_for_the_machine_and_of_two_alike_the_higher_score():
    quiet = ConditionNow("a", visit(State.HEALTHY, score=0.3), 5)
    watch = ConditionNow("b", visit(State.WATCH, score=0.9, when=NOON - timedelta(days=3)), 9)
    worse = ConditionNow("c", visit(State.WATCH, score=0.95, when=NOON - timedelta(days=2)), 2)

    summary = MachineSummary(FAN, (quiet, watch, worse))

    assert (summary.worst, summary.state, summary.last) == (worse, State.WATCH, worse.last)
    assert summary.visited_at == NOON
    assert summary.baseline_clips == 9


def test_condition_nobody_listened_to_says_nothing_unless_there_is_no_other():
    never = ConditionNow("a", None, 0)
    healthy = ConditionNow("b", visit(State.HEALTHY), 5)

    assert MachineSummary(FAN, (never, healthy)).state is State.HEALTHY
    assert MachineSummary(FAN, (never,)).state is State.NO_BASELINE
    assert MachineSummary(FAN, (never,)).visited_at is None


def test_learnt_but_never_inspected_condition_is_no_worse_than_a_watched_one():
    learnt = ConditionNow("a", None, 5)
    watched = replace(learnt, last=visit(State.WATCH))

    assert MachineSummary(FAN, (learnt, watched)).state is State.WATCH
