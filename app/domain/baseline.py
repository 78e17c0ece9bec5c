"""A baseline: the learnt healthy sound of one machine at one point in one condition."""

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from app.domain.identity import new_id, now

FIRM_FROM_CLIPS = 5
"""Below this many clips a baseline is provisional, and says so."""


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """Healthy clips a technician vouched for. Never changed: learning more makes the next version.

    `bands` float32 `[n, 128]` as `ear.onnx` gives them; `take_ids` are the takes they came from, in order.
    """

    condition_id: str
    bands: NDArray[np.float32]
    take_ids: tuple[str, ...]
    ear_sha256: str
    version: int = 1
    id: str = field(default_factory=new_id)
    learnt_at: datetime = field(default_factory=now)

    @property
    def clip_count(self) -> int:
        """How many healthy clips it was learnt from (n)."""
        return int(self.bands.shape[0])

    @property
    def provisional(self) -> bool:
        """Whether it rests on too few clips to be firm."""
        return self.clip_count < FIRM_FROM_CLIPS
