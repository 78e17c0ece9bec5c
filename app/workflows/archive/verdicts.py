"""Judges what an import heard, with the verdict that `inspect` would give, at a fraction of the cost.

A picture and a fine spectrum cost more than all the rest together, and a healthy take needs neither: where a
verdict turns out not to be healthy, the take is heard once more, with both.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from app import __version__
from app.acoustics.fine_spectrum import FineSpectrumMaker
from app.acoustics.picture import PictureMaker
from app.diagnosis import judging
from app.diagnosis.model import Judged, Model
from app.diagnosis.registry import ModelRegistry
from app.domain.baseline import Baseline
from app.domain.inspection import Inspection
from app.domain.machine import Machine, MachineType
from app.domain.problem import Problem
from app.domain.take import SoundPicture, Take
from app.domain.verdict import State
from app.history.archive_history import ArchiveHistory
from app.recordings.landing import Landing
from app.recordings.listening import listen
from app.recordings.sound_file import open_sound
from app.workflows.baselines import baseline_for
from app.workflows.hear import PICTURE_COLUMNS, Heard, measure
from app.workflows.inspect_take import InspectTake

_NOTHING = np.zeros(0, np.float32)
_NO_PICTURE = SoundPicture(0.0, 0.0, _NOTHING, _NOTHING, np.zeros((0, 0), np.float32), _NOTHING)
_MOST_REMEMBERED = 64

Check = Callable[[], None]
"""Raises Cancelled to stop."""


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What the takes of one condition are judged with."""

    machine: Machine
    condition_id: str
    model: Model | None
    baseline: Baseline | None


def hear_lightly(path: Path, model: Model | None, *, spectrum: bool, check: Check) -> Heard:
    """A file heard without a picture, and without a fine spectrum unless its condition has a speed to look for.

    Raises:
        Problem: it can't be read as sound.
        Cancelled: asked to stop.
    """
    with open_sound(path) as sound:
        fine = FineSpectrumMaker() if spectrum else None
        clips, quality = measure(
            sound, model, on_progress=lambda done_s: check(), on_clip=fine.add if fine else None
        )
        return Heard(
            path, sound.format, clips, quality, _NO_PICTURE, (0, 0), spectrum=fine.spectrum() if fine else None
        )


def _with_picture(heard: Heard, copy: Path, check: Check) -> Heard:
    """The same, with the picture and the fine spectrum that tell why a verdict is what it is."""
    with open_sound(copy) as sound:
        maker = PictureMaker(sound.format.sample_rate_hz, 0.0, sound.format.duration_s, PICTURE_COLUMNS)
        fine = FineSpectrumMaker()
        for clip in listen(sound, on_block=maker.add, on_progress=lambda done_s: check()):
            fine.add(clip.samples)
    return replace(heard, picture=maker.picture(), spectrum=fine.spectrum())


class ArchiveInspect(InspectTake):
    """`InspectTake` for what was copied already. Keeps nothing itself but pictures. For several threads."""

    def __init__(self, history: ArchiveHistory, store: Landing, models: ModelRegistry) -> None:
        super().__init__(history, store, models)
        self._loaded: dict[MachineType, Model | None] = {}

    def model(self, kind: MachineType) -> Model | None:
        """The model that judges such machines during this import; None where there is none."""
        if kind not in self._loaded:
            model = self._models.model_for(kind)
            self._loaded[kind] = RememberingModel(model) if model else None
        return self._loaded[kind]

    def desk(self, machine: Machine, condition_id: str) -> Desk:
        """What takes of a condition are judged with now."""
        model = self.model(machine.type)
        baseline = baseline_for(model, condition_id, self._history, self._store) if model else None
        return Desk(machine, condition_id, model, baseline)

    def inspection(self, heard: Heard, take: Take, desk: Desk, copy: Path, check: Check) -> Inspection:
        """The inspection of what was heard lightly; `copy` is the file as it was copied.

        Raises:
            Problem: the copy can't be heard again.
            Cancelled: asked to stop.
        """
        at = (desk.machine, desk.condition_id)
        verdict = self._verdict(heard, (), take, at, model=desk.model, baseline=desk.baseline)
        if verdict.state in (State.WATCH, State.ABNORMAL):
            heard = _with_picture(heard, copy, check)
            verdict = self._verdict(heard, (), take, at, model=desk.model, baseline=desk.baseline)
            # Where there is no room for it, it is drawn when somebody looks.
            with suppress(Problem):
                self._store.keep_picture(take, heard.picture)
        return Inspection(
            machine_id=desk.machine.id,
            condition_id=desk.condition_id,
            take=take,
            clips=heard.clips,
            quality=heard.quality,
            verdict=verdict,
            model=desk.model.identity if desk.model else None,
            healthy=judging.healthy_curve(desk.baseline) if desk.baseline else None,
            app_version=__version__,
        )


class RememberingModel(Model):
    """A model that remembers what it said last: a take that is not healthy gets its verdict a second time."""

    def __init__(self, model: Model) -> None:
        super().__init__(model.card, model._ear, model._judge)
        self._said: dict[bytes, Judged] = {}
        self._lock = Lock()

    def judge(
        self, clips: NDArray[np.float32], baseline: NDArray[np.float32], level_counts: bool = False
    ) -> Judged:
        """As the model says; what was asked of it a moment ago is not judged again."""
        key = blake2b(bytes([level_counts]) + clips.tobytes() + baseline.tobytes(), digest_size=16).digest()
        said = self._said.get(key)
        if said is None:
            said = super().judge(clips, baseline, level_counts)
            with self._lock:
                self._said[key] = said
                if len(self._said) > _MOST_REMEMBERED:
                    del self._said[next(iter(self._said))]
        return said
