"""How many decibels of a fault make a score at one machine: stories are told in scores, sounds in decibels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.judging import judge
from app.domain.baseline import Baseline
from app.workflows.demo.chance import Chance
from app.workflows.demo.foreseeing import ForeseeingModel
from app.workflows.demo.sound import Levels, Scatter, visit_bands
from app.workflows.demo.takes import clips_of

_STEPS_DB = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.5, 8.0, 10.0, 12.0, 15.0, 18.0])
_TRIES = 5
_CLIPS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Growth:
    """Scores `[n]`, rising, at so many decibels `[n]` of a fault; the first is the machine without it."""

    score: NDArray[np.float64]
    added_db: NDArray[np.float64]

    @property
    def healthy(self) -> float:
        """The usual score without the fault."""
        return float(self.score[0])

    def decibels(self, score: float) -> float:
        """How much of the fault gives that score; 0 at or below the healthy one."""
        return float(np.interp(score, self.score, self.added_db))


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """What takes of one condition are judged with."""

    model: ForeseeingModel
    baseline: Baseline
    level_counts: bool
    visits: int


def growth(bench: Bench, healthy: Levels, shape: Levels, scatter: Scatter, chance: Chance) -> Growth:
    """Tried with the model that judges, at this machine and its baseline."""
    takes = [
        [visit_bands(healthy, step * shape, _CLIPS, scatter, chance) for _ in range(_TRIES)] for step in _STEPS_DB
    ]
    bench.model.foresee([one for of_step in takes for one in of_step], bench.baseline.bands, bench.level_counts)
    middles = [float(np.median([_score(bench, one) for one in of_step])) for of_step in takes]
    rising = np.maximum.accumulate(middles)
    # Interpolation wants them strictly rising.
    return Growth(rising + 1e-9 * np.arange(len(rising)), _STEPS_DB)


def _score(bench: Bench, bands: NDArray[np.float32]) -> float:
    clips = clips_of(bands, bench.baseline.ear_sha256)
    verdict = judge(bench.model, clips, bench.baseline, level_counts=bench.level_counts, visits=bench.visits)
    return verdict.score if verdict.score is not None else 0.0
