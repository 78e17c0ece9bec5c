"""A change of state is a visit judged otherwise than the one before at the same condition, by when it sounded."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.bin import Thing
from app.domain.verdict import State
from tests.history.builders import START, condition_of, inspection, machine, verdict
from tests.history.test_overview import Statements

DAY = timedelta(days=1)
H, W, A, C = State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL


def add(history, fan, day: float, state: State, condition: int = 0, score: float | None = 0.5) -> str:
    one = inspection(fan, recorded_at=START + day * DAY, condition=condition)
    return history.add_inspection(replace(one, verdict=verdict(state, score))).id


def test_only_visits_that_differ_from_the_one_before_are_told_newest_first(history):
    fan = history.add_machine(machine())
    ids = [add(history, fan, day, state, score=day) for day, state in enumerate([H, H, W, W, A, H])]

    changes = history.state_changes(START)

    assert [(one.before, one.visit.state, one.visit.inspection_id) for one in changes] == [
        (A, H, ids[5]),
        (W, A, ids[4]),
        (H, W, ids[2]),
    ]
    assert [(one.before_score, one.visit.score, one.machine_id) for one in changes] == [
        (4, 5, fan.id),
        (3, 4, fan.id),
        (1, 2, fan.id),
    ]
    assert changes[0].visit == history.visits(fan.id)[0]


def test_each_condition_is_for_itself_and_a_first_visit_is_told_only_where_it_is_bad(history):
    fan = history.add_machine(machine(conditions=3))
    add(history, fan, 1, H)
    bad = add(history, fan, 2, A, condition=1)
    add(history, fan, 3, H)
    add(history, fan, 3, C, condition=2)
    add(history, fan, 4, A, condition=1)

    assert [(one.before, one.before_score, one.visit.inspection_id) for one in history.state_changes(START)] == [
        (None, None, bad)
    ]


def test_range_holds_its_start_and_not_its_end_and_looks_back_before_it(history):
    fan = history.add_machine(machine())
    for day, state in enumerate([H, A, H, A, H]):
        add(history, fan, day, state)

    told = history.state_changes(START + DAY, START + 3 * DAY)
    assert [one.visit.when for one in told] == [START + 2 * DAY, START + DAY]
    assert [one.visit.when for one in history.state_changes(START, limit=1)] == [START + 4 * DAY]


def test_when_it_sounded_counts_not_when_it_was_added(history):
    fan = history.add_machine(machine())
    for day, state in ((3, A), (1, H), (2, H)):
        add(history, fan, day, state)

    (change,) = history.state_changes(START)
    assert (change.visit.when, change.before) == (START + 3 * DAY, H)


def test_visit_in_the_bin_is_no_change_and_no_visit_before(history):
    fan = history.add_machine(machine())
    ids = [add(history, fan, day, state) for day, state in enumerate([H, A, H])]
    assert len(history.state_changes(START)) == 2

    history.bin.throw(Thing.INSPECTION, ids[1])
    assert history.state_changes(START) == []
    history.bin.bring_back(ids[1])
    history.bin.throw(Thing.MACHINE, fan.id)
    assert history.state_changes(START) == []


def test_only_the_range_is_gone_through(history):
    fan = history.add_machine(machine())
    add(history, fan, 1, H)
    add(history, fan, 2, A)
    with Statements(history) as statements:
        history.state_changes(START, START + 9 * DAY)

    (plan,) = statements.plans()
    assert "SEARCH inspections USING INDEX ix_inspections_when_at (when_at>? AND when_at<?)" in plan
    assert "_when_at_analysed_at_seq_state_score (condition_id=? AND when_at<?)" in plan
    # What was found is few; it is gone through, and no table.
    assert plan.replace("SCAN anon_1", "").count("SCAN") == 0
    assert "SEARCH takes USING INDEX" in plan.split("SCAN anon_1")[1]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from([H, W, A, C]), st.integers(0, 1)), max_size=9))
def test_told_like_going_through_all_visits_by_hand(history, visits):
    fan = history.add_machine(machine(f"Fan {len(history.machines())}", conditions=2))
    for day, state, condition in visits:
        add(history, fan, day, state, condition)

    meant = set()
    for condition in (0, 1):
        of_condition = history.visits(fan.id, condition_of(fan, condition))[::-1]
        first = of_condition[:1]
        meant |= {(one.inspection_id, None) for one in first if one.state in (W, A)}
        for before, after in pairwise(of_condition):
            if before.state is not after.state:
                meant.add((after.inspection_id, before.state))
    told = [one for one in history.state_changes(START) if one.machine_id == fan.id]
    assert {(one.visit.inspection_id, one.before) for one in told} == meant
    assert [one.visit.when for one in told] == sorted((one.visit.when for one in told), reverse=True)
