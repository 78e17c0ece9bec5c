"""Two takes side by side, as plain values: what is known of each, and what differs."""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from app.acoustics.difference import DifferencePicture
from app.domain.inspection import Visit
from app.domain.machine import Machine, MeasuringPoint, OperatingCondition
from app.domain.problem import Problem
from app.domain.take import SoundPicture, Take
from app.domain.verdict import ExcessRange, State

Levels = NDArray[np.float64]
"""float64 `[128]`, dB per band."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the two takes. `inspection_id` is None for the baseline, of which `take` is one.

    `levels_db` float64 `[128]`: mean over the take's clips, or the baseline's mean; None where nothing can be
    compared. `picture` is None where the recording is lost and no picture of it was kept; `problem` says then, and
    also where only the sound is lost, what happened. `reach_hz`: up to where there is sound.
    """

    machine: Machine
    point: MeasuringPoint
    condition: OperatingCondition
    take: Take
    when: datetime
    level_dbfs: float
    peak_dbfs: float
    inspection_id: str | None = None
    state: State | None = None
    score: float | None = None
    clip_count: int = 0
    levels_db: Levels | None = None
    picture: SoundPicture | None = None
    problem: Problem | None = None
    reach_hz: float | None = None

    @property
    def is_baseline(self) -> bool:
        """Whether it stands for the baseline."""
        return self.inspection_id is None

    @property
    def duration_s(self) -> float:
        """Length of the take."""
        return self.take.format.duration_s

    @property
    def device(self) -> str:
        """The microphone, empty where a file does not say."""
        return self.take.device


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A and B, and what else they could be.

    `spread_db` float64 `[128]`: standard deviation of the baseline's clips, None without a baseline. `match` says
    whether the overall level says nothing here, `why` the reason as part of a sentence in the user's language.
    `baseline_takes` and `visits` are what can be compared, newest first. `from_pictures`: the levels are read off
    the pictures, since the takes were heard by models that must not be compared.
    """

    a: Side
    b: Side
    spread_db: Levels | None
    match: bool
    why: str
    baseline_takes: tuple[Take, ...] = ()
    visits: tuple[Visit, ...] = ()
    from_pictures: bool = False

    @property
    def with_baseline(self) -> bool:
        """Whether one of them is the baseline."""
        return self.a.is_baseline or self.b.is_baseline

    def swapped(self) -> "Compared":
        """The other way round."""
        return replace(self, a=self.b, b=self.a)


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """B less A, when A starts at `a_start_s` and B at `b_start_s` on the common time axis.

    `raised_db`: A was made so much louder before, so that both are equally loud; 0 where loudness counts.
    `overall_db`: how much louder B is as a whole, as recorded. `levels_db` float64 `[128]`, NaN above
    `up_to_hz`, up to where both have sound (None: both reach equally far); `limit_db` float64 `[128]`: what lies
    within ± this is chance. `ranges` lie beyond it, the most telling first; `rest_within`: nothing else does.
    `picture` is None where a picture is missing or they never overlap.
    """

    a_start_s: float
    b_start_s: float
    matched: bool
    overall_db: float
    raised_db: float
    levels_db: Levels | None
    limit_db: Levels
    ranges: tuple[ExcessRange, ...]
    rest_within: bool
    up_to_hz: float | None
    picture: DifferencePicture | None
