"""What both views of the route page share: the plan as it was read last, and one way to change it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from app.domain.problem import Problem
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView
from app.workflows.walk_stops import Plan

if TYPE_CHECKING:
    from app.workflows.walk_route import WalkRoute

READING, KEEPING = "route plan", "route"

T = TypeVar("T")


class Board:
    """Reads and writes on the history's worker; whoever wants to know is told of every reading."""

    def __init__(self, walk: "WalkRoute", jobs: Runner, problems: ProblemView) -> None:
        self.walk = walk
        self.plan: Plan | None = None
        self._jobs = jobs
        self._problems = problems
        self._listeners: list[Callable[[], None]] = []
        self._reading: JobHandle | None = None

    def listen(self, told: Callable[[], None]) -> None:
        """Be told after each reading."""
        self._listeners.append(told)

    def refresh(self) -> None:
        """Read anew; what was being read before is stale."""
        self._drop_reading()
        self._reading = self._jobs.run(
            Kind.HISTORY, lambda control: self.walk.plan(), self._arrived, self._could_not_read
        )

    def ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask something of the history that changes nothing."""
        self._problems.clear_problem(KEEPING)
        self._jobs.run(Kind.HISTORY, lambda control: work(), done, self._could_not_keep)

    def write(self, work: Callable[[], T], done: Callable[[T], None] | None = None) -> None:
        """Change something and read anew in one go; `done` hears of it before the views do."""
        self._problems.clear_problem(KEEPING)
        self._drop_reading()

        def both(control: Control) -> tuple[T, Plan]:
            return work(), self.walk.plan()

        def told(result: tuple[T, Plan]) -> None:
            if done is not None:
                done(result[0])
            self._arrived(result[1])

        self._jobs.run(Kind.HISTORY, both, told, self._could_not_keep)

    def leave(self) -> None:
        """Nobody looks any more; what is being written is finished."""
        self._drop_reading()

    def _drop_reading(self) -> None:
        if self._reading is not None:
            self._reading.drop()
            self._reading = None

    def _arrived(self, plan: Plan) -> None:
        self._problems.clear_problem(READING)
        self.plan = plan
        for told in self._listeners:
            told()

    def _could_not_read(self, problem: Problem) -> None:
        self._problems.show_problem(READING, problem)

    def _could_not_keep(self, problem: Problem) -> None:
        self._problems.show_problem(KEEPING, problem)
