"""Asks whether the chosen machine has slowly changed, whenever the answer may be another one."""

from typing import TYPE_CHECKING, Protocol

from app.domain.drift import Drift
from app.domain.problem import Problem
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.machine_presenter import Standing
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows

DRIFTING = "drift"
"""Under this key it is told why nobody knows."""


class DriftView(ProblemView, Protocol):
    """What the keeper tells the page."""

    def show_drift(self, drift: Drift | None) -> None:
        """How the shown condition has changed; None while it has not, or while nobody knows yet."""


class DriftKeeper:
    """Looks back on the analysis' worker: the page never waits for it, and it is asked once a change."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: DriftView) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._view = view
        self._condition_id = ""
        self._rests_on: object = None
        self._asking: JobHandle | None = None

    def follow(self, standing: Standing) -> None:
        """The page shows this now. Another visit or note of the same history asks nothing."""
        rests_on = _what_it_rests_on(standing)
        if rests_on == self._rests_on:
            return
        self._rests_on = rests_on
        if self._asking is not None:
            self._asking.drop()
        if standing.condition_id != self._condition_id:
            # What was found of another condition goes at once; of this one it stays until it is known better.
            self._condition_id = standing.condition_id
            self._view.show_drift(None)
        machine_id = standing.machine.id
        self._asking = self._jobs.run(
            Kind.ANALYSIS, lambda control: self._workflows.drift.of(machine_id), self._known, self._unknown
        )

    def _known(self, found: tuple[Drift, ...]) -> None:
        self._view.clear_problem(DRIFTING)
        self._view.show_drift(next((one for one in found if one.condition_id == self._condition_id), None))

    def _unknown(self, problem: Problem) -> None:
        self._view.show_drift(None)
        self._view.show_problem(DRIFTING, problem)


def _what_it_rests_on(standing: Standing) -> object:
    """The condition, its visits with what was found out of them, and the baseline that counts."""
    visits = tuple((visit.inspection_id, visit.found) for visit in standing.visits)
    return standing.condition_id, visits, standing.baseline.id if standing.baseline else None
