"""Keeps what a technician says of a verdict: done without a question, with a way back in the line at the foot."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.domain.inspection import Inspection
from app.domain.review import Found, Review
from app.language import tr, tr_many
from app.ui.jobs import Control, Kind, Runner
from app.ui.pages.problems import ProblemView
from app.ui.pages.review_panel_face import cause_name, read_cause, said

if TYPE_CHECKING:
    from app.workflows.review import Reviewed
    from app.workflows.workflows import Workflows

PROBLEM = "review"


class ReviewView(ProblemView, Protocol):
    """What the keeper of reviews tells the page."""

    def reviewed(self, reviewed: "Reviewed") -> None:
        """How the inspection stands now."""

    def baseline_moved(self) -> None:
        """Another baseline counts now."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back for a while."""


class ReviewKeeper:
    """One act a call; each tells how the inspection stands afterwards."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: ReviewView) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._view = view

    def found(self, inspection: Inspection, before: Review | None, found: Found) -> None:
        """How the machine was."""
        text = said(inspection.verdict.state, found)
        self._keep(inspection, before, text, lambda _: self._workflows.review.found(inspection.id, found))

    def cause(self, inspection: Inspection, before: Review | None, text: str) -> None:
        """What was the matter with it."""
        cause, code = read_cause(text)
        word = tr("The cause was taken out.")
        if cause:
            word = tr("Cause kept: {cause}.", cause=cause_name(cause, code))
        self._keep(
            inspection,
            before,
            word,
            lambda _: self._workflows.review.found(inspection.id, Found.FAULTY, cause=cause, cause_code=code),
        )

    def take_back(self, inspection: Inspection, before: Review | None) -> None:
        """Nothing was said."""
        text = tr("Taken back: nothing is said of this verdict.")
        self._keep(inspection, before, text, lambda _: self._workflows.review.bring_back(inspection.id, None))

    def join(self, inspection: Inspection) -> None:
        """The take counts as healthy from now on."""

        def joined(now: "Reviewed") -> None:
            self._told(now)
            self._view.baseline_moved()
            text = tr_many(
                "Added: the baseline has {n} clip now.",
                "Added: the baseline has {n} clips now.",
                now.baseline_clips,
            )
            self._view.offer_undo(text, lambda: self._take_out(inspection))

        # The baseline may have to be heard again by a newer model first.
        self._run(Kind.ANALYSIS, lambda _: self._workflows.review.add_to_baseline(inspection.id), joined)

    def _take_out(self, inspection: Inspection) -> None:
        def left(now: "Reviewed") -> None:
            self._told(now)
            self._view.baseline_moved()

        self._run(Kind.HISTORY, lambda _: self._workflows.review.take_out(inspection.id), left)

    def _keep(
        self, inspection: Inspection, before: Review | None, text: str, act: Callable[[Control], "Reviewed"]
    ) -> None:
        def kept(now: "Reviewed") -> None:
            self._told(now)
            self._view.offer_undo(text, bring_back)

        def bring_back() -> None:
            review = self._workflows.review
            self._run(Kind.HISTORY, lambda _: review.bring_back(inspection.id, before), self._told)

        self._run(Kind.HISTORY, act, kept)

    def _told(self, now: "Reviewed") -> None:
        self._view.clear_problem(PROBLEM)
        self._view.reviewed(now)

    def _run(self, kind: Kind, work: Callable[[Control], "Reviewed"], done: Callable[["Reviewed"], None]) -> None:
        self._jobs.run(kind, work, done, lambda problem: self._view.show_problem(PROBLEM, problem))
