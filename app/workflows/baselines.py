"""The baseline of a condition as the installed model hears it, even when it was learnt with an older ear."""

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.model import Model
from app.diagnosis.registry import ModelRegistry
from app.domain.baseline import Baseline
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.domain.review import BaselineEvent
from app.domain.take import Take
from app.history.history import History
from app.history.problems import Overtaken
from app.language import later, say
from app.recordings.sound_file import open_sound
from app.recordings.take_store import TakeStore
from app.workflows.hear import measure


def model_for(machine: Machine, models: ModelRegistry) -> Model:
    """The model that judges such machines; Problem when there is none."""
    model = models.model_for(machine.type)
    if model is None:
        raise Problem(
            say("No model for the machine type “{type_words}” is installed.", type_words=machine.type),
            later("Choose another type for the machine, or install such a model."),
        )
    return model


def baseline_for(model: Model, condition_id: str, history: History, store: TakeStore) -> Baseline | None:
    """The baseline that counts, in this model's band levels; None where there is none, or none since a repair.

    A baseline from another ear is heard again from the kept takes and saved as its next version: the same
    recordings, vouched for by the same technician.
    """
    baseline = history.baseline(condition_id)
    if baseline is None or baseline.ear_sha256 == model.identity.ear_sha256:
        return baseline
    takes = history.takes_of_baseline(baseline.id)
    again = Baseline(
        condition_id=condition_id,
        bands=np.concatenate([bands_of(take, model, history, store) for take in takes]),
        take_ids=tuple(take.id for take in takes),
        ear_sha256=model.identity.ear_sha256,
        version=baseline.version + 1,
    )
    by_model = f"{model.identity.name} {model.identity.version}"
    try:
        return history.add_baseline(again, BaselineEvent.HEARD_AGAIN, by_model, instead_of=baseline.id)
    except Overtaken:
        # Learnt, repaired or heard again by another job meanwhile: what it left counts, not what was read before.
        return baseline_for(model, condition_id, history, store)


def bands_of(take: Take, model: Model, history: History, store: TakeStore) -> NDArray[np.float32]:
    """A kept take's band levels by this model's ear, float32 `[k, 128]`: those that are known, or heard again.

    Raises:
        Problem: the kept file is missing or can't be read any more.
    """
    known = history.clips(take.id, model.identity.ear_sha256)
    if known is not None:
        return known.bands
    with open_sound(store.path(take)) as sound:
        clips, quality = measure(sound, model)
    history.add_take(take, clips, quality)
    return clips.bands
