"""What the gate says when something between the machine and the file was at work: limits and sentences."""

from app.domain.microphone import Continuity
from app.domain.quality import Check, Finding, Grade
from app.language import later, say
from app.recordings.findings import seconds

FALL_NOTED_DB = 3.0
FALL_FAILED_DB = 5.0
"""Measured with filters of three kinds on one half of 36 machine sounds: up to here one score in ten moves by 0.18
or less, from here on by 0.34 and more, and from watch to abnormal it is 0.22."""

RISE_NOTED_DB = 4.0
SWING_NOTED_DB = 4.5
TAKEN_AWAY_FAILED_DB = 8.0
"""A gain that moves all bands alike moves no score (by 0.13 at most, at 25 dB) until it pushes the machine below
the ear's floor: a gate that takes away this much on the mean moves one score in ten by 0.3, half of it by 0.1."""

LOST_FAILED_S = 0.010
"""One step of the ear. Less leaves every one of its windows some of the sound that belongs there."""

SUPPRESSION_OFF = later(
    "Switch off noise suppression or “voice focus” for this microphone in the system's sound settings, then "
    "record again."
)
ALL_OFF = later(
    "Switch off noise suppression and automatic gain for this microphone in the system's sound settings, then "
    "record again."
)


def untouched(measured: bool) -> Finding:
    """Nothing was seen at work, as far as there was sound enough to look at."""
    return Finding(Check.PROCESSING, Grade.PASSED, later("none noticed") if measured else later("not measured"))


def turned_down(fall_db: float, after_s: float) -> Finding:
    """All bands fell together from the start on, and stayed down: a filter that takes the machine for noise."""
    fall, when = f"{fall_db:.0f}", f"{max(1, round(after_s))} s"
    value = say("{step} dB down", step=fall)
    if fall_db >= FALL_FAILED_DB:
        return Finding(
            Check.PROCESSING,
            Grade.FAILED,
            value,
            say(
                "The recorder turns the machine's own sound down: {step} dB quieter after {time} than at the "
                "start, as noise suppression does.",
                step=fall,
                time=when,
            ),
            SUPPRESSION_OFF,
        )
    return Finding(
        Check.PROCESSING,
        Grade.NOTED,
        value,
        say(
            "The machine is {step} dB quieter after {time} than at the start, at all frequencies alike, as if "
            "noise suppression were on.",
            step=fall,
            time=when,
        ),
        later(
            "See whether noise suppression or “voice focus” is on for this microphone in the system's sound "
            "settings."
        ),
    )


def turned_up(rise_db: float) -> Finding:
    """All bands rose together and slowly: automatic gain that found the machine too quiet."""
    rise = f"{rise_db:.0f}"
    return Finding(
        Check.PROCESSING,
        Grade.NOTED,
        say("{step} dB up", step=rise),
        say("The recorder turned itself up by {step} dB during the take, as automatic gain does.", step=rise),
        later(
            "Switch off automatic gain (“AGC”) for this microphone in the system's sound settings before the next "
            "take."
        ),
    )


def swinging(swing_db: float, times: int, taken_away_db: float, abrupt: bool) -> Finding:
    """All bands went down and came back together, `times` times; on the mean they lost `taken_away_db`."""
    gate = later("The recorder cuts the sound off by {step} dB, {n} times in this take, as a noise gate does.")
    gain = later(
        "The recorder turns the sound down and up again by {step} dB, {n} times in this take, as automatic gain "
        "does."
    )
    swing = f"{swing_db:.0f}"
    what = say(gate if abrupt else gain, step=swing, n=times)
    value = say("{step} dB swings", step=swing)
    if taken_away_db >= TAKEN_AWAY_FAILED_DB:
        return Finding(Check.PROCESSING, Grade.FAILED, value, what, ALL_OFF)
    to_do = later(
        "Switch off noise suppression and automatic gain for this microphone in the system's sound settings "
        "before the next take."
    )
    return Finding(Check.PROCESSING, Grade.NOTED, value, what, to_do)


def dropouts(continuity: Continuity, sample_rate_hz: int) -> Finding:
    """Did all of the sound arrive?

    Sound that is missing hardly moves a band level (0.6 dB with a third of it gone), but every seam clicks: in
    the picture and to the ear that is what a damaged bearing does, and nobody can tell any more which it was.
    """
    times, lost_s = continuity.overflows, continuity.lost_frames / sample_rate_hz
    if times <= 0 and lost_s < LOST_FAILED_S:
        return Finding(Check.DROPOUTS, Grade.PASSED, later("none"))
    return Finding(
        Check.DROPOUTS,
        Grade.FAILED,
        f"{times}×" if times > 0 else say("{length_words} lost", length_words=seconds(lost_s)),
        _lost(times, lost_s),
        later("Close other programs and plug the microphone straight into this computer, then record again."),
    )


def _lost(times: int, lost_s: float) -> str:
    if times <= 0:
        missing = later("Less than 0.1 s") if lost_s < 0.1 else seconds(lost_s)
        return say("{length_words} of the sound never arrived while recording.", length_words=missing)
    if lost_s < LOST_FAILED_S:
        once = later("The system dropped sound once while recording.")
        return once if times == 1 else say("The system dropped sound {n} times while recording.", n=times)
    told = later("The system dropped sound once and {length_words} of the sound never arrived while recording.")
    if times > 1:
        told = later(
            "The system dropped sound {n} times and {length_words} of the sound never arrived while recording."
        )
    return say(told, n=times, length_words=seconds(lost_s))
