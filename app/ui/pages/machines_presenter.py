"""All machines in the list: read after every change, never twice at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.domain.fleet import MachineSummary
from app.domain.machine import Machine, MachineType
from app.domain.problem import Problem
from app.language import retold
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows

READING = "machines"


class MachinesView(ProblemView, Protocol):
    """What the presenter tells the window."""

    def show_machines(self, machines: list[MachineSummary]) -> None:
        """Every machine, a line each."""


class MachinesPresenter:
    """Reads the list and keeps what the form says; a thousand machines are read in one go off the GUI thread."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: MachinesView) -> None:
        self._book = workflows.machines
        self._jobs = jobs
        self._view = view
        self._reading: JobHandle | None = None
        self._again = False

    def refresh(self) -> None:
        """Read the list; while a reading is under way one more is enough, however many ask."""
        if self._reading is not None and not self._reading.ended:
            self._again = True
            return
        self._reading = self._jobs.run(
            Kind.HISTORY, lambda control: self._book.summaries(), self._arrived, self._failed, on_end=self._ended
        )

    def save(
        self, machine: Machine, new: bool, saved: Callable[[Machine], None], refused: Callable[[str], None]
    ) -> None:
        """Add or change a machine; what the history refuses is told to the form."""
        keep = self._book.add if new else self._book.change

        def done(kept: Machine) -> None:
            self.refresh()
            saved(kept)

        self._jobs.run(
            Kind.HISTORY,
            lambda control: keep(machine),
            done,
            lambda problem: refused(f"{retold(problem.what)} {retold(problem.to_do)}"),
        )

    def ask_judged(self, tell: Callable[[frozenset[MachineType]], None]) -> None:
        """Which types a model is installed for: asked each time, since one may be installed meanwhile."""
        self._jobs.run(Kind.HISTORY, lambda control: self._book.judged_types(), tell, self._failed)

    def _arrived(self, machines: list[MachineSummary]) -> None:
        self._view.clear_problem(READING)
        self._view.show_machines(machines)

    def _failed(self, problem: Problem) -> None:
        self._view.show_problem(READING, problem)

    def _ended(self) -> None:
        if self._again:
            self._again = False
            self.refresh()
