"""Why a verdict is what it is: where in frequency and time, on which part's frequencies, and what to check."""

from dataclasses import dataclass
from enum import StrEnum

from app.language import later


class CannotTell(StrEnum):
    """Why there is no verdict; the value is the word shown."""

    QUALITY = later("take not good enough")
    NO_BASELINE = later("no baseline")
    NO_MODEL = later("no model")
    TOO_NOISY = later("too noisy")
    NOISIER_BASELINE = later("baseline learnt in more noise")
    OTHER_MACHINE = later("is this the right machine?")


class MarkerKind(StrEnum):
    """What turns or passes at a marker's frequency."""

    SHAFT = later("shaft")
    BLADE_PASS = later("blade pass")


@dataclass(frozen=True, slots=True)
class Marker:
    """A frequency that the rpm and the blades of a machine tell; `order` 1 is the frequency itself, 2 … harmonics.

    `excess_db` is how far the take stands above healthy there, None where that can't be measured.
    """

    kind: MarkerKind
    order: int
    hz: float
    excess_db: float | None = None


class Cause(StrEnum):
    """What a change of sound may come from: a hint to check, never a diagnosis."""

    UNBALANCE = later("unbalance")
    BLADE = later("blade")
    BEARING_LIKE = later("bearing-like")
    FLOW_NOISE = later("flow noise")
    OPERATION = later("speed or load")


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to check: `why` says what speaks for it, `check` where to look; both are full sentences."""

    cause: Cause
    why: str
    check: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When in the take the difference is heard; `excess_db` is louder (+) or quieter (−) than healthy there."""

    start_s: float
    end_s: float
    excess_db: float
