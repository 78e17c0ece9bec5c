"""Makes or grows a place's baseline from the healthy files an import has kept."""

from collections.abc import Sequence

import numpy as np

from app.diagnosis.model import Model
from app.domain.baseline import Baseline
from app.domain.review import BaselineEvent
from app.domain.words import kept_number
from app.history.history import History
from app.history.problems import Overtaken
from app.language import later, say
from app.recordings.file_problems import shown
from app.recordings.take_store import TakeStore
from app.workflows.archive.journal import Journal, Learning, Outcome, Progressed
from app.workflows.baselines import bands_of, baseline_for


def learn(
    condition_id: str,
    model: Model,
    learnt: Sequence[Outcome],
    *,
    history: History,
    store: TakeStore,
    journal: Journal,
    done: Progressed,
) -> None:
    """The takes of `learnt` are part of the condition's baseline afterwards, each once; the journal knows.

    Raises:
        Problem: the history can't be written.
    """
    numbers = tuple(outcome.number for outcome in learnt)
    takes = [take for outcome in learnt if (take := history.take_with(outcome.sha256)) is not None]
    while True:
        before = baseline_for(model, condition_id, history, store)
        known = set(before.take_ids) if before else set()
        new = [take for take in takes if take.id not in known]
        if not new:
            break
        heard = [bands_of(take, model, history, store) for take in new]
        baseline = Baseline(
            condition_id=condition_id,
            bands=np.concatenate([*([before.bands] if before else []), *heard]),
            take_ids=(*(before.take_ids if before else ()), *(take.id for take in new)),
            ear_sha256=model.identity.ear_sha256,
            version=before.version + 1 if before else 1,
        )
        learning = Learning(baseline.id, numbers)
        journal.note([learning])
        event = BaselineEvent.GROWN if before else BaselineEvent.LEARNT
        told = later("{count} recordings of the archive “{name}”")
        if len(new) == 1:
            told = later("1 recording of the archive “{name}”")
        what = say(told, count=kept_number(len(new)), name=shown(done.plan.folder))
        try:
            history.add_baseline(baseline, event, what, instead_of=before.id if before else None)
        except Overtaken:
            continue  # learnt, repaired or heard again by another job meanwhile: what it left counts
        journal.came_true()
        done.accept([learning])
        break
