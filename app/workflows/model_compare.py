"""Two versions of a model on the stored history: what each says of the same takes, before one is switched to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, zip_longest

import numpy as np

from app.diagnosis import judging
from app.diagnosis.model import Model
from app.diagnosis.registry import Installed
from app.domain.baseline import Baseline
from app.domain.inspection import Inspection
from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.domain.review import Found
from app.domain.take import Clips
from app.domain.verdict import State, Verdict
from app.history.history import History
from app.language import later
from app.recordings.take_store import TakeStore
from app.workflows.baselines import bands_of
from app.workflows.progress import Cancel, OnProgress, Progress
from app.workflows.visits_learnt import visits_learnt

MOST_COMPARED = 500
"""Inspections judged by both versions, the newest: enough to see a change, a matter of seconds."""


@dataclass(frozen=True, slots=True)
class TwoVerdicts:
    """What two versions say of one take; `found` is how the machine really was, None while nobody said."""

    inspection_id: str
    machine_id: str
    machine: str
    when: datetime
    first: State
    first_score: float | None
    second: State
    second_score: float | None
    found: Found | None

    @property
    def differ(self) -> bool:
        """Whether the state would be another."""
        return self.first is not self.second


@dataclass(frozen=True, slots=True)
class Tally:
    """One version on the reviewed takes; "watch" and "abnormal" are right where the machine was faulty."""

    right: int
    wrong: int
    cannot_tell: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions on the stored history, newest first.

    `left_out` counts inspections that can't be judged again: without a baseline, refused by the quality gate, or
    with sound that is gone; `not_asked` the older ones beyond `MOST_COMPARED`.
    """

    first: Installed
    second: Installed
    verdicts: tuple[TwoVerdicts, ...]
    left_out: int
    not_asked: int = 0

    @property
    def differing(self) -> tuple[TwoVerdicts, ...]:
        """Where they disagree."""
        return tuple(one for one in self.verdicts if one.differ)

    @property
    def reviewed(self) -> int:
        """How many of the takes somebody has reviewed."""
        return sum(one.found is not None for one in self.verdicts)

    def tally(self, *, second: bool) -> Tally:
        """How one of them does on the reviewed takes: all of them, so that "cannot tell" hides nothing."""
        said = [(one.second if second else one.first, one.found) for one in self.verdicts if one.found is not None]
        told = [(state, found) for state, found in said if state is not State.CANNOT_TELL]
        right = sum((state is State.HEALTHY) == (found is Found.HEALTHY) for state, found in told)
        return Tally(right, len(told) - right, len(said) - len(told))


class CompareModels:
    """Judges stored takes by two models; what was judged before stays as it is."""

    def __init__(self, history: History, store: TakeStore) -> None:
        self._history = history
        self._store = store

    def __call__(
        self,
        versions: tuple[Installed, Installed],
        models: tuple[Model, Model],
        types: tuple[MachineType, ...],
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Comparison:
        """Each take against the baseline it was judged by then.

        Raises:
            Cancelled: asked to stop.
        """
        every = self._newest(types)
        ids = every[:MOST_COMPARED]
        heard: dict[tuple[str, str], Baseline | None] = {}
        verdicts = []
        for index, inspection_id in enumerate(ids):
            if cancel:
                cancel.check()
            inspection = self._history.inspection(inspection_id)
            if on_progress:
                on_progress(Progress(0.0, 0.0, inspection.take.file_name, index, len(ids)))
            both = self._two(inspection, models, heard)
            if both is not None:
                verdicts.append(both)
        verdicts.sort(key=lambda one: one.when, reverse=True)
        return Comparison(*versions, tuple(verdicts), len(ids) - len(verdicts), len(every) - len(ids))

    def _newest(self, types: tuple[MachineType, ...]) -> list[str]:
        """Ids, newest first within a type; the types in turn, so that none is crowded out."""
        of_types = [self._history.inspections_of_type(kind.value) for kind in types]
        return [one for one in chain.from_iterable(zip_longest(*of_types)) if one is not None]

    def _two(
        self,
        inspection: Inspection,
        models: tuple[Model, Model],
        heard: dict[tuple[str, str], Baseline | None],
    ) -> TwoVerdicts | None:
        """None where nothing was judged then, or the sound can't be heard again by another ear."""
        if inspection.healthy is None or not len(inspection.clips):
            return None
        if not inspection.quality.usable and not inspection.overruled:
            return None
        try:
            first, second = self._verdicts(inspection, models, heard)
        except Problem:
            return None
        review = self._history.review(inspection.id)
        return TwoVerdicts(
            inspection_id=inspection.id,
            machine_id=inspection.machine_id,
            machine=self._history.machine(inspection.machine_id).name,
            when=inspection.take.recorded_at or inspection.analysed_at,
            first=first.state,
            first_score=first.score,
            second=second.state,
            second_score=second.score,
            found=review.found if review else None,
        )

    def _verdicts(
        self,
        inspection: Inspection,
        models: tuple[Model, Model],
        heard: dict[tuple[str, str], Baseline | None],
    ) -> Iterator[Verdict]:
        assert inspection.healthy is not None
        for model in models:
            key = (inspection.healthy.baseline_id, model.identity.ear_sha256)
            if key not in heard:
                heard[key] = self._baseline(key[0], model)
            baseline, clips = heard[key], self._clips(inspection, model)
            if baseline is None or not len(clips):
                raise Problem(later("The sound can't be heard again."), later("Nothing to do: it is left out."))
            counted = inspection.verdict.level_counted
            visits = visits_learnt(self._history.takes_of_baseline(baseline.id))
            yield judging.judge(model, clips, baseline, level_counts=counted, visits=visits)

    def _clips(self, inspection: Inspection, model: Model) -> Clips:
        clips, ear = inspection.clips, model.identity.ear_sha256
        if clips.ear_sha256 == ear:
            return clips
        bands = bands_of(inspection.take, model, self._history, self._store)
        return Clips(bands, np.arange(len(bands), dtype=np.float64), np.ones(len(bands)), ear)

    def _baseline(self, baseline_id: str, model: Model) -> Baseline | None:
        """The baseline by that model's ear; None where a take of it is gone, and it is not asked for again."""
        baseline = self._history.baseline_by_id(baseline_id)
        if baseline.ear_sha256 == model.identity.ear_sha256:
            return baseline
        takes = self._history.takes_of_baseline(baseline_id)
        try:
            rows = [bands_of(take, model, self._history, self._store) for take in takes]
        except Problem:
            return None
        return replace(baseline, bands=np.concatenate(rows), ear_sha256=model.identity.ear_sha256)
