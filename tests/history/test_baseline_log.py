"""The log of a baseline: what counts after each step, how far undo goes back, and that nothing is ever lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.baseline import Baseline
from app.domain.problem import Problem
from app.domain.review import BaselineChange, BaselineEvent
from app.history.baseline_log import Line, steps
from app.history.problems import Overtaken
from tests.history.builders import EAR, START, add_baseline, condition_of, levels, machine, same

LEARNT, GROWN, AGAIN, REPAIR, UNDONE = BaselineEvent


@pytest.fixture
def condition_id(history):
    return condition_of(history.add_machine(machine()))


def grow(history, condition_id: str, clips: int, event: BaselineEvent = GROWN, ear: str = EAR) -> Baseline:
    """One more baseline, from the takes of the first."""
    takes = history.baselines(condition_id)[-1].take_ids
    made = Baseline(condition_id, levels(clips, seed=clips), takes, ear, learnt_at=START)
    return history.add_baseline(made, event, f"{clips} clips", "M. Großmann")


def events(history, condition_id: str) -> list[BaselineEvent]:
    return [change.event for change in history.baseline_changes(condition_id)]


def counts(history, condition_id: str) -> int:
    """How many clips count; 0 for no baseline."""
    baseline = history.baseline(condition_id)
    return baseline.clip_count if baseline else 0


def test_learning_and_growing_are_told_with_who_and_what(history, condition_id):
    assert history.baseline(condition_id) is None
    assert history.baseline_changes(condition_id) == []
    first = add_baseline(history, condition_id, 6)
    second = grow(history, condition_id, 9)

    newest, oldest = history.baseline_changes(condition_id)
    assert (oldest.event, oldest.baseline_id) == (LEARNT, first.id)
    assert (newest.event, newest.baseline_id) == (GROWN, second.id)
    assert (newest.what, newest.by) == ("9 clips", "M. Großmann")
    assert same(history.baseline(condition_id), second)
    assert same(history.baseline_by_id(first.id), first)


def test_after_a_repair_nothing_counts_and_the_old_baseline_can_be_read(history, condition_id):
    old = add_baseline(history, condition_id)

    told = history.repair(condition_id, "new bearing", "M. Großmann")

    assert (told.event, told.baseline_id, told.what, told.by) == (REPAIR, None, "new bearing", "M. Großmann")
    assert history.baseline(condition_id) is None
    assert [same(kept, old) for kept in history.baselines(condition_id)] == [True]
    assert len(history.takes_of_baseline(old.id)) == 1


def test_a_repair_without_a_baseline_is_refused(history, condition_id):
    with pytest.raises(Problem, match="no baseline"):
        history.repair(condition_id, "new bearing")
    assert history.baseline_changes(condition_id) == []


def test_undo_goes_back_step_by_step_to_nothing_and_says_so_each_time(history, condition_id):
    add_baseline(history, condition_id, 6)
    grow(history, condition_id, 9)
    history.repair(condition_id, "new bearing")

    assert [counts(history, condition_id)] + [
        (history.undo_baseline(condition_id, "M."), counts(history, condition_id))[1] for _ in range(3)
    ] == [0, 9, 6, 0]

    assert events(history, condition_id) == [UNDONE, UNDONE, UNDONE, REPAIR, GROWN, LEARNT]
    whats = [change.what for change in history.baseline_changes(condition_id)[:3]]
    assert whats == ["learnt", "grown: 9 clips", "repair: new bearing"]
    with pytest.raises(Problem, match="nothing to undo"):
        history.undo_baseline(condition_id)
    assert len(history.baseline_changes(condition_id)) == 6


def test_an_undo_is_undone_by_redo_as_often_as_it_was_done(history, condition_id):
    add_baseline(history, condition_id, 6)
    grow(history, condition_id, 9)
    history.repair(condition_id, "new bearing")
    for _ in range(3):
        history.undo_baseline(condition_id)

    assert [(history.redo_baseline(condition_id), counts(history, condition_id))[1] for _ in range(3)] == [6, 9, 0]

    assert history.baseline_changes(condition_id)[0].what == "the undoing of repair: new bearing"
    with pytest.raises(Problem, match="nothing to undo"):
        history.redo_baseline(condition_id)
    history.undo_baseline(condition_id)
    assert counts(history, condition_id) == 9


def test_what_was_learnt_after_an_undo_leaves_nothing_to_bring_back(history, condition_id):
    add_baseline(history, condition_id, 6)
    grow(history, condition_id, 9)
    history.undo_baseline(condition_id)
    grow(history, condition_id, 7)

    with pytest.raises(Problem):
        history.redo_baseline(condition_id)
    history.undo_baseline(condition_id)
    assert counts(history, condition_id) == 6


def test_a_baseline_heard_again_goes_with_its_step(history, condition_id):
    add_baseline(history, condition_id, 6)
    grow(history, condition_id, 9)
    grow(history, condition_id, 9, AGAIN, "n" * 64)
    history.undo_baseline(condition_id)
    assert counts(history, condition_id) == 6
    six = grow(history, condition_id, 6, AGAIN, "n" * 64)

    history.redo_baseline(condition_id)
    assert history.baseline(condition_id).ear_sha256 == "n" * 64
    assert counts(history, condition_id) == 9
    history.undo_baseline(condition_id)
    assert history.baseline(condition_id).id == six.id


def test_a_baseline_made_from_one_that_no_longer_counts_is_refused(history, condition_id):
    first = add_baseline(history, condition_id, 6)
    late = Baseline(condition_id, levels(9), first.take_ids, EAR)
    history.repair(condition_id, "new bearing")

    with pytest.raises(Overtaken):
        history.add_baseline(late, AGAIN, instead_of=first.id)

    assert history.baseline(condition_id) is None
    assert len(history.baselines(condition_id)) == 1
    history.undo_baseline(condition_id)
    assert history.add_baseline(late, AGAIN, instead_of=first.id).version == 2


def test_versions_go_on_counting_after_a_repair(history, condition_id):
    add_baseline(history, condition_id)
    history.repair(condition_id, "")

    assert add_baseline(history, condition_id).version == 2
    assert counts(history, condition_id) == 6


def test_steps_since_the_machine_was_learnt_anew(history, condition_id):
    add_baseline(history, condition_id, 6)
    grow(history, condition_id, 9)
    history.repair(condition_id, "")
    assert history.baseline_steps(condition_id).since_start == ()
    fresh = add_baseline(history, condition_id, 4)
    grown = grow(history, condition_id, 5)

    assert [s.counting_id for s in history.baseline_steps(condition_id).since_start] == [fresh.id, grown.id]


@pytest.mark.parametrize(
    "ask", ["baseline", "baselines", "baseline_changes", "undo_baseline", "redo_baseline", "baseline_by_id"]
)
def test_what_is_not_there_is_a_key_error(history, ask):
    with pytest.raises(KeyError):
        getattr(history, ask)("nobody")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["do", "undo", "redo", "again"]), max_size=40))
def test_however_it_is_undone_and_redone_the_last_line_says_what_counts(acts):
    """The replay against the plainest model there is: two stacks of names."""
    log: list[Line] = []
    done: list[str] = []
    back: list[str] = []

    def write(event: BaselineEvent, baseline_id: str | None, undoes_id: str | None = None) -> None:
        log.append(Line(BaselineChange("c", event, baseline_id, id=f"line {len(log)}"), undoes_id))

    for number, act in enumerate(acts):
        now = steps(log)
        if act == "do":
            done.append(f"baseline {number}")
            back.clear()
            write(GROWN, done[-1])
        elif act == "again" and done:
            done[-1] += "'"
            write(AGAIN, done[-1])
        elif act == "undo" and done:
            back.append(done.pop())
            write(UNDONE, done[-1] if done else None, now.standing[-1].change.id)
        elif act == "redo" and back:
            done.append(back.pop())
            write(UNDONE, done[-1], now.undone[0].by_id)
        made = steps(log)
        assert [step.counting_id for step in made.standing] == done
        assert [undone.step.counting_id for undone in made.undone] == back[::-1]
        assert made.counting_id == (log[-1].change.baseline_id if log else None)
