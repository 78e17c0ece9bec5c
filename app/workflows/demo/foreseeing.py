"""A model that judges many takes against one baseline in one run: that costs hardly more than a single one."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.conformal import FEWEST_CLIPS
from app.diagnosis.model import Judged, Model

Bands = NDArray[np.float32]


class ForeseeingModel(Model):
    """As the model given, which judges each clip alone; what was foreseen is remembered until the next time."""

    def __init__(self, model: Model) -> None:
        super().__init__(model.card, model._ear, model._judge)
        self._said: dict[bytes, Judged] = {}

    def foresee(self, takes: Sequence[Bands], baseline: Bands, level_counts: bool = False) -> None:
        """Judge these takes, each `[k, 128]`, against this baseline `[n, 128]`, for `judge` to give back."""
        self._said = {}
        # A p value holds the take against the baseline without its first clip.
        parts = [baseline, baseline[1:]] if len(baseline) >= FEWEST_CLIPS else [baseline]
        for part in parts if takes else ():
            said = super().judge(np.concatenate(takes), part, level_counts)
            first = 0
            for clips in takes:
                own = slice(first, first + len(clips))
                self._said[_key(clips, part, level_counts)] = Judged(
                    said.score[own], said.excess_db[own], said.noisier_db[own], said.strange[own]
                )
                first = own.stop

    def judge(self, clips: Bands, baseline: Bands, level_counts: bool = False) -> Judged:
        """As the model says."""
        key = _key(clips, baseline, level_counts)
        if key not in self._said:
            self._said[key] = super().judge(clips, baseline, level_counts)
        return self._said[key]


def _key(clips: Bands, baseline: Bands, level_counts: bool) -> bytes:
    return blake2b(bytes([level_counts]) + clips.tobytes() + baseline.tobytes(), digest_size=16).digest()
