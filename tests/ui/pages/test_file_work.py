"""Files are worked on one after the other; neither a bad one nor a stop loses the others."""

from pathlib import Path

import pytest

from app.domain.problem import Problem
from app.ui.pages.file_work import FileWork
from tests.ui.fakes import FakeWorkflows, InlineJobs, baseline, fan
from tests.ui.pages.conftest import Told

MACHINE = fan()
CONDITION = MACHINE.points[0].conditions[0].id


def paths(*names: str) -> list[Path]:
    return [Path(name) for name in names]


@pytest.fixture
def flows() -> FakeWorkflows:
    return FakeWorkflows(MACHINE)


@pytest.fixture
def work(flows: FakeWorkflows, jobs: InlineJobs, told: Told) -> FileWork:
    return FileWork(flows, jobs, told)  # type: ignore[arg-type]


def test_each_finished_file_is_told_as_it_comes(work: FileWork, told: Told) -> None:
    work.inspect(MACHINE, CONDITION, paths("a.wav", "watch.wav", "abnormal.wav"))
    assert [call[0].take.file_name for call in told.of("inspected")] == ["a.wav", "watch.wav", "abnormal.wav"]
    assert told.calls[-1][0] == "hide_progress"
    assert not work.busy


def test_progress_names_the_file_its_number_and_the_share_of_the_whole(work: FileWork, told: Told) -> None:
    work.inspect(MACHINE, CONDITION, paths("a.wav", "b.wav"))
    told_progress = told.of("show_progress")
    assert told_progress[0] == ("Supply fan 3: inspecting a.wav, 1 of 2", 0.0)
    assert told_progress[1] == ("Supply fan 3: inspecting a.wav, 1 of 2", 0.25)
    assert told_progress[-1] == ("Supply fan 3: inspecting b.wav, 2 of 2", 0.75)


def test_a_bad_file_among_many_is_named_and_the_others_go_on(work: FileWork, told: Told) -> None:
    work.inspect(MACHINE, CONDITION, paths("a.wav", "bad.wav", "c.wav"))
    assert len(told.of("inspected")) == 2
    assert told.problems() == {"files": "bad.wav is not a sound file."}


def test_many_bad_files_are_one_problem(work: FileWork, told: Told) -> None:
    work.inspect(MACHINE, CONDITION, paths(*[f"bad{i}.wav" for i in range(8)], "a.wav"))
    said = told.problems()["files"]
    assert said.startswith("8 of 9 files could not be inspected: bad0.wav, bad1.wav")
    assert "3 more" in said


def test_our_own_fault_with_one_file_does_not_stop_the_others(
    work: FileWork, told: Told, jobs: InlineJobs
) -> None:
    work.inspect(MACHINE, CONDITION, paths("bug.wav", "b.wav"))
    assert len(told.of("inspected")) == 1
    assert "ZeroDivisionError" in jobs.crashes[0]
    assert not work.busy


def test_the_next_work_takes_the_old_problem_away(work: FileWork, told: Told) -> None:
    work.inspect(MACHINE, CONDITION, paths("bad.wav"))
    work.inspect(MACHINE, CONDITION, paths("a.wav"))
    assert told.problems() == {}


def test_stopping_keeps_what_is_done(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    work = FileWork(flows, jobs, told)  # type: ignore[arg-type]
    work.inspect(MACHINE, CONDITION, paths("a.wav", "b.wav", "c.wav"))
    jobs.settle(at_most=1)
    work.cancel()
    jobs.settle()
    assert [i.take.file_name for i in flows.machines.inspections] == ["a.wav"]
    assert told.of("stopped") == [("Stopped. 1 of 3 files inspected; what is done is kept.",)]
    assert not work.busy


def test_what_comes_while_busy_waits_its_turn(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    work = FileWork(flows, jobs, told)  # type: ignore[arg-type]
    work.learn(MACHINE, CONDITION, paths("h1.wav", "h2.wav"))
    work.inspect(MACHINE, CONDITION, paths("a.wav"))
    assert len(jobs.queue) == 1
    jobs.settle()
    names = [name for name, _ in told.calls if name in {"learnt", "inspected"}]
    assert names == ["learnt", "inspected"]


def test_learning_can_be_stopped_and_changes_nothing(flows: FakeWorkflows, told: Told) -> None:
    jobs = InlineJobs(auto=False)
    work = FileWork(flows, jobs, told)  # type: ignore[arg-type]
    work.learn(MACHINE, CONDITION, paths("h1.wav"))
    work.cancel()
    jobs.settle()
    assert flows.machines.baselines == {}
    assert told.of("stopped") == [("Stopped. Nothing was learnt; the baseline is as it was.",)]


def test_starting_over_reaches_the_workflow(work: FileWork, flows: FakeWorkflows) -> None:
    flows.machines.baselines[CONDITION] = baseline(CONDITION, 9)
    work.learn(MACHINE, CONDITION, paths("h1.wav"), start_over=True)
    assert flows.machines.baselines[CONDITION].clip_count == 1
    assert flows.machines.baselines[CONDITION].version == 2


def test_a_problem_with_learning_is_told(work: FileWork, flows: FakeWorkflows, told: Told) -> None:
    def full(*args: object, **more: object) -> None:
        raise Problem("The disk is full.", "Make room.")

    flows.learn = full  # type: ignore[method-assign, assignment]
    work.learn(MACHINE, CONDITION, paths("h1.wav"))
    assert told.problems() == {"files": "The disk is full."}
    assert told.of("stopped") == []
