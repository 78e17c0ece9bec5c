"""What a change of sound may come from, and where to look first: hints after ISO 13373-5, never a diagnosis.

Each range that carries the verdict votes for what would sound like it: the shaft's own lines for unbalance, those
of the blades for the impeller, what is high and off both for a bearing, what is broad and low for flow, what is
missing or has moved for speed and load.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from app.acoustics.fine_spectrum import STEP_HZ, FineSpectrum
from app.diagnosis.beats import Beat
from app.diagnosis.hint_words import Known, hint
from app.diagnosis.kinematics import Turning
from app.diagnosis.lines import STANDS_OUT_DB, standing_out_db
from app.domain.machine import MachineType
from app.domain.verdict import ExcessRange
from app.domain.why import Cause, Hint

MOST_HINTS = 2

_WEIGHTS = (1.0, 0.7, 0.5)
"""The first range is what the finding names."""

_LEAST_WEIGHT = 0.6
_MUCH_QUIETER_DB, _HOLLOW_DB = 6.0, 3.0
_HIGH_HZ = 1_000.0
_SHAKING_HZ = 150.0
_BROAD, _BROAD_NO_TONE = 2.0, 1.5
"""From this ratio of its ends on a range is broad; a lesser one will do where it is known to hold no tone."""

_LINES_WIDER = 1.06
_NEEDS_HZ = 12.0
"""A line just outside a range belongs to it: bands are wider than lines."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a hint may go by.

    `take`, `healthy`: fine spectra, `healthy` may be empty; `level_db`: how much louder the take is as a whole,
    which the ranges leave out; `quieter_db`: how much quieter it is where loudness counts, else 0; `pitch`: the
    factor by which all tones have moved, None where they have not; `beat`: what the high sound swells with more
    than when healthy, None for nothing; `rpm`, `blades`: as they were noted.
    """

    ranges: tuple[ExcessRange, ...]
    turning: Turning = field(default_factory=Turning)
    take: FineSpectrum | None = None
    healthy: tuple[FineSpectrum, ...] = ()
    level_db: float = 0.0
    quieter_db: float = 0.0
    pitch: float | None = None
    beat: Beat | None = None
    machine_type: MachineType = MachineType.OTHER
    rpm: float | None = None
    blades: int | None = None


def hints(evidence: Evidence) -> tuple[Hint, ...]:
    """At most two things to check, the best founded first; none where nothing speaks for one."""
    votes: dict[Cause, float] = {}
    first: dict[Cause, ExcessRange] = {}
    for weight, one in zip(_WEIGHTS, evidence.ranges, strict=False):
        cause = _cause_of(one, evidence)
        if cause is not None:
            votes[cause] = votes.get(cause, 0.0) + weight
            first.setdefault(cause, one)
    for cause, weight in _further(evidence):
        votes[cause] = votes.get(cause, 0.0) + weight
    ordered = sorted(votes, key=lambda cause: votes[cause], reverse=True)
    known = Known(
        turning=evidence.turning,
        quieter_db=evidence.quieter_db,
        pitch=evidence.pitch,
        beat=evidence.beat,
        machine_type=evidence.machine_type,
        rpm=evidence.rpm,
        blades=evidence.blades,
    )
    return tuple(
        hint(cause, first.get(cause), known) for cause in ordered[:MOST_HINTS] if votes[cause] >= _LEAST_WEIGHT
    )


def check_for(found: Sequence[Hint]) -> str:
    """What the first hint says to check, as it goes on after "check": "speed and load"; empty for none."""
    return found[0].check.removeprefix("Check ").removesuffix(".") if found else ""


def _further(evidence: Evidence) -> list[tuple[Cause, float]]:
    """What speaks for a cause beside the ranges."""
    found = []
    turning = evidence.turning
    if evidence.pitch is not None:
        found.append((Cause.OPERATION, 2.0))
    if evidence.quieter_db >= _MUCH_QUIETER_DB:
        found.append((Cause.OPERATION, 1.2))
    if turning.shaken or turning.one_blade:
        found.append((_shaft_or_blades(turning), 0.6))
    if any(marker.order == 1 for marker in turning.on_blades):
        found.append((Cause.BLADE, 0.6))
    bladed = evidence.machine_type in (MachineType.FAN, MachineType.PUMP)
    if bladed and not turning.shaken and evidence.beat is not None and evidence.beat.turns == 1.0:
        found.append((Cause.BLADE, 0.7))
    if evidence.beat is not None and evidence.beat.strikes:
        found.append((Cause.BEARING_LIKE, 1.0))
    return found


def _cause_of(one: ExcessRange, evidence: Evidence) -> Cause | None:
    """What a single range sounds like."""
    if one.excess_db < 0:
        # Levels are compared without the overall one: what rises in one place leaves a shallow hollow in another.
        rise_db = max(other.excess_db for other in evidence.ranges)
        deep = -one.excess_db >= _HOLLOW_DB and (one is evidence.ranges[0] or -one.excess_db > rise_db)
        return Cause.OPERATION if deep else None
    turning = evidence.turning
    if any(_within(marker.hz, one) for marker in turning.on_blades):
        return Cause.BLADE
    if any(_within(marker.hz, one) for marker in turning.on_shaft) and (turning.shaken or turning.one_blade):
        return _shaft_or_blades(turning)
    tonal = _tonal_share(one, evidence)
    if turning.shaft_hz is not None and tonal is not None:
        return _beside_the_lines(one, evidence, tonal)
    return _by_frequency(one, evidence, tonal)


def _shaft_or_blades(turning: Turning) -> Cause:
    """What lines that turn with the shaft tell: its own of unbalance, those beside the blade pass of a blade."""
    once_db = max((marker.excess_db or 0.0 for marker in turning.on_shaft), default=0.0)
    one_blade = turning.one_blade and (not turning.shaken or (turning.around_blades_db or 0.0) > once_db)
    return Cause.BLADE if one_blade else Cause.UNBALANCE


def _beside_the_lines(one: ExcessRange, evidence: Evidence, tonal: float) -> Cause | None:
    """A range without a grown line of shaft or blades, of a machine whose lines are known."""
    turning, beat = evidence.turning, evidence.beat
    if one.low_hz >= _HIGH_HZ:
        # What swells with every turn is a rattle of what shakes, air at one damaged blade, or a spot of a race.
        with_turns = beat is not None and beat.turns is not None and not beat.strikes
        if with_turns and (turning.shaken or turning.one_blade):
            return _shaft_or_blades(turning)
        return Cause.BEARING_LIKE
    if turning.one_blade and tonal >= 0.5:
        return Cause.BLADE
    return Cause.FLOW_NOISE if _is_broad(one, tonal) else None


def _by_frequency(one: ExcessRange, evidence: Evidence, tonal: float | None) -> Cause | None:
    """Where a range lies and how wide it is, when nothing is known of the shaft."""
    if one.low_hz >= _HIGH_HZ:
        beat = evidence.beat
        low = [other for other in evidence.ranges if other.excess_db > 0 and _middle_hz(other) <= _SHAKING_HZ]
        # What swells as often as the low rise sounds is shaken by the same part.
        return Cause.UNBALANCE if beat and any(_within(beat.hz, other) for other in low) else Cause.BEARING_LIKE
    if _middle_hz(one) <= _SHAKING_HZ:
        return Cause.UNBALANCE
    if _is_broad(one, tonal):
        return Cause.FLOW_NOISE
    turns_blades = evidence.machine_type in (MachineType.FAN, MachineType.PUMP)
    return Cause.BLADE if turns_blades and (tonal is None or tonal >= 0.5) else None


def _within(hz: float, one: ExcessRange) -> bool:
    low, high = min(one.low_hz / _LINES_WIDER, one.low_hz - _NEEDS_HZ), one.high_hz * _LINES_WIDER
    return low <= hz <= max(high, one.high_hz + _NEEDS_HZ)


def _middle_hz(one: ExcessRange) -> float:
    return float(np.sqrt(max(one.low_hz, STEP_HZ) * one.high_hz))


def _is_broad(one: ExcessRange, tonal: float | None) -> bool:
    ratio = one.high_hz / max(one.low_hz, STEP_HZ)
    return ratio >= _BROAD if tonal is None else tonal < 0.5 and ratio >= _BROAD_NO_TONE


def _tonal_share(one: ExcessRange, evidence: Evidence) -> float | None:
    """Which part of the power that came on top in a range lies on lines; None without spectra to compare."""
    if evidence.take is None or not evidence.healthy:
        return None
    lines = slice(round(one.low_hz / STEP_HZ), round(one.high_hz / STEP_HZ) + 1)
    levels = [spectrum.level_db[lines].astype(np.float64) for spectrum in evidence.healthy]
    before = np.mean([10.0 ** (level / 10.0) for level in levels], axis=0)
    now = 10.0 ** ((evidence.take.level_db[lines].astype(np.float64) - evidence.level_db) / 10.0)
    added = now - before
    # Lines move a little from take to take: what is gone beside a line offsets what is new there.
    total = float(added.sum())
    if total <= 0.0:
        return None
    stand_out = standing_out_db(evidence.take.level_db, mains=False) >= STANDS_OUT_DB
    near = (np.convolve(stand_out, np.ones(3), mode="same") > 0)[lines]
    return min(max(float(added[near].sum()) / total, 0.0), 1.0)
