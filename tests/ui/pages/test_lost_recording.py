"""A history that came without recordings: the machine page stays calm, and shows what was kept."""

import pytest

from app.domain.problem import Problem
from app.ui.pages.machine_presenter import MachinePresenter
from app.ui.sound.absent import HERE, Absent
from tests.ui.fakes import FakeWorkflows, InlineJobs, baseline, fan, inspection
from tests.ui.pages.conftest import Told

ONE, TWO = fan("One"), fan("Two")
MISSING = Problem("The stored recording is missing.", "Restore it.")


@pytest.fixture
def flows() -> FakeWorkflows:
    made = FakeWorkflows(ONE, TWO)
    made.machines.inspections += [inspection(ONE, name="one.wav"), inspection(TWO, name="two.wav")]
    return made


@pytest.fixture
def presenter(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> MachinePresenter:
    return MachinePresenter(flows, jobs, told)  # type: ignore[arg-type]


def test_a_recording_that_is_not_here_is_no_trouble(flows, presenter, told):
    flows.story.gone, flows.look_problem = {"one.wav"}, MISSING
    presenter.choose(ONE.id)
    assert told.last("show_absent") == Absent(take=True)
    assert told.problems() == {} and told.last("show_picture") is None
    names = [name for name, _ in told.calls]
    assert names.index("show_standing") < names.index("show_absent")


def test_a_picture_that_was_kept_is_shown_and_never_made_sharper(flows, presenter, told):
    flows.story.gone = {"one.wav"}
    presenter.choose(ONE.id)
    assert told.last("show_picture") is not None and told.last("show_absent").take
    looks = len(flows.looks)
    presenter.look_closer(1.0, 2.0)
    assert len(flows.looks) == looks and told.of("show_sharper") == []


def test_what_is_there_and_can_not_be_read_is_told_as_ever(flows, presenter, told):
    flows.look_problem = MISSING
    presenter.choose(ONE.id)
    assert "picture" in told.problems() and told.of("show_absent") == []


def test_the_healthy_sound_may_be_the_one_that_is_missing(flows, presenter, told):
    condition_id = ONE.points[0].conditions[0].id
    flows.machines.baselines[condition_id] = baseline(condition_id)
    flows.story.gone = {"healthy-1.wav"}
    presenter.choose(ONE.id)
    assert told.last("show_absent") == Absent(healthy=True)


def test_once_it_is_back_it_is_seen_and_another_machine_is_as_usual(flows, presenter, told):
    flows.story.gone = {"one.wav"}
    presenter.choose(ONE.id)
    flows.story.gone = set()
    presenter.refresh()
    assert told.last("show_absent") == HERE and presenter.absent == HERE
    flows.story.gone = {"one.wav"}
    presenter.choose(TWO.id)
    assert told.last("show_absent") == HERE
