"""What the quality gate says of voices, knocks, unsteadiness and hum: limits, and sentences to act on."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.quality import Check, Finding, Grade
from app.language import later, say
from app.recordings.findings import seconds

SHIFT_FAILED_DB = 1.25
"""How far a disturbance may move the mean levels. Measured with everyday noises over real machines: below 0.5 dB
one verdict in twenty moves by 0.2 or more, from 1.25 dB on most do."""

STEP_FAILED_DB = 5.0
"""Less apart may be two strokes of one machine."""

STEP_SHIFT_FAILED_DB = 1.7
"""Steps are measured well, so they are given more room: a flight of five seconds whose last two are the landing
(1.6 dB) still gets the verdict it gets without them."""

_SPANS = (
    later("from {a} to {b}"),
    later("from {a} to {b}, from {c} to {d}"),
    later("from {a} to {b}, from {c} to {d}, from {e} to {f}"),
    later("from {a} to {b}, from {c} to {d}, from {e} to {f} and later"),
)
"""For one span, two, three and more; of those the first three are told."""

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
    length, when = seconds(total_s), _when(spans_s)
    value = _at(length, [start for start, _ in spans_s], len(spans_s), 1)
    if shift_db >= SHIFT_FAILED_DB:
        return Finding(
            Check.SPEECH,
            Grade.FAILED,
            value,
            say(
                "Voices cover the machine for {length_words}, {when_words}.", length_words=length, when_words=when
            ),
            later("Ask for silence while you record, then record again."),
        )
    return Finding(
        Check.SPEECH,
        Grade.NOTED,
        value,
        say(
            "There are voices in the take for {length_words}, {when_words}.", length_words=length, when_words=when
        ),
        later("Ask for silence while you record next time."),
    )


def knocks(starts_s: Sequence[float], count: int, shift_db: float) -> Finding:
    """Were there knocks? `starts_s` of the first of them, `count` of all."""
    if not count:
        return _passed(Check.KNOCKS)
    value = min((_at(str(count), starts_s, count, shown) for shown in (2, 1)), key=_too_long)
    if shift_db >= SHIFT_FAILED_DB:
        grade = Grade.FAILED
        one = later("A knock was recorded at {places}, loud enough to change the verdict.")
        many = later("{n} knocks were recorded at {places}, loud enough to change the verdict.")
        to_do = later("Put the microphone down or hold it still, then record again.")
    else:
        grade = Grade.NOTED
        one = later("A knock was recorded at {places}, short enough to leave the verdict alone.")
        many = later("{n} knocks were recorded at {places}, short enough to leave the verdict alone.")
        to_do = later("Hold the microphone still and keep away from it next time.")
    what = say(one if count == 1 else many, n=count, places=_places(starts_s, count, 5))
    return Finding(Check.KNOCKS, grade, value, what, to_do)


def not_told_apart() -> tuple[Finding, Finding]:
    """Voices and knocks where a filter was at work: what it lets through comes and goes as they do."""
    unknown = later("not measured")
    return Finding(Check.SPEECH, Grade.PASSED, unknown), Finding(Check.KNOCKS, Grade.PASSED, unknown)


def steady() -> Finding:
    """The machine ran the same way all the time."""
    return Finding(Check.STEADINESS, Grade.PASSED, later("steady"))


def step(change: Change, plain: bool, shift_db: float) -> Finding:
    """The sound changed and stayed so; `plain` if that happened once or was over once, not again and again."""
    step_db, at = f"{change.apart_db:.0f}", clock(change.start_s or change.end_s or 0.0)
    value = say("{step} dB step at {time}", step=step_db, time=at)
    if not plain:
        return Finding(
            Check.STEADINESS,
            Grade.NOTED,
            value,
            say("The machine does not sound the same all the time: it changes by up to {step} dB.", step=step_db),
            later("Record 30 s or more, so that each take holds as much of everything it does."),
        )
    if shift_db >= STEP_SHIFT_FAILED_DB and change.apart_db >= STEP_FAILED_DB:
        again = later("Record only while it runs steadily, with nothing else switched on or off.")
        return Finding(Check.STEADINESS, Grade.FAILED, value, _changed(change), again)
    to_do = later("Begin when the machine runs steadily and end before it is switched off next time.")
    return Finding(Check.STEADINESS, Grade.NOTED, value, _changed(change), to_do)


def hum(mains_hz: float, lines_hz: Sequence[float]) -> Finding:
    """Lines at exact odd multiples of the mains stand out of the take."""
    lines, mains = ", ".join(f"{line:.0f}" for line in lines_hz), f"{mains_hz:.0f}"
    return Finding(
        Check.HUM,
        Grade.NOTED,
        say("{frequency} Hz mains", frequency=mains),
        say(
            "There is a hum at {lines} Hz, which are exact multiples of the mains' {frequency} Hz.",
            lines=lines,
            frequency=mains,
        ),
        later("Unplug the charger if the microphone is wired; if the hum stays, it is the machine's."),
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


def _at(amount: str, starts_s: Sequence[float], count: int, shown: int) -> str:
    return say("{amount_words} at {places}", amount_words=amount, places=_places(starts_s, count, shown))


def _places(starts_s: Sequence[float], count: int, shown: int) -> str:
    return ", ".join(clock(start) for start in starts_s[:shown]) + (" …" if count > shown else "")


def _too_long(value: str) -> bool:
    return len(value) > _LONGEST_VALUE


def _when(spans_s: Sequence[tuple[float, float]]) -> str:
    clocks = [clock(at_s) for span in spans_s[: len(_SPANS) - 1] for at_s in span]
    return say(_SPANS[min(len(spans_s), len(_SPANS)) - 1], **dict(zip("abcdef", clocks, strict=False)))


def _changed(change: Change) -> str:
    way = later("{step} dB louder") if change.louder_db > 0 else later("{step} dB quieter")
    by = say(way, step=f"{abs(change.louder_db):.0f}")
    if abs(change.louder_db) < _LEVEL_STEP_DB:
        by = say("{step} dB different", step=f"{change.apart_db:.0f}")
    start, end = clock(change.start_s), clock(change.end_s or 0.0)
    if change.start_s and change.end_s is not None:
        return say(
            "From {start} to {end} the take sounds {by_words} than before and after.",
            start=start,
            end=end,
            by_words=by,
        )
    if change.start_s:
        return say("From {start} on the take sounds {by_words} than before.", start=start, by_words=by)
    return say("Until {end} the take sounds {by_words} than afterwards.", end=end, by_words=by)


def _passed(check: Check) -> Finding:
    return Finding(check, Grade.PASSED, later("none"))
