"""The first start: three clicks from nothing to a verdict, on the sample fan."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.baseline import Baseline
from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.domain.take import SoundPicture
from app.ui.jobs import Control, Kind, Runner
from app.ui.pages.file_work import FileWork
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.learn_healthy import Learnt
    from app.workflows.workflows import Workflows

PROBLEM = "sample"


class Step(IntEnum):
    """Which of the three panels is the one to click."""

    LEARN = 1
    INSPECT = 2
    READ = 3


@dataclass(frozen=True, slots=True, eq=False)
class Progressed:
    """How far the user is: only `step` is filled, and none while `busy`."""

    step: Step
    take_count: int
    busy: bool = False
    inspection: Inspection | None = None


class Steps(Protocol):
    """What the presenter tells the page."""

    def show_steps(self, progressed: Progressed) -> None:
        """The three panels as they are now."""

    def show_healthy_picture(self, at: int, picture: SoundPicture) -> None:
        """One of the healthy takes, from 0."""

    def show_later_picture(self, picture: SoundPicture) -> None:
        """The take that is inspected in the second step."""


class WelcomeView(ProblemView, Protocol):
    """What the presenter tells the window."""

    def open_machine(self, machine_id: str) -> None:
        """Show the result: the third click."""


class WelcomePresenter:
    """Knows which step comes next; what it starts is the same work as on a machine of one's own."""

    def __init__(
        self, workflows: "Workflows", jobs: Runner, files: FileWork, page: Steps, view: WelcomeView
    ) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._files = files
        self._page = page
        self._view = view
        self._machine: Machine | None = None
        self._pictured = False
        self._now = Progressed(Step.LEARN, len(workflows.sample.healthy_takes))

    def start(self) -> None:
        """Show where the user is."""
        self._page.show_steps(self._now)

    def show_pictures(self) -> None:
        """The page is on the screen: the first time, make the pictures of the takes.

        A picture is a nicety here: without one its place stays as it is.
        """
        if self._pictured:
            return
        self._pictured = True
        sample = self._workflows.sample
        for at, path in enumerate(sample.healthy_takes):
            self._look(path, partial(self._page.show_healthy_picture, at))
        self._look(sample.later_take, self._page.show_later_picture)

    def go_on(self) -> None:
        """The click on the filled button."""
        if self._now.busy:
            return
        if self._now.step is Step.LEARN:
            self._learn()
        elif self._now.step is Step.INSPECT and self._machine:
            self._set(Step.INSPECT, busy=True)
            condition_id = self._machine.points[0].conditions[0].id
            self._files.inspect(self._machine, condition_id, [self._workflows.sample.later_take])
        elif self._machine:
            self._view.open_machine(self._machine.id)

    def is_sample(self, machine_id: str) -> bool:
        """Whether this is the machine of the three steps."""
        return self._machine is not None and machine_id == self._machine.id

    def learnt(self, learnt: "Learnt") -> None:
        """The first step is done, unless every take was refused."""
        self._set(Step.LEARN if learnt.baseline is None else Step.INSPECT)

    def inspected(self, inspection: Inspection) -> None:
        """The second step is done."""
        self._set(Step.READ, inspection=inspection)

    def work_ended(self) -> None:
        """Stopped or failed: the step can be tried again."""
        if self._now.busy:
            self._set(self._now.step, inspection=self._now.inspection)

    def _set(self, step: Step, busy: bool = False, inspection: Inspection | None = None) -> None:
        self._now = Progressed(step, self._now.take_count, busy, inspection)
        self._page.show_steps(self._now)

    def _learn(self) -> None:
        self._set(Step.LEARN, busy=True)
        self._view.clear_problem(PROBLEM)

        def sample(control: Control) -> tuple[Machine, Baseline | None]:
            machine = self._workflows.sample.machine()
            return machine, self._workflows.machines.baseline(machine.points[0].conditions[0].id)

        self._jobs.run(Kind.HISTORY, sample, self._sample_known, self._failed)

    def _sample_known(self, known: tuple[Machine, Baseline | None]) -> None:
        self._machine, baseline = known
        if baseline is not None:
            self._set(Step.INSPECT)
            return
        condition_id = self._machine.points[0].conditions[0].id
        self._files.learn(self._machine, condition_id, list(self._workflows.sample.healthy_takes))

    def _failed(self, problem: Problem) -> None:
        self._set(self._now.step)
        self._view.show_problem(PROBLEM, problem)

    def _look(self, path: Path, show: Callable[[SoundPicture], None]) -> None:
        sample = self._workflows.sample
        self._jobs.run(Kind.ANALYSIS, lambda control: sample.picture(path), show, lambda problem: None)
