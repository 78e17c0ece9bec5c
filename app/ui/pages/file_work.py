"""Works through files one after the other: inspects each or learns from all, and can be stopped."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.language import later, say, tr, tr_many
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView
from app.ui.pages.words import listed
from app.workflows.progress import Progress

if TYPE_CHECKING:
    from app.workflows.learn_healthy import Learnt
    from app.workflows.workflows import Workflows

PROBLEM = "files"
"""Under this key a bad file is told; the next work on files takes it away."""


@dataclass(frozen=True, slots=True)
class Learning:
    """Files to learn from, for one condition of a machine."""

    machine: Machine
    condition_id: str
    paths: tuple[Path, ...]
    start_over: bool = False


@dataclass(slots=True, eq=False)
class Inspecting:
    """Files to inspect, for one condition of a machine, and how it went so far."""

    machine: Machine
    condition_id: str
    paths: tuple[Path, ...]
    started: int = 0
    done: int = 0
    failed: list[tuple[Path, Problem]] = field(default_factory=list)


class FileWorkView(ProblemView, Protocol):
    """Who hears of the work."""

    def show_progress(self, text: str, share: float) -> None:
        """A line with what is done now, and 0 to 1 of the batch."""

    def hide_progress(self) -> None:
        """Nothing is under way any more."""

    def inspected(self, inspection: Inspection) -> None:
        """One file was inspected and is in the history."""

    def learnt(self, task: Learning, learnt: "Learnt") -> None:
        """A batch was learnt from, or every file of it refused."""

    def stopped(self, text: str) -> None:
        """The user stopped a batch; `text` says what is kept."""


class FileWork:
    """One batch at a time, in the order they came; a file that fails never keeps the others from being heard."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: FileWorkView) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._view = view
        self._waiting: deque[Learning | Inspecting] = deque()
        self._now: Learning | Inspecting | None = None
        self._handle: JobHandle | None = None
        self._stopping = False

    @property
    def busy(self) -> bool:
        """Whether files are being worked on."""
        return self._now is not None

    def inspect(self, machine: Machine, condition_id: str, paths: list[Path]) -> None:
        """Inspect each file; starts now or after what is under way."""
        self._enqueue(Inspecting(machine, condition_id, tuple(paths)))

    def learn(self, machine: Machine, condition_id: str, paths: list[Path], start_over: bool = False) -> None:
        """Learn from all the files together; starts now or after what is under way."""
        self._enqueue(Learning(machine, condition_id, tuple(paths), start_over))

    def cancel(self) -> None:
        """Stop, and forget what was waiting. What is done stays done."""
        self._waiting.clear()
        self._stopping = self.busy
        if self._handle is not None:
            self._handle.cancel()

    def _enqueue(self, task: Learning | Inspecting) -> None:
        self._waiting.append(task)
        if not self.busy:
            self._next_batch()

    def _next_batch(self) -> None:
        self._now = self._waiting.popleft() if self._waiting else None
        self._stopping = False
        if self._now is None:
            self._view.hide_progress()
            return
        self._view.clear_problem(PROBLEM)
        if isinstance(self._now, Learning):
            self._learn(self._now)
        else:
            self._inspect_next(self._now)

    def _inspect_next(self, task: Inspecting) -> None:
        path = task.paths[task.started]
        task.started += 1
        self._tell(task, task.started, path.name, (task.started - 1) / len(task.paths))

        def work(control: Control) -> Inspection:
            return self._workflows.inspect(
                task.machine.id, task.condition_id, path, on_progress=control.report, cancel=control.cancel
            )

        def done(inspection: Inspection) -> None:
            task.done += 1
            self._view.inspected(inspection)

        def progress(at: Progress) -> None:
            self._tell(task, task.started, path.name, (task.started - 1 + at.share) / len(task.paths))

        def end() -> None:
            if self._stopping or task.started == len(task.paths):
                self._end_inspecting(task)
            else:
                self._inspect_next(task)

        self._run(work, done, lambda problem: task.failed.append((path, problem)), progress, end)

    def _end_inspecting(self, task: Inspecting) -> None:
        stopped = self._stopping and task.done + len(task.failed) < len(task.paths)
        self._next_batch()
        if task.failed:
            self._view.show_problem(PROBLEM, _bad_files(task))
        if stopped:
            self._view.stopped(
                tr_many(
                    "Stopped. {done} of {n} file inspected; what is done is kept.",
                    "Stopped. {done} of {n} files inspected; what is done is kept.",
                    len(task.paths),
                    done=task.done,
                )
            )

    def _learn(self, task: Learning) -> None:
        self._tell(task, 1, task.paths[0].name, 0.0)

        def work(control: Control) -> "Learnt":
            return self._workflows.learn(
                task.machine.id,
                task.condition_id,
                task.paths,
                start_over=task.start_over,
                on_progress=control.report,
                cancel=control.cancel,
            )

        finished: list[bool] = []

        def done(learnt: "Learnt") -> None:
            finished.append(True)
            self._view.learnt(task, learnt)

        def failed(problem: Problem) -> None:
            finished.append(True)
            self._view.show_problem(PROBLEM, problem)

        def end() -> None:
            stopped = self._stopping and not finished
            self._next_batch()
            if stopped:
                self._view.stopped(tr("Stopped. Nothing was learnt; the baseline is as it was."))

        self._run(work, done, failed, lambda at: self._tell(task, at.index + 1, at.file_name, at.share), end)

    def _run(
        self,
        work: Callable[[Control], Any],
        done: Callable[[Any], None],
        failed: Callable[[Problem], None],
        progress: Callable[[Progress], None],
        end: Callable[[], None],
    ) -> None:
        self._handle = self._jobs.run(Kind.ANALYSIS, work, done, failed, on_progress=progress, on_end=end)

    def _tell(self, task: Learning | Inspecting, number: int, name: str, share: float) -> None:
        if isinstance(task, Learning):
            one = later("{machine}: learning from {file}")
            one_of_many = later("{machine}: learning from {file}, {at} of {n}")
        else:
            one = later("{machine}: inspecting {file}")
            one_of_many = later("{machine}: inspecting {file}, {at} of {n}")
        several = len(task.paths) > 1
        more: dict[str, object] = {"at": number, "n": len(task.paths)} if several else {}
        text = tr(one_of_many if several else one, machine=task.machine.name, file=name, **more)
        self._view.show_progress(text, min(share, 1.0))


def _bad_files(task: Inspecting) -> Problem:
    """One problem for all the bad files of a batch, each by name; the first says what to do."""
    first_path, first = task.failed[0]
    if len(task.failed) == 1:
        named = first.what
        if first_path.name not in first.what:
            named = say("{file}: {what_words}", file=first_path.name, what_words=first.what)
        return Problem(named, first.to_do, first.detail)
    names = listed([path.name for path, _ in task.failed], at_most=5)
    failed, of = len(task.failed), len(task.paths)
    whole = say("{failed} of {n} files could not be inspected: {names}.", failed=failed, n=of, names=names)
    why = say("The first one: {problem_words}", problem_words=f"{first.what} {first.to_do}")
    return Problem(whole, why, first.detail)
