"""The page follows the user, and what comes too late is not shown."""

from dataclasses import replace

import pytest

from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.pages.machine_presenter import MachinePresenter
from tests.ui.fakes import NOON, FakeWorkflows, InlineJobs, fan, inspection, visit
from tests.ui.pages.conftest import Told

ONE, TWO = fan("One", conditions=2), fan("Two")
FULL, HALF = (c.id for c in ONE.points[0].conditions)


@pytest.fixture
def flows() -> FakeWorkflows:
    return FakeWorkflows(ONE, TWO)


def presenter(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> MachinePresenter:
    return MachinePresenter(flows, jobs, told)  # type: ignore[arg-type]


def test_a_machine_comes_with_its_last_visit_and_then_its_picture(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
) -> None:
    flows.machines.inspections += [inspection(ONE, State.HEALTHY, "old.wav"), inspection(ONE, name="new.wav")]
    presenter(flows, jobs, told).choose(ONE.id)
    standing = told.last("show_standing")
    assert standing.inspection.take.file_name == "new.wav"
    assert standing.previous.file_name == "old.wav"
    assert flows.looks == [("new.wav", 0.0, None)]
    names = [name for name, _ in told.calls]
    assert names.index("show_standing") < names.index("show_picture")


def test_a_new_machine_shows_no_picture(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> None:
    presenter(flows, jobs, told).choose(ONE.id)
    assert told.of("show_picture") == [(None,)]
    assert told.last("show_standing").next_step.main is not None


def test_a_result_for_a_machine_that_was_left_is_dropped(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    made.choose(TWO.id)
    jobs.settle()
    assert [call[0].machine.name for call in told.of("show_standing")] == ["Two"]


def test_a_picture_for_a_visit_that_was_left_is_dropped(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    flows.machines.inspections += [inspection(ONE, name="one.wav"), inspection(TWO, name="two.wav")]
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    jobs.settle(at_most=1)
    made.choose(TWO.id)
    jobs.settle()
    assert len(told.of("show_picture")) == 1
    assert [name for name, _, _ in flows.looks] == ["two.wav"]


def test_the_condition_is_the_last_one_listened_to_and_then_the_chosen_one(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
) -> None:
    flows.machines.inspections.append(inspection(ONE, condition_id=HALF))
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    assert told.last("show_standing").condition_id == HALF
    made.choose_condition(FULL)
    made.choose(TWO.id)
    made.choose(ONE.id)
    assert told.last("show_standing").condition_id == FULL
    assert told.last("show_standing").inspection is None


def test_a_machine_is_opened_where_it_is_worst_and_a_visit_where_it_was_made(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
) -> None:
    at_half = replace(inspection(ONE, name="half.wav"), condition_id=HALF)
    flows.machines.inspections += [at_half, inspection(ONE, State.HEALTHY, "full.wav")]
    made = presenter(flows, jobs, told)
    made.choose(ONE.id, HALF)
    assert told.last("show_standing").inspection.take.file_name == "half.wav"
    made.choose_place(ONE.id, FULL)
    assert told.last("show_standing").condition_id == FULL
    made.choose_visit(at_half.id)
    standing = told.last("show_standing")
    assert (standing.condition_id, standing.inspection.id) == (HALF, at_half.id)


def test_a_machine_that_was_thrown_away_is_forgotten(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> None:
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    made.forget()
    assert made.machine_id is None and made.standing is None


def test_trouble_with_a_picture_is_told_only_while_the_page_is_in_front(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
) -> None:
    flows.machines.inspections.append(inspection(ONE))
    flows.look_problem = Problem("The take is not there.", "Restore it.")
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    assert "picture" in told.problems()
    made.go()
    assert "picture" not in told.problems()
    made.come()
    assert "picture" in told.problems()


def test_an_older_visit_is_shown_as_it_was_stored(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> None:
    old, new = inspection(ONE, State.WATCH, "old.wav"), inspection(ONE, name="new.wav")
    flows.machines.inspections += [old, new]
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    made.choose_visit(old.id)
    assert told.last("show_standing").inspection is old
    assert told.last("show_standing").previous is None


def test_a_new_inspection_shows_itself_until_the_user_looks_elsewhere(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
) -> None:
    first = inspection(ONE, name="first.wav", condition_id=FULL)
    flows.machines.inspections.append(first)
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    made.follow(ONE.id)
    later = inspection(ONE, name="later.wav", condition_id=FULL)
    flows.machines.inspections.append(later)
    made.show_new(later)
    assert told.last("show_standing").inspection is later
    made.choose_visit(first.id)
    latest = inspection(ONE, name="latest.wav", condition_id=FULL)
    flows.machines.inspections.append(latest)
    made.show_new(latest)
    assert told.last("show_standing").inspection is first
    assert len(told.last("show_standing").visits) == 3


def test_an_inspection_of_another_machine_changes_nothing_here(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
) -> None:
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    before = len(told.calls)
    made.show_new(inspection(TWO))
    made.show_new(inspection(ONE, condition_id=HALF))
    assert len(told.calls) == before


def test_a_missing_take_still_shows_its_verdict(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> None:
    flows.machines.inspections.append(inspection(ONE))
    flows.look_problem = Problem("The take is missing.", "Bring it back from a backup.")
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    assert told.last("show_standing").inspection is not None
    assert told.problems() == {"picture": "The take is missing."}
    made.choose(TWO.id)
    assert told.problems() == {}


def test_what_is_asked_of_a_machine_that_is_being_left_shows_the_one_that_comes(
    flows: FakeWorkflows, told: Told
) -> None:
    """Its visits can still be pressed, and a review of it still arrives, while the next machine is being read."""
    jobs = InlineJobs(auto=False)
    older = inspection(ONE, condition_id=HALF)
    flows.machines.inspections += [older, inspection(TWO)]
    made = presenter(flows, jobs, told)
    made.choose_place(ONE.id, HALF)
    jobs.settle()
    for act in (lambda: made.choose_visit(older.id), made.refresh):
        made.choose(ONE.id)
        jobs.settle()
        made.choose(TWO.id)
        act()
        jobs.settle()
        shown = told.last("show_standing")
        assert (shown.machine.name, shown.inspection.machine_id) == ("Two", TWO.id)
        shown.machine.find(shown.condition_id)


def test_refreshing_before_the_picture_came_still_brings_it(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    flows.machines.inspections.append(inspection(ONE))
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    jobs.settle(at_most=1)
    made.refresh()
    jobs.settle()
    assert len(told.of("show_picture")) == 1


def test_refreshing_does_not_load_the_same_picture_twice(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
) -> None:
    flows.machines.inspections.append(inspection(ONE))
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    made.refresh()
    assert len(flows.looks) == 1


def test_only_the_last_wish_for_a_sharper_picture_is_worked_on(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    flows.machines.inspections.append(inspection(ONE))
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    jobs.settle()
    for at in range(20):
        made.look_closer(at / 10, 5.0)
    jobs.settle()
    assert flows.looks[1:] == [("take.wav", 1.9, 5.0)]
    assert len(told.of("show_sharper")) == 1


def test_a_changed_note_is_shown_without_reading_everything_again(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
) -> None:
    made_before = inspection(ONE)
    flows.machines.inspections.append(made_before)
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    made.note_changed(replace(made_before, note="Loose guard"))
    assert told.last("show_standing").inspection.note == "Loose guard"
    made.note_changed(inspection(TWO, note="of another"))
    assert told.last("show_standing").inspection.note == "Loose guard"


def test_previous_is_the_visit_before_in_time() -> None:
    ones = [inspection(ONE, name=str(day), analysed_at=NOON.replace(day=day)) for day in (3, 2, 1)]
    flows = FakeWorkflows(ONE)
    flows.machines.inspections += ones[::-1]
    told, jobs = Told(), InlineJobs()
    made = presenter(flows, jobs, told)
    made.choose(ONE.id)
    made.choose_visit(ones[1].id)
    assert told.last("show_standing").previous == visit(ones[2])
