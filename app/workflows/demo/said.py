"""What technicians say and read off at the visits: reviews with causes, notes, readings of other instruments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.reading import UNITS, Quantity, Reading
from app.domain.review import Found, Review
from app.domain.verdict import State
from app.workflows.demo.chance import Chance
from app.workflows.demo.years import Visited

_ALARMS = (State.WATCH, State.ABNORMAL)
_FRESH = timedelta(days=9)
"""Newer alarms wait for their review."""

_FALSE = (
    ("Compressor next door was running", "NOI"),
    ("Hall door stood open, traffic outside", "NOI"),
    ("Nothing found at the machine", ""),
    ("Damper was half shut", "PDE"),
    ("Ran at another load than usual", "PDE"),
)

_NOTES = (
    "Belt guard rattles a little.",
    "Filter mats due.",
    "Cleaned around the intake.",
    "Greased, {grams} g.",
    "Slight smell of warm oil.",
    "Door to the hall was open.",
    "Ran with {load} % load.",
    "Sight glass at the lower mark, topped up.",
    "Told the shift leader.",
)

_READ: dict[Quantity, tuple[float, float, float]] = {
    Quantity.TEMPERATURE: (41.0, 62.0, 19.0),
    Quantity.VIBRATION: (0.9, 2.4, 4.6),
    Quantity.CURRENT: (8.0, 34.0, 2.2),
    Quantity.PRESSURE: (2.4, 5.5, -0.7),
    Quantity.LOAD: (62.0, 84.0, 3.0),
}
"""From, to, and how much more at the worst of a fault, in the first unit of each."""

_READS = 0.3
_WORST_DB = 8.0


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the visits of a condition."""

    inspections: tuple[Inspection, ...]
    reviews: tuple[Review, ...]
    readings: tuple[Reading, ...]


def said_of(visits: Sequence[Visited], machine: Machine, until: datetime, chance: Chance) -> Said:
    """The inspections with their notes, and what was found and read."""
    reviews = [_review(one, last, until, chance) for one, last in _with_last(visits)]
    quantities = _quantities(machine, chance)
    return Said(
        tuple(_noted(one, last, chance) for one, last in _with_last(visits)),
        tuple(one for one in reviews if one is not None),
        tuple(reading for one in visits for reading in _readings(one, quantities, chance)),
    )


def _with_last(visits: Sequence[Visited]) -> list[tuple[Visited, bool]]:
    """Each visit, and whether it is the one after which its fault was repaired."""
    worst = {
        one.episode.begins: number
        for number, one in enumerate(visits)
        if one.episode is not None and one.episode.repaired
    }
    return [(one, number in worst.values()) for number, one in enumerate(visits)]


def _review(visited: Visited, worst: bool, until: datetime, chance: Chance) -> Review | None:
    inspection, chance = visited.inspection, chance.of(f"review {visited.inspection.id}")
    state, when = inspection.verdict.state, inspection.analysed_at
    if state is State.HEALTHY:
        if not chance.happens(0.02) or visited.episode:
            return None
        found, cause, code = Found.HEALTHY, "", ""
    elif state not in _ALARMS or visited.drawn.stop.foreign:
        # What a whole area heard on one day is told as one alert, and nobody goes through its machines one by one.
        return None
    elif visited.episode is not None:
        sure = worst or (state is State.ABNORMAL and chance.happens(0.6))
        if not sure and not chance.happens(0.15):
            return None
        what = visited.episode.found
        found, cause, code = Found.FAULTY, what.cause if what else "", what.code if what else ""
        if not worst:
            cause = chance.one(("Louder than usual, spare ordered", "Audible beside the machine", cause))
    elif chance.happens(0.88):
        (cause, code), found = chance.one(_FALSE), Found.HEALTHY
    else:
        return None
    at = when + timedelta(hours=chance.between(0.3, 40.0))
    if at > until or (not worst and when > until - _FRESH):
        return None
    return Review(inspection.id, found, cause, code, inspection.inspector, id=chance.new_id(), at=_whole(at))


def _noted(visited: Visited, worst: bool, chance: Chance) -> Inspection:
    inspection, chance = visited.inspection, chance.of(f"note {visited.inspection.id}")
    if worst and visited.episode is not None and visited.episode.found is not None:
        return replace(inspection, note=f"{visited.episode.found.cause}. Work order written.")
    if not chance.happens(0.03):
        return inspection
    words = chance.one(_NOTES).format(grams=chance.whole(10, 30), load=chance.whole(55, 95))
    return replace(inspection, note=words)


def _quantities(machine: Machine, chance: Chance) -> tuple[tuple[Quantity, float], ...]:
    """What is read at this machine, and about how much it is there."""
    chance = chance.of(f"quantities {machine.id}")
    if not chance.happens(_READS):
        return ()
    of_type = (
        tuple(_READ) if machine.type.value == "pump" else tuple(q for q in _READ if q is not Quantity.PRESSURE)
    )
    return tuple((one, chance.between(*_READ[one][:2])) for one in chance.some(of_type, chance.whole(1, 3)))


def _readings(visited: Visited, quantities: Sequence[tuple[Quantity, float]], chance: Chance) -> list[Reading]:
    inspection, chance = visited.inspection, chance.of(f"readings {visited.inspection.id}")
    when = visited.drawn.stop.walk.when
    summer = abs((when.month - 1) / 6 - 1) * -2 + 1
    worse = min(visited.drawn.fault_db / _WORST_DB, 1.2)
    found = []
    for quantity, usual in quantities if chance.happens(0.7) else ():
        scatter = chance.near(0.0, 0.02 * usual)
        season = 2.5 * summer if quantity is Quantity.TEMPERATURE else 0.0
        value = usual + scatter + season + worse * _READ[quantity][2]
        found.append(
            Reading(
                inspection.condition_id,
                quantity,
                round(max(value, 0.1), 1),
                UNITS[quantity][0],
                inspection.id,
                by=inspection.inspector,
                id=chance.new_id(),
                at=when,
                typed_at=inspection.analysed_at,
            )
        )
    return found


def _whole(when: datetime) -> datetime:
    return when.replace(microsecond=0)
