"""What the quality gate says of voices, knocks, unsteadiness and hum: limits, and sentences to act on."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.quality import Check, Finding, Grade
from app.recordings.findings import seconds

SHIFT_FAILED_DB = 1.25
"""How far a disturbance may move the mean levels. Measured with everyday noises over real machines: below 0.5 dB
one verdict in twenty moves by 0.2 or more, from 1.25 dB on most do."""

STEP_FAILED_DB = 5.0
"""Less apart may be two strokes of one machine."""

STEP_SHIFT_FAILED_DB = 1.7
"""Steps are measured well, so they are given more room: a flight of five seconds whose last two are the landing
(1.6 dB) still gets the verdict it gets without them."""

_SHOWN = 3
_LONGEST_VALUE = 22
_LEVEL_STEP_DB = 2.0


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a take that sounds unlike the rest: how much louder, and how far apart band by band.

    `start_s` is 0 where the take begins with it, `end_s` None where it ends with it.
    """

    start_s: float
    end_s: float | None
    louder_db: float
    apart_db: float


def speech(spans_s: Sequence[tuple[float, float]], shift_db: float) -> Finding:
    """Did somebody speak? `spans_s` from and to, `shift_db` how far that moves the mean levels."""
    if not spans_s:
        return _passed(Check.SPEECH)
    total_s = sum(end - start for start, end in spans_s)
    value = f"{seconds(total_s)} {_at([start for start, _ in spans_s], len(spans_s), 1)}"
    if shift_db >= SHIFT_FAILED_DB:
        return Finding(
            Check.SPEECH,
            Grade.FAILED,
            value,
            f"Voices cover the machine for {seconds(total_s)}, {_when(spans_s)}.",
            "Ask for silence while you record, then record again.",
        )
    return Finding(
        Check.SPEECH,
        Grade.NOTED,
        value,
        f"There are voices in the take for {seconds(total_s)}, {_when(spans_s)}.",
        "Ask for silence while you record next time.",
    )


def knocks(starts_s: Sequence[float], count: int, shift_db: float) -> Finding:
    """Were there knocks? `starts_s` of the first of them, `count` of all."""
    if not count:
        return _passed(Check.KNOCKS)
    value = min((f"{count} {_at(starts_s, count, shown)}" for shown in (2, 1)), key=_too_long)
    knocked = "A knock was" if count == 1 else f"{count} knocks were"
    at = _at(starts_s, count, 5)
    if shift_db >= SHIFT_FAILED_DB:
        return Finding(
            Check.KNOCKS,
            Grade.FAILED,
            value,
            f"{knocked} recorded {at}, loud enough to change the verdict.",
            "Put the microphone down or hold it still, then record again.",
        )
    return Finding(
        Check.KNOCKS,
        Grade.NOTED,
        value,
        f"{knocked} recorded {at}, short enough to leave the verdict alone.",
        "Hold the microphone still and keep away from it next time.",
    )


def not_told_apart() -> tuple[Finding, Finding]:
    """Voices and knocks where a filter was at work: what it lets through comes and goes as they do."""
    return Finding(Check.SPEECH, Grade.PASSED, "not measured"), Finding(Check.KNOCKS, Grade.PASSED, "not measured")


def steady() -> Finding:
    """The machine ran the same way all the time."""
    return Finding(Check.STEADINESS, Grade.PASSED, "steady")


def step(change: Change, plain: bool, shift_db: float) -> Finding:
    """The sound changed and stayed so; `plain` if that happened once or was over once, not again and again."""
    value = f"{change.apart_db:.0f} dB step at {clock(change.start_s or change.end_s or 0.0)}"
    if not plain:
        return Finding(
            Check.STEADINESS,
            Grade.NOTED,
            value,
            f"The machine does not sound the same all the time: it changes by up to {change.apart_db:.0f} dB.",
            "Record 30 s or more, so that each take holds as much of everything it does.",
        )
    if shift_db >= STEP_SHIFT_FAILED_DB and change.apart_db >= STEP_FAILED_DB:
        again = "Record only while it runs steadily, with nothing else switched on or off."
        return Finding(Check.STEADINESS, Grade.FAILED, value, _changed(change), again)
    to_do = "Begin when the machine runs steadily and end before it is switched off next time."
    return Finding(Check.STEADINESS, Grade.NOTED, value, _changed(change), to_do)


def hum(mains_hz: float, lines_hz: Sequence[float]) -> Finding:
    """Lines at exact odd multiples of the mains stand out of the take."""
    lines = ", ".join(f"{line:.0f}" for line in lines_hz)
    return Finding(
        Check.HUM,
        Grade.NOTED,
        f"{mains_hz:.0f} Hz mains",
        f"There is a hum at {lines} Hz, which are exact multiples of the mains' {mains_hz:.0f} Hz.",
        "Unplug the charger if the microphone is wired; if the hum stays, it is the machine's.",
    )


def no_hum() -> Finding:
    """Nothing that sounds like the mains."""
    return _passed(Check.HUM)


def clock(at_s: float) -> str:
    """A place in a take: 3.1 s, 2:05 min, 1:02:05 h."""
    if at_s < 100.0:
        return f"{at_s:.1f} s"
    whole = round(at_s)
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02d} min"
    return f"{whole // 3600}:{whole % 3600 // 60:02d}:{whole % 60:02d} h"


def _at(starts_s: Sequence[float], count: int, shown: int) -> str:
    places = ", ".join(clock(start) for start in starts_s[:shown])
    return f"at {places}" + (" …" if count > shown else "")


def _too_long(value: str) -> bool:
    return len(value) > _LONGEST_VALUE


def _when(spans_s: Sequence[tuple[float, float]]) -> str:
    places = ", ".join(f"from {clock(start)} to {clock(end)}" for start, end in spans_s[:_SHOWN])
    return places + (" and later" if len(spans_s) > _SHOWN else "")


def _changed(change: Change) -> str:
    way = "louder" if change.louder_db > 0 else "quieter"
    by = f"{abs(change.louder_db):.0f} dB {way}"
    if abs(change.louder_db) < _LEVEL_STEP_DB:
        by = f"{change.apart_db:.0f} dB different"
    if change.start_s and change.end_s is not None:
        return f"From {clock(change.start_s)} to {clock(change.end_s)} the take sounds {by} than before and after."
    if change.start_s:
        return f"From {clock(change.start_s)} on the take sounds {by} than before."
    return f"Until {clock(change.end_s or 0.0)} the take sounds {by} than afterwards."


def _passed(check: Check) -> Finding:
    return Finding(check, Grade.PASSED, "none")
