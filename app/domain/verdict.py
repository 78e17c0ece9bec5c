"""The verdict on a take, with the reasons one can check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.why import CannotTell, Hint, Marker, Moment
from app.language import later

if TYPE_CHECKING:
    # The look's tokens need `State` before the first paint, which must not wait for numpy.
    import numpy as np
    from numpy.typing import NDArray


class State(StrEnum):
    """How a machine is; the value is the word shown. A verdict is never `NO_BASELINE`: then it cannot tell."""

    HEALTHY = later("healthy")
    WATCH = later("watch")
    ABNORMAL = later("abnormal")
    CANNOT_TELL = later("cannot tell")
    NO_BASELINE = later("no baseline")


STATE_NAMES = {
    State.HEALTHY: later("Healthy"),
    State.WATCH: later("Watch"),
    State.ABNORMAL: later("Abnormal"),
    State.CANNOT_TELL: later("Cannot tell"),
    State.NO_BASELINE: later("No baseline"),
}
"""The states where a line begins with them."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on a take is worth watching, and abnormal (always 1.0 on the scale people see)."""

    watch: float
    abnormal: float


@dataclass(frozen=True, slots=True)
class ExcessRange:
    """A frequency range that differs from healthy; `excess_db` > 0 is louder, < 0 quieter than healthy."""

    low_hz: float
    high_hz: float
    excess_db: float


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What the judge said of one take, in full sentences.

    `score` and `clip_scores` are on the scale where 1.0 is the abnormal threshold; None and empty when the
    verdict is "cannot tell" for want of a baseline or of quality. `excess_db` float32 `[128]` is the mean over
    clips of louder (+) or quieter (−) than healthy, overall level removed; None likewise. `ranges` are the
    ranges that carry the verdict, the most telling first. `reasons` are the further sentences behind it.

    `cannot` says why there is no verdict, None where there is one. `confidence` is the share of verdicts like this
    one that were right on machines held out of training, None where nobody knows. `p_value` is the share of
    healthy clips of this machine that sound as unlike the others (conformal, from 19 baseline clips on).
    `level_counted`: loudness was part of the verdict, since microphone and placement are the baseline's.
    """

    state: State
    finding: str
    next_step: str
    score: float | None = None
    thresholds: Thresholds | None = None
    clip_scores: tuple[float, ...] = ()
    ranges: tuple[ExcessRange, ...] = ()
    excess_db: NDArray[np.float32] | None = None
    reasons: tuple[str, ...] = ()
    cannot: CannotTell | None = None
    confidence: float | None = None
    p_value: float | None = None
    level_counted: bool = False
    markers: tuple[Marker, ...] = ()
    hints: tuple[Hint, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def clips_above(self) -> int:
        """How many clips alone are at or above the watch threshold."""
        limit = self.thresholds.watch if self.thresholds else float("inf")
        return sum(score >= limit for score in self.clip_scores)


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model gave a verdict: enough to prove it later."""

    name: str
    version: str
    machine_type: str
    ear_sha256: str
    judge_sha256: str
