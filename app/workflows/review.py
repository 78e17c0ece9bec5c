"""What a technician found out after a verdict, and what follows for the baseline: nothing, unless he says so.

A review is kept beside the verdict and never changes it. A take joins the baseline by an act of its own, and only
one that was judged healthy and then confirmed healthy: a baseline that adapts by itself learns the fault.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.diagnosis.registry import ModelRegistry
from app.domain.baseline import Baseline
from app.domain.inspection import Inspection
from app.domain.problem import Problem
from app.domain.review import BaselineEvent, Found, Review
from app.domain.verdict import State
from app.history.history import History
from app.language import later, say
from app.recordings.take_store import TakeStore
from app.workflows.baseline_story import BaselineStory, era, read_story
from app.workflows.baselines import bands_of, baseline_for, model_for


class Joining(StrEnum):
    """Whether the take of an inspection may join the baseline, or why not; the value says it in a sentence."""

    MAY = later("This take may join the baseline.")
    PART = later("This take is part of the baseline.")
    NO_BASELINE = later("There is no baseline that this take could join.")
    NOT_CONFIRMED = later("Only a take that was confirmed healthy may join the baseline.")
    NOT_HEALTHY = later("Only a take that was judged healthy may join the baseline.")
    GATE = later("This take failed the quality gate, so it can't join the baseline.")
    BEFORE = later("This take was made before the baseline was begun anew.")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How an inspection stands: the review that counts, None while it is open, and what its take may do.

    `baseline_clips` are the healthy clips that count at its condition now.
    """

    inspection_id: str
    review: Review | None
    joining: Joining
    baseline_clips: int

    @property
    def found(self) -> Found | None:
        """How the machine really was, None while nobody said."""
        return self.review.found if self.review else None


