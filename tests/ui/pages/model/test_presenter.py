"""The model page's decisions, without a widget."""

from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.jobs import Kind
from app.ui.pages.model.presenter import ModelPresenter
from tests.ui.fakes import FakeWorkflows, InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.model.fakes import ALL_CHANGED, two, usual

REFUSED = Problem("The model file “x” is refused: it is damaged.", "Ask whoever made it.")


class KnownJobs(InlineJobs):
    """Remembers which worker was asked."""

    def __init__(self, auto: bool = True) -> None:
        super().__init__(auto)
        self.kinds: list[Kind] = []

    def run(self, kind, *rest, **more):
        self.kinds.append(kind)
        return super().run(kind, *rest, **more)


@pytest.fixture
def flows() -> FakeWorkflows:
    made = FakeWorkflows()
    made.models = usual()
    return made


def presenter(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> ModelPresenter:
    made = ModelPresenter(flows, jobs, told)  # type: ignore[arg-type]
    made.open()
    return made


def chosen(told: Told):
    return told.last("show_models").chosen


def test_the_page_opens_with_what_judges_and_looks_over_the_fleet(flows: FakeWorkflows, told: Told):
    flows.drift.found = ALL_CHANGED
    jobs = KnownJobs()
    presenter(flows, jobs, told)
    assert chosen(told).key == ("fan", "1.0.0")
    assert told.last("show_fleet") is ALL_CHANGED
    assert jobs.kinds == [Kind.HISTORY, Kind.ANALYSIS]


def test_an_imported_model_is_looked_at_and_judges_nothing(flows: FakeWorkflows, jobs: InlineJobs, told: Told):
    page = presenter(flows, jobs, told)
    page.import_file(Path("fan-3.0.0.earshot-model"))
    assert told.of("tell_imported") == [("Fan 3.0.0 is imported.", "It judges nothing until you switch to it.")]
    assert chosen(told).key == ("fan", "3.0.0") and chosen(told).switch
    assert [args[0] for args in told.of("show_importing")] == ["fan-3.0.0.earshot-model", ""]
    assert not told.of("judge_changed")


def test_a_refused_model_is_told_with_the_reason_until_the_next_try(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
):
    page = presenter(flows, jobs, told)
    flows.models.refuses = REFUSED
    page.import_file(Path("fan-3.earshot-model"))
    assert told.problems() == {"model file": REFUSED.what}
    assert told.of("show_importing")[-1] == ("",)
    flows.models.refuses = None
    page.import_file(Path("fan-3.0.0.earshot-model"))
    assert told.problems() == {}


def test_switching_is_done_at_once_and_can_be_undone(flows: FakeWorkflows, jobs: InlineJobs, told: Told):
    page = presenter(flows, jobs, told)
    page.choose(("fan", "2.0.0"))
    page.switch_to_chosen()
    text, undo = told.of("offer_undo")[-1]
    assert text == "2.0.0 judges fans from now on."
    assert flows.models.chosen["fan"] == ["1.0.0", "2.0.0"] and chosen(told).chip == "in use"
    assert len(told.of("judge_changed")) == 1
    undo()
    assert flows.models.chosen["fan"] == ["1.0.0"] and len(told.of("judge_changed")) == 2
    assert chosen(told).key == ("fan", "1.0.0")


def test_rolling_back_can_be_undone_too(flows: FakeWorkflows, jobs: InlineJobs, told: Told):
    flows.models.chosen["fan"] = ["1.0.0", "2.0.0"]
    page = presenter(flows, jobs, told)
    page.roll_back()
    text, undo = told.of("offer_undo")[-1]
    assert text == "1.0.0 judges fans from now on." and flows.models.chosen["fan"] == ["1.0.0"]
    undo()
    assert flows.models.chosen["fan"] == ["1.0.0", "2.0.0"]


def test_a_switch_that_is_refused_changes_nothing(flows: FakeWorkflows, jobs: InlineJobs, told: Told):
    page = presenter(flows, jobs, told)
    page.choose(("fan", "2.0.0"))
    flows.models.refuses = REFUSED
    page.switch_to_chosen()
    assert told.problems() == {"model use": REFUSED.what}
    assert not told.of("offer_undo") and not told.of("judge_changed")


def test_a_version_that_cannot_be_removed_stays_and_the_reason_is_told(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
):
    page = presenter(flows, jobs, told)
    page.choose(("fan", "2.0.0"))
    flows.models.refuses = Problem("It is in use.", "Switch first.")
    page.remove_chosen()
    assert told.problems() == {"model use": "It is in use."} and not told.of("offer_undo")
    flows.models.refuses = None
    page.remove_chosen()
    assert told.problems() == {} and chosen(told).key == ("fan", "1.0.0")


def test_two_versions_are_compared_with_progress(flows: FakeWorkflows, told: Told):
    jobs = KnownJobs()
    page = presenter(flows, jobs, told)
    flows.models.verdicts = [two(0, "m", State.WATCH, State.HEALTHY, None)]
    page.compare("1.0.0", "2.0.0")
    assert jobs.kinds[-1] is Kind.ANALYSIS and flows.models.compared == [("1.0.0", "2.0.0")]
    assert told.of("show_compare_progress")[1][0] == "SF3 2026-11-22.wav, 97 of 240"
    assert told.of("show_compare_progress")[-1] == ("", None)
    assert len(told.last("show_comparison").rows) == 1


def test_leaving_the_page_ends_what_nobody_sees(flows: FakeWorkflows, told: Told):
    jobs = InlineJobs(auto=False)
    page = ModelPresenter(flows, jobs, told)  # type: ignore[arg-type]
    page.open()
    jobs.settle()
    asked = flows.drift.asked
    page.compare("1.0.0", "2.0.0")
    page.open()
    page.leave()
    jobs.settle()
    assert flows.models.compared == [] and flows.drift.asked == asked
    assert told.of("show_compare_progress")[-1] == ("", None)
    assert told.last("show_comparison") is None
    page.open()
    jobs.settle()
    assert flows.drift.asked == asked + 1


def test_another_version_leaves_the_comparison_behind(flows: FakeWorkflows, told: Told):
    jobs = InlineJobs(auto=False)
    page = ModelPresenter(flows, jobs, told)  # type: ignore[arg-type]
    page.open()
    jobs.settle()
    page.compare("1.0.0", "2.0.0")
    page.choose(("pump", "1.0.0"))
    jobs.settle()
    assert flows.models.compared == [] and told.last("show_comparison") is None


def test_a_history_that_cannot_be_read_is_a_problem_until_it_can(
    flows: FakeWorkflows, jobs: InlineJobs, told: Told
):
    installed, flows.models.installed = flows.models.installed, {}
    flows.models.refuses = Problem("The history is locked.", "Close the other program.")
    page = presenter(flows, jobs, told)
    assert told.problems() == {"models": "The history is locked."} and not told.of("show_models")
    flows.models.refuses, flows.models.installed = None, installed
    page.refresh()
    assert told.problems() == {} and chosen(told)
