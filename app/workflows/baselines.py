"""The baseline of a condition as the installed model hears it, even when it was learnt with an older ear."""

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.model import Model
from app.domain.baseline import Baseline
from app.domain.take import Take
from app.history.history import History
from app.recordings.sound_file import open_sound
from app.recordings.take_store import TakeStore
from app.workflows.hear import measure


def baseline_for(model: Model, condition_id: str, history: History, store: TakeStore) -> Baseline | None:
    """The newest baseline in this model's band levels; None where nothing was learnt yet.

    A baseline from another ear is heard again from the kept takes and saved as its next version: the same
    recordings, vouched for by the same technician.
    """
    baseline = history.baseline(condition_id)
    if baseline is None or baseline.ear_sha256 == model.identity.ear_sha256:
        return baseline
    takes = history.takes_of_baseline(baseline.id)
    again = Baseline(
        condition_id=condition_id,
        bands=np.concatenate([_bands(take, model, history, store) for take in takes]),
        take_ids=tuple(take.id for take in takes),
        ear_sha256=model.identity.ear_sha256,
        version=baseline.version + 1,
    )
    history.add_baseline(again)
    return again


def _bands(take: Take, model: Model, history: History, store: TakeStore) -> NDArray[np.float32]:
    known = history.clips(take.id, model.identity.ear_sha256)
    if known is not None:
        return known.bands
    with open_sound(store.path(take)) as sound:
        clips, quality = measure(sound, model)
    history.add_take(take, clips, quality)
    return clips.bands