class ReviewTake:
    """Keeps reviews, and the technician's word on baselines."""

    def __init__(self, history: History, store: TakeStore, models: ModelRegistry) -> None:
        self._history = history
        self._store = store
        self._models = models

    def reviewed(self, inspection: Inspection) -> Reviewed:
        """How an inspection stands now."""
        review = self._history.review(inspection.id)
        baseline = self._history.baseline(inspection.condition_id)
        joining = self._joining(inspection, review, baseline)
        return Reviewed(inspection.id, review, joining, baseline.clip_count if baseline else 0)

    def confirm(self, inspection_id: str, by: str = "") -> Reviewed:
        """The machine was as the verdict says; ValueError where the verdict says nothing."""
        return self.found(inspection_id, as_judged(self._history.inspection(inspection_id).verdict.state), by=by)

    def reject(self, inspection_id: str, by: str = "") -> Reviewed:
        """The machine was not as the verdict says; ValueError where the verdict says nothing."""
        judged = as_judged(self._history.inspection(inspection_id).verdict.state)
        return self.found(inspection_id, Found.HEALTHY if judged is Found.FAULTY else Found.FAULTY, by=by)

    def found(
        self, inspection_id: str, found: Found, *, cause: str = "", cause_code: str = "", by: str = ""
    ) -> Reviewed:
        """Keep how the machine was; the same said again is kept once."""
        now = self._history.review(inspection_id)
        known = (now.found, now.cause, now.cause_code) if now else (Found.OPEN, "", "")
        if known != (found, cause, cause_code):
            self._history.add_review(Review(inspection_id, found, cause, cause_code, by or self._history.who()))
        return self.reviewed(self._history.inspection(inspection_id))

    def bring_back(self, inspection_id: str, before: Review | None, by: str = "") -> Reviewed:
        """Undo: what was found before, or nothing."""
        if before is None:
            return self.found(inspection_id, Found.OPEN, by=by)
        return self.found(inspection_id, before.found, cause=before.cause, cause_code=before.cause_code, by=by)

    def add_to_baseline(self, inspection_id: str, by: str = "") -> Reviewed:
        """The technician says that this take shall count as healthy from now on.

        Raises:
            Problem: it may not join; no model; its file is missing; or the history can't be written.
        """
        inspection = self._history.inspection(inspection_id)
        standing = self.reviewed(inspection)
        if standing.joining is not Joining.MAY:
            raise _refused(standing.joining)
        model = model_for(self._history.machine(inspection.machine_id), self._models)
        before = baseline_for(model, inspection.condition_id, self._history, self._store)
        if before is None:
            raise _refused(Joining.NO_BASELINE)
        bands = bands_of(inspection.take, model, self._history, self._store)
        grown = Baseline(
            condition_id=inspection.condition_id,
            bands=np.concatenate([before.bands, bands]),
            take_ids=(*before.take_ids, inspection.take.id),
            ear_sha256=before.ear_sha256,
            version=before.version + 1,
        )
        what = say("confirmed healthy: {name}", name=inspection.take.file_name)
        self._history.add_baseline(
            grown, BaselineEvent.GROWN, what, by or self._history.who(), instead_of=before.id
        )
        return self.reviewed(inspection)

    def take_out(self, inspection_id: str, by: str = "") -> Reviewed:
        """Undo of `add_to_baseline`, as long as nothing else was done to the baseline since; Problem if it was."""
        inspection = self._history.inspection(inspection_id)
        standing = self._history.baseline_steps(inspection.condition_id).standing
        baseline = self._history.baseline(inspection.condition_id)
        last = standing[-1].change.event if standing else None
        if last is not BaselineEvent.GROWN or baseline is None or baseline.take_ids[-1] != inspection.take.id:
            raise Problem(
                later("The baseline was changed since."), later("Look at its log to take back more than one step.")
            )
        self._history.undo_baseline(inspection.condition_id, by or self._history.who())
        return self.reviewed(inspection)

    def story(self, condition_id: str) -> BaselineStory:
        """Which baseline counts at a condition, since when, and what happened to it."""
        return read_story(self._history, condition_id)

    def repair(self, condition_id: str, what: str, by: str = "") -> BaselineStory:
        """The machine was repaired: a new baseline is to be learnt, and the old one stays readable.

        Raises:
            Problem: no baseline counts there, or the history can't be written.
        """
        self._history.repair(condition_id, what.strip(), by or self._history.who())
        return self.story(condition_id)

    def undo_baseline(self, condition_id: str, by: str = "") -> BaselineStory:
        """Take back the newest step that still stands; Problem when there is none."""
        self._history.undo_baseline(condition_id, by or self._history.who())
        return self.story(condition_id)

    def redo_baseline(self, condition_id: str, by: str = "") -> BaselineStory:
        """Take back the newest undo; Problem when there is none."""
        self._history.redo_baseline(condition_id, by or self._history.who())
        return self.story(condition_id)

    def _joining(self, inspection: Inspection, review: Review | None, baseline: Baseline | None) -> Joining:
        if baseline is None:
            return Joining.NO_BASELINE
        if inspection.take.id in baseline.take_ids:
            return Joining.PART
        against = _against(inspection, review)
        if against is None and _judged_by(inspection) not in era(self._history, inspection.condition_id):
            return Joining.BEFORE
        return against or Joining.MAY


def _against(inspection: Inspection, review: Review | None) -> Joining | None:
    """What of the take itself and the word on it keeps it out of every baseline."""
    if review is None or review.found is not Found.HEALTHY:
        return Joining.NOT_CONFIRMED
    if not inspection.quality.usable:
        return Joining.GATE
    return None if inspection.verdict.state is State.HEALTHY else Joining.NOT_HEALTHY


def _judged_by(inspection: Inspection) -> str | None:
    return inspection.healthy.baseline_id if inspection.healthy else None


def as_judged(state: State) -> Found:
    """What a verdict says of the machine; ValueError where it says nothing."""
    if state is State.HEALTHY:
        return Found.HEALTHY
    if state in (State.WATCH, State.ABNORMAL):
        return Found.FAULTY
    raise ValueError(f"“{state.value}” can be neither confirmed nor rejected")


def _refused(joining: Joining) -> Problem:
    return Problem(joining.value, later("Record the machine anew and learn from that take where it is healthy."))
