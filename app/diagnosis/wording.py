"""What a verdict says: one sentence of finding, one of what to do next. Hints to check, never a diagnosis."""

from app.domain.drift import Change
from app.domain.quality import Quality
from app.domain.verdict import ExcessRange, State
from app.domain.words import range_khz

_CLEAR_DB = 2.0
"""A smaller difference is not worth a number: it is the sum of many that made the score."""

_BROAD_FROM = 3.0
"""A range wider than this ratio of frequencies is flow or rubbing rather than one part."""


def finding(state: State, ranges: tuple[ExcessRange, ...], louder_db: float = 0.0) -> str:
    """What is different and where, or that nothing is; `louder_db` is how much louder it is overall, if it counts.

    The overall level is named where it changed more than any range did beside it.
    """
    if state is State.HEALTHY or not ranges:
        return "Sounds like its baseline."
    top = ranges[0]
    if abs(louder_db) >= max(_CLEAR_DB, abs(top.excess_db)):
        return f"{_amount(louder_db)} than healthy overall."
    if abs(top.excess_db) < _CLEAR_DB:
        return f"Differs a little from healthy in many places, most at {range_khz(top.low_hz, top.high_hz)}."
    return f"{_amount(top.excess_db)} than healthy at {range_khz(top.low_hz, top.high_hz)}."


ONE_VISIT = "The baseline was learnt on one day; healthy takes of another day make the next verdicts surer."


def next_step(state: State, ranges: tuple[ExcessRange, ...], provisional: bool, check: str = "") -> str:
    """Verb, thing, by when; `check` is what the hints say to look at, empty where there is none."""
    if state is State.HEALTHY:
        if provisional:
            return "Nothing to do now. Learn more healthy recordings: five clips make the baseline firm."
        return "Nothing to do. Listen again at the next planned visit."
    part = check or (_part_to_check(ranges[0]) if ranges else "the machine and everything fixed to it")
    if state is State.ABNORMAL:
        return f"Record once more to be sure, then check {part} within two days."
    return f"Listen again within a week and check {part} at the next chance."


def _amount(excess_db: float) -> str:
    return f"{max(round(abs(excess_db)), 1)} dB {'louder' if excess_db > 0 else 'quieter'}"


def _part_to_check(top: ExcessRange) -> str:
    """Where ISO 13373-5 looks first when a fan's sound changes in such a range."""
    if top.excess_db < 0:
        return "speed, load and damper"
    if top.high_hz / max(top.low_hz, 1.0) > _BROAD_FROM and top.low_hz > 300.0:
        return "the housing for leaks, dirt and rubbing parts"
    if top.high_hz < 150.0:
        return "balance, fixings and mounts"
    if top.high_hz < 1000.0:
        return "impeller or rotor for damage and dirt"
    return "bearings, blade edges and anything that rubs"


NO_BASELINE_FINDING = "No healthy baseline yet for this point and condition."
NO_BASELINE_NEXT = "Learn it first from three or more recordings made while the machine runs well."

STRANGE_FINDING = "This sounds neither like this machine nor like a fault of it: is this the right machine?"
STRANGE_NEXT = "Check that machine, measuring point and operating condition are those chosen, then record again."

NOISY_NEXT = "Go closer or wait until the noise is gone, then record again."
QUIET_NEXT = "Learn the healthy sound again now that it is quieter; the old baseline stays readable."


def quiet_finding(quieter_db: float) -> str:
    """Why noise that is gone forbids a verdict: the baseline can't be cleaned of it."""
    return f"The baseline was learnt in about {round(quieter_db)} dB more noise around the machine than now."


def other_noise(noisier_db: float) -> str:
    """That the verdict is less sure, and what would help."""
    more = "more" if noisier_db > 0 else "less"
    return (
        f"About {abs(round(noisier_db))} dB {more} noise around the machine than in its baseline makes this "
        "less sure: record the room too, or wait for the same noise."
    )


def noisy_finding(noisier_db: float) -> str:
    """Why the noise around the machine forbids a verdict."""
    return f"Too noisy to tell: about {round(noisier_db)} dB more noise around the machine than in its baseline."


DRIFT_NEXT = "Find out what was changed at the machine; if it is well, confirm the latest takes and learn them."
DRIFT_OTHER_MICROPHONE = "The latest takes came through another microphone: record once more with the first one."
FLEET_ALIKE = "They all changed the same way: check the microphone and its settings before any machine."
FLEET_NEXT = "Check the microphone, its settings and the model before any machine."


def drift_finding(changes: tuple[Change, ...]) -> str:
    """What has moved slowly, and where."""
    moved = " and ".join(f"{_amount(one.change_db)} at {range_khz(one.low_hz, one.high_hz)}" for one in changes)
    return f"This machine has slowly changed: {moved}."


def fleet_finding(changed: int, machines: int) -> str:
    """That it is hardly the machines."""
    return f"{changed} of {machines} machines changed at once."


def quality_finding(quality: Quality) -> tuple[str, str]:
    """Why a take can't be judged and what to do about it, from the first check that failed."""
    worst = quality.failures[0]
    return worst.what, worst.to_do
