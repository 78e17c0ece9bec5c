"""Problems, notes, names of reports, the list of machines, the steps of the first start."""

from app.domain.problem import Problem
from app.ui.pages.file_work import FileWork
from app.ui.pages.machines_presenter import MachinesPresenter
from app.ui.pages.notes import NoteKeeper
from app.ui.pages.problems import Problems
from app.ui.pages.welcome_presenter import Step, WelcomePresenter
from tests.ui.fakes import FakeWorkflows, InlineJobs, baseline, fan, inspection
from tests.ui.pages.conftest import Told


def problem(what: str) -> Problem:
    return Problem(what, "Do something.")


def test_the_newest_problem_is_shown_then_the_one_before() -> None:
    shown: list[str | None] = []
    problems = Problems(lambda one: shown.append(one.what if one else None))
    problems.show("a", problem("A."))
    problems.show("b", problem("B."))
    problems.clear("b")
    problems.clear("never")
    problems.clear("a")
    assert shown == ["A.", "B.", "A.", None]


def test_a_dismissed_problem_stays_away() -> None:
    shown: list[str | None] = []
    problems = Problems(lambda one: shown.append(one.what if one else None))
    problems.show("a", problem("A."))
    problems.dismiss()
    problems.dismiss()
    assert shown == ["A.", None]


def test_a_note_is_saved_once_and_can_be_brought_back(jobs: InlineJobs, told: Told) -> None:
    machine = fan()
    flows = FakeWorkflows(machine)
    one = inspection(machine, note="before")
    flows.machines.inspections.append(one)
    keeper = NoteKeeper(flows, jobs, told)  # type: ignore[arg-type]
    keeper.save(one, " before ")
    assert told.calls == []
    keeper.save(one, "Guard loose\n")
    saved, before = told.of("note_saved")[0]
    assert (saved.note, before) == ("Guard loose", "before")
    keeper.bring_back(one.id, before)
    assert flows.machines.inspection(one.id).note == "before"
    assert told.of("note_saved")[1][1] is None


def test_however_many_ask_the_list_is_read_once_more(told: Told) -> None:
    flows, jobs = FakeWorkflows(fan()), InlineJobs(auto=False)
    book = MachinesPresenter(flows, jobs, told)  # type: ignore[arg-type]
    for _ in range(50):
        book.refresh()
    jobs.settle()
    assert flows.machines.reads == 2


def test_a_name_that_is_taken_is_told_to_the_form(jobs: InlineJobs, told: Told) -> None:
    flows = FakeWorkflows(fan("Fan"))
    refused: list[str] = []
    book = MachinesPresenter(flows, jobs, told)  # type: ignore[arg-type]
    book.save(fan("FAN"), True, lambda machine: None, refused.append)
    assert refused == ["There is a machine called FAN already. Choose another name."]


def steps(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> WelcomePresenter:
    files = FileWork(flows, jobs, told)  # type: ignore[arg-type]
    return WelcomePresenter(flows, jobs, files, told, told)  # type: ignore[arg-type]


def test_a_sample_that_was_learnt_before_is_not_learnt_twice(jobs: InlineJobs, told: Told) -> None:
    flows = FakeWorkflows()
    machine = flows.sample.machine()
    condition_id = machine.points[0].conditions[0].id
    flows.machines.baselines[condition_id] = baseline(condition_id)
    steps(flows, jobs, told).go_on()
    assert told.last("show_steps").step is Step.INSPECT
    assert told.of("learnt") == []


def test_the_takes_are_pictured_once_and_a_missing_picture_costs_nothing_else(told: Told) -> None:
    flows, jobs = FakeWorkflows(), InlineJobs(auto=False)
    flows.sample.unreadable = {"healthy-2.wav"}
    made = steps(flows, jobs, told)
    made.start()
    assert not jobs.queue
    made.show_pictures()
    made.show_pictures()
    jobs.settle()
    names = [f"healthy-{i}.wav" for i in range(1, 6)]
    assert flows.sample.pictured == [*names, "later-abnormal.wav"]
    assert [at for at, _ in told.of("show_healthy_picture")] == [0, 2, 3, 4]
    assert len(told.of("show_later_picture")) == 1
    assert told.problems() == {}


def test_a_sample_that_cannot_be_had_leaves_the_step_to_be_tried_again(jobs: InlineJobs, told: Told) -> None:
    flows = FakeWorkflows()

    def gone() -> None:
        raise problem("The sample is missing.")

    flows.sample.machine = gone  # type: ignore[method-assign, assignment]
    steps(flows, jobs, told).go_on()
    assert told.problems() == {"sample": "The sample is missing."}
    assert (told.last("show_steps").step, told.last("show_steps").busy) == (Step.LEARN, False)
