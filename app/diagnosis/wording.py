"""What a verdict says: one sentence of finding, one of what to do next. Hints to check, never a diagnosis."""

from app.domain.drift import Change
from app.domain.quality import Quality
from app.domain.verdict import ExcessRange, State
from app.domain.words import range_khz
from app.language import later, say

_CLEAR_DB = 2.0
"""A smaller difference is not worth a number: it is the sum of many that made the score."""

_BROAD_FROM = 3.0
"""A range wider than this ratio of frequencies is flow or rubbing rather than one part."""


def finding(state: State, ranges: tuple[ExcessRange, ...], louder_db: float = 0.0) -> str:
    """What is different and where, or that nothing is; `louder_db` is how much louder it is overall, if it counts.

    The overall level is named where it changed more than any range did beside it.
    """
    if state is State.HEALTHY or not ranges:
        return later("Sounds like its baseline.")
    top = ranges[0]
    if abs(louder_db) >= max(_CLEAR_DB, abs(top.excess_db)):
        return say("{amount_words} than healthy overall.", amount_words=_amount(louder_db))
    at = range_khz(top.low_hz, top.high_hz)
    if abs(top.excess_db) < _CLEAR_DB:
        return say("Differs a little from healthy in many places, most at {range}.", range=at)
    return say("{amount_words} than healthy at {range}.", amount_words=_amount(top.excess_db), range=at)


ONE_VISIT = later("The baseline was learnt on one day; healthy takes of another day make the next verdicts surer.")


def next_step(state: State, ranges: tuple[ExcessRange, ...], provisional: bool, check: str = "") -> str:
    """Verb, thing, by when; `check` is what the hints say to look at, empty where there is none."""
    if state is State.HEALTHY:
        if provisional:
            return later("Nothing to do now. Learn more healthy recordings: five clips make the baseline firm.")
        return later("Nothing to do. Listen again at the next planned visit.")
    part = check or (_part_to_check(ranges[0]) if ranges else later("the machine and everything fixed to it"))
    if state is State.ABNORMAL:
        return say("Record once more to be sure, then check {part_words} within two days.", part_words=part)
    return say("Listen again within a week and check {part_words} at the next chance.", part_words=part)


def _amount(excess_db: float) -> str:
    db = max(round(abs(excess_db)), 1)
    return say("{db} dB louder", db=db) if excess_db > 0 else say("{db} dB quieter", db=db)


def _part_to_check(top: ExcessRange) -> str:
    """Where ISO 13373-5 looks first when a fan's sound changes in such a range."""
    if top.excess_db < 0:
        return later("speed, load and damper")
    if top.high_hz / max(top.low_hz, 1.0) > _BROAD_FROM and top.low_hz > 300.0:
        return later("the housing for leaks, dirt and rubbing parts")
    if top.high_hz < 150.0:
        return later("balance, fixings and mounts")
    if top.high_hz < 1000.0:
        return later("impeller or rotor for damage and dirt")
    return later("bearings, blade edges and anything that rubs")


NO_BASELINE_FINDING = later("No healthy baseline yet for this point and condition.")
NO_BASELINE_NEXT = later("Learn it first from three or more recordings made while the machine runs well.")

STRANGE_FINDING = later("This sounds neither like this machine nor like a fault of it: is this the right machine?")
STRANGE_NEXT = later(
    "Check that machine, measuring point and operating condition are those chosen, then record again."
)

NOISY_NEXT = later("Go closer or wait until the noise is gone, then record again.")
QUIET_NEXT = later("Learn the healthy sound again now that it is quieter; the old baseline stays readable.")


def quiet_finding(quieter_db: float) -> str:
    """Why noise that is gone forbids a verdict: the baseline can't be cleaned of it."""
    return say(
        "The baseline was learnt in about {db} dB more noise around the machine than now.", db=round(quieter_db)
    )


def other_noise(noisier_db: float) -> str:
    """That the verdict is less sure, and what would help."""
    if noisier_db > 0:
        told = later(
            "About {db} dB more noise around the machine than in its baseline makes this less sure: "
            "record the room too, or wait for the same noise."
        )
    else:
        told = later(
            "About {db} dB less noise around the machine than in its baseline makes this less sure: "
            "record the room too, or wait for the same noise."
        )
    return say(told, db=abs(round(noisier_db)))


def noisy_finding(noisier_db: float) -> str:
    """Why the noise around the machine forbids a verdict."""
    return say(
        "Too noisy to tell: about {db} dB more noise around the machine than in its baseline.",
        db=round(noisier_db),
    )


DRIFT_NEXT = later(
    "Find out what was changed at the machine; if it is well, confirm the latest takes and learn them."
)
DRIFT_OTHER_MICROPHONE = later(
    "The latest takes came through another microphone: record once more with the first one."
)
FLEET_ALIKE = later("They all changed the same way: check the microphone and its settings before any machine.")
FLEET_NEXT = later("Check the microphone, its settings and the model before any machine.")


def drift_finding(changes: tuple[Change, ...]) -> str:
    """What has moved slowly, and where: of the one range, or of the first two."""
    first, *more = [_moved(one) for one in changes]
    if not more:
        return say("This machine has slowly changed: {first_words}.", first_words=first)
    told = later("This machine has slowly changed: {first_words} and {second_words}.")
    return say(told, first_words=first, second_words=more[0])


def _moved(one: Change) -> str:
    told = later("{db} dB louder at {range}") if one.change_db > 0 else later("{db} dB quieter at {range}")
    return say(told, db=max(round(abs(one.change_db)), 1), range=range_khz(one.low_hz, one.high_hz))


def fleet_finding(changed: int, machines: int) -> str:
    """That it is hardly the machines."""
    return say("{changed} of {machines} machines changed at once.", changed=changed, machines=machines)


def quality_finding(quality: Quality) -> tuple[str, str]:
    """Why a take can't be judged and what to do about it, from the first check that failed."""
    worst = quality.failures[0]
    return worst.what, worst.to_do
