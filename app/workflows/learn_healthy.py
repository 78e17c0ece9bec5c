"""Learn how a machine sounds when it is healthy, from recordings a technician vouches for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.diagnosis.model import Model
from app.diagnosis.registry import ModelRegistry
from app.domain.baseline import Baseline
from app.domain.problem import Problem
from app.domain.review import BaselineEvent
from app.domain.take import Take
from app.history.history import History
from app.language import later, say
from app.recordings.file_problems import shown
from app.recordings.take_store import TakeStore
from app.workflows.baselines import baseline_for, model_for
from app.workflows.hear import Heard, hear, teller
from app.workflows.progress import Cancel, OnProgress

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not learnt from, why, and what to do."""

    path: Path
    reason: str
    to_do: str


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """The baseline as it is now (None when there still is none), what went in and what did not."""

    baseline: Baseline | None
    taken: tuple[Take, ...]
    refused: tuple[Refused, ...]


class LearnHealthy:
    """Adds recordings to a condition's baseline. The older version of the baseline stays in the history."""

    def __init__(self, history: History, store: TakeStore, models: ModelRegistry) -> None:
        self._history = history
        self._store = store
        self._models = models

    def __call__(
        self,
        machine_id: str,
        condition_id: str,
        paths: Sequence[Path],
        *,
        start_over: bool = False,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Learnt:
        """Hears all files, then learns from those that pass the gate, in one step: cancelled, nothing changes.

        Raises:
            Problem: no model for this type of machine, or the history can't be written.
            Cancelled: asked to stop.
        """
        model = self._model(machine_id, condition_id)
        heard, refused = self._hear_all(paths, model, on_progress, cancel)
        return self._learn(model, condition_id, heard, refused, start_over)

    def heard(self, machine_id: str, condition_id: str, heard: Heard, *, start_over: bool = False) -> Learnt:
        """Learns from what was heard by the machine's model already; raises Problem as above."""
        model = self._model(machine_id, condition_id)
        if heard.quality.usable:
            return self._learn(model, condition_id, [heard], [], start_over)
        return self._learn(model, condition_id, [], [_refused(heard)], start_over)

    def _model(self, machine_id: str, condition_id: str) -> Model:
        machine = self._history.machine(machine_id)
        machine.find(condition_id)
        return model_for(machine, self._models)

    def _learn(
        self, model: Model, condition_id: str, heard: list[Heard], refused: list[Refused], start_over: bool
    ) -> Learnt:
        before = baseline_for(model, condition_id, self._history, self._store)
        kept = None if start_over else before
        new = self._keep_new(heard, refused, set(kept.take_ids) if kept else set())
        if not new:
            return Learnt(before, (), tuple(refused))
        baseline = Baseline(
            condition_id=condition_id,
            bands=np.concatenate([*([kept.bands] if kept else []), *(one.clips.bands for _, one in new)]),
            take_ids=(*(kept.take_ids if kept else ()), *(take.id for take, _ in new)),
            ear_sha256=model.identity.ear_sha256,
            version=before.version + 1 if before else 1,
        )
        names = _names([take for take, _ in new])
        baseline = self._history.add_baseline(
            baseline,
            BaselineEvent.GROWN if kept else BaselineEvent.LEARNT,
            say("started over with {names_words}", names_words=names) if before and start_over else names,
            by=self._history.who(),
            instead_of=before.id if before else None,
        )
        return Learnt(baseline, tuple(take for take, _ in new), tuple(refused))

    def _hear_all(
        self, paths: Sequence[Path], model: Model, on_progress: OnProgress | None, cancel: Cancel | None
    ) -> tuple[list[Heard], list[Refused]]:
        heard: list[Heard] = []
        refused: list[Refused] = []
        for index, path in enumerate(paths):
            tell = teller(path.name, index, len(paths), on_progress, cancel)
            tell(0.0, 0.0)
            try:
                one = hear(path, model, tell)
            except Problem as problem:
                refused.append(Refused(path, problem.what, problem.to_do))
                continue
            if one.quality.usable:
                heard.append(one)
            else:
                refused.append(_refused(one))
        return heard, refused

    def _keep_new(self, heard: list[Heard], refused: list[Refused], known: set[str]) -> list[tuple[Take, Heard]]:
        new: list[tuple[Take, Heard]] = []
        for one in heard:
            take = self._history.add_take(one.keep(self._store), one.clips, one.quality)
            if take.id in known:
                refused.append(
                    Refused(
                        one.path,
                        say("“{name}” is part of the baseline already.", name=shown(one.path)),
                        later("Choose another recording; a copy teaches nothing."),
                    )
                )
                continue
            known.add(take.id)
            self._store.keep_picture(take, one.picture)
            new.append((take, one))
        return new


def _names(takes: list[Take]) -> str:
    """ "a.wav, b.wav and 4 more": the log of the baseline is read in lines."""
    names = [take.file_name for take in takes]
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    return say("{names} and {more} more", names=", ".join(names[:_MOST_NAMES]), more=len(names) - _MOST_NAMES)


def _refused(heard: Heard) -> Refused:
    failed = heard.quality.failures[0]
    return Refused(heard.path, failed.what, failed.to_do)
