"""Reads what happened to a baseline, and keeps a repair or an undo: done at once, with a way back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.language import tr
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.baseline_story import BaselineStory
    from app.workflows.workflows import Workflows

PROBLEM = "baseline"


class BaselineView(ProblemView, Protocol):
    """What the keeper of baselines tells the page."""

    def show_story(self, story: "BaselineStory") -> None:
        """What happened to the baseline."""

    def baseline_moved(self) -> None:
        """Another baseline counts now, or none."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back for a while."""


class BaselineKeeper:
    """One condition at a time; what comes too late for it is dropped."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: BaselineView) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._view = view
        self._reading: JobHandle | None = None

    def read(self, condition_id: str) -> None:
        """Show the story of a condition."""
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._run(lambda: self._workflows.review.story(condition_id), self._read)

    def repair(self, condition_id: str, what: str) -> None:
        """The machine was repaired: learn anew."""
        review = self._workflows.review
        self._change(
            lambda: review.repair(condition_id, what),
            tr("Repair kept: the machine needs a new baseline."),
            lambda: self._change(lambda: review.undo_baseline(condition_id)),
        )

    def undo(self, condition_id: str) -> None:
        """Take the newest step back."""
        review = self._workflows.review
        self._change(
            lambda: review.undo_baseline(condition_id),
            tr("Taken back one step of the baseline."),
            lambda: self._change(lambda: review.redo_baseline(condition_id)),
        )

    def redo(self, condition_id: str) -> None:
        """Bring the newest step back that was undone."""
        review = self._workflows.review
        self._change(
            lambda: review.redo_baseline(condition_id),
            tr("Brought back one step of the baseline."),
            lambda: self._change(lambda: review.undo_baseline(condition_id)),
        )

    def _change(
        self, act: Callable[[], "BaselineStory"], text: str = "", undo: Callable[[], None] | None = None
    ) -> None:
        def changed(story: "BaselineStory") -> None:
            self._read(story)
            self._view.baseline_moved()
            if undo is not None:
                self._view.offer_undo(text, undo)

        self._run(act, changed)

    def _read(self, story: "BaselineStory") -> None:
        self._view.clear_problem(PROBLEM)
        self._view.show_story(story)

    def _run(self, work: Callable[[], "BaselineStory"], done: Callable[["BaselineStory"], None]) -> JobHandle:
        return self._jobs.run(
            Kind.HISTORY, lambda _: work(), done, lambda problem: self._view.show_problem(PROBLEM, problem)
        )
