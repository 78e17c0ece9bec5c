"""What a verdict says: one sentence of finding, one of what to do next. Hints to check, never a diagnosis."""

from app.domain.quality import Quality
from app.domain.verdict import ExcessRange, State
from app.domain.words import range_khz

_BROAD_FROM = 3.0
"""A range wider than this ratio of frequencies is flow or rubbing rather than one part."""


def finding(state: State, ranges: tuple[ExcessRange, ...]) -> str:
    """What is different and where, or that nothing is."""
    if state is State.HEALTHY or not ranges:
        return "Sounds like its baseline."
    top = ranges[0]
    amount = f"{max(round(abs(top.excess_db)), 1)} dB {'louder' if top.excess_db > 0 else 'quieter'}"
    return f"{amount} than healthy at {range_khz(top.low_hz, top.high_hz)}."


def next_step(state: State, ranges: tuple[ExcessRange, ...], provisional: bool) -> str:
    """Verb, thing, by when."""
    if state is State.HEALTHY:
        if provisional:
            return "Nothing to do now. Learn more healthy recordings: five clips make the baseline firm."
        return "Nothing to do. Listen again at the next planned visit."
    part = _part_to_check(ranges[0]) if ranges else "the fan and everything fixed to it"
    if state is State.ABNORMAL:
        return f"Record once more to be sure, then check {part} within two days."
    return f"Listen again within a week and check {part} at the next chance."


def _part_to_check(top: ExcessRange) -> str:
    """Where ISO 13373-5 looks first when a fan's sound changes in such a range."""
    if top.excess_db < 0:
        return "speed, load and damper"
    if top.high_hz / max(top.low_hz, 1.0) > _BROAD_FROM and top.low_hz > 300.0:
        return "the housing for leaks, dirt and rubbing parts"
    if top.high_hz < 150.0:
        return "balance, fixings and mounts"
    if top.high_hz < 1000.0:
        return "the impeller for a damaged or dirty blade"
    return "bearings, blade edges and anything that rubs"


NO_BASELINE_FINDING = "No healthy baseline yet for this point and condition."
NO_BASELINE_NEXT = "Learn it first from three or more recordings made while the machine runs well."


def quality_finding(quality: Quality) -> tuple[str, str]:
    """Why a take can't be judged and what to do about it, from the first check that failed."""
    worst = quality.failures[0]
    return worst.what, worst.to_do
