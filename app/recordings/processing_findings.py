"""What the gate says when something between the machine and the file was at work: limits and sentences."""

from app.domain.microphone import Continuity
from app.domain.quality import Check, Finding, Grade
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

_WHERE = "for this microphone in the system's sound settings"


def untouched(measured: bool) -> Finding:
    """Nothing was seen at work, as far as there was sound enough to look at."""
    return Finding(Check.PROCESSING, Grade.PASSED, "none noticed" if measured else "not measured")


def turned_down(fall_db: float, after_s: float) -> Finding:
    """All bands fell together from the start on, and stayed down: a filter that takes the machine for noise."""
    value = f"{fall_db:.0f} dB down"
    when = f"{max(1, round(after_s))} s"
    if fall_db >= FALL_FAILED_DB:
        return Finding(
            Check.PROCESSING,
            Grade.FAILED,
            value,
            f"The recorder turns the machine's own sound down: {fall_db:.0f} dB quieter after {when} than at the "
            "start, as noise suppression does.",
            f"Switch off noise suppression or “voice focus” {_WHERE}, then record again.",
        )
    return Finding(
        Check.PROCESSING,
        Grade.NOTED,
        value,
        f"The machine is {fall_db:.0f} dB quieter after {when} than at the start, at all frequencies alike, as if "
        "noise suppression were on.",
        f"See whether noise suppression or “voice focus” is on {_WHERE}.",
    )


def turned_up(rise_db: float) -> Finding:
    """All bands rose together and slowly: automatic gain that found the machine too quiet."""
    return Finding(
        Check.PROCESSING,
        Grade.NOTED,
        f"{rise_db:.0f} dB up",
        f"The recorder turned itself up by {rise_db:.0f} dB during the take, as automatic gain does.",
        f"Switch off automatic gain (“AGC”) {_WHERE} before the next take.",
    )


def swinging(swing_db: float, times: int, taken_away_db: float, abrupt: bool) -> Finding:
    """All bands went down and came back together, `times` times; on the mean they lost `taken_away_db`."""
    done = "cuts the sound off" if abrupt else "turns the sound down and up again"
    like = "a noise gate" if abrupt else "automatic gain"
    what = f"The recorder {done} by {swing_db:.0f} dB, {times} times in this take, as {like} does."
    to_do = f"Switch off noise suppression and automatic gain {_WHERE}"
    value = f"{swing_db:.0f} dB swings"
    if taken_away_db >= TAKEN_AWAY_FAILED_DB:
        return Finding(Check.PROCESSING, Grade.FAILED, value, what, f"{to_do}, then record again.")
    return Finding(Check.PROCESSING, Grade.NOTED, value, what, f"{to_do} before the next take.")


def dropouts(continuity: Continuity, sample_rate_hz: int) -> Finding:
    """Did all of the sound arrive?

    Sound that is missing hardly moves a band level (0.6 dB with a third of it gone), but every seam clicks: in
    the picture and to the ear that is what a damaged bearing does, and nobody can tell any more which it was.
    """
    times, lost_s = continuity.overflows, continuity.lost_frames / sample_rate_hz
    if times <= 0 and lost_s < LOST_FAILED_S:
        return Finding(Check.DROPOUTS, Grade.PASSED, "none")
    missing = f"{seconds(lost_s)} of the sound never arrived" if lost_s >= LOST_FAILED_S else ""
    dropped = f"the system dropped sound {times} times" if times > 1 else "the system dropped sound once"
    what = " and ".join(part for part in (dropped if times > 0 else "", missing) if part)
    return Finding(
        Check.DROPOUTS,
        Grade.FAILED,
        f"{times}×" if times > 0 else f"{seconds(lost_s)} lost",
        f"{what[0].upper()}{what[1:]} while recording.",
        "Close other programs and plug the microphone straight into this computer, then record again.",
    )
