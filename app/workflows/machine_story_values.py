"""What the long view of a machine tells, as plain values, and which of very many visits are worth telling."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.forecast import Action, Forecast
from app.domain.inspection import Visit
from app.domain.machine import Machine
from app.domain.reading import Quantity, Reading
from app.domain.review import Found
from app.domain.verdict import ExcessRange, State, Thresholds
from app.language import later

MOST_POINTS = 4000
"""More visits than this can't be told apart on any screen."""

_URGENCY = (State.NO_BASELINE, State.CANNOT_TELL, State.HEALTHY, State.WATCH, State.ABNORMAL)


@dataclass(frozen=True, slots=True)
class Point:
    """One visit: `cause` is what was found to be faulty, `device` the microphone, empty where nobody knows."""

    inspection_id: str
    when: datetime
    state: State
    score: float | None
    found: Found | None = None
    confidence: float | None = None
    by: str = ""
    note: str = ""
    cause: str = ""
    cause_code: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class LimitsSince:
    """From when on visits were judged by these limits."""

    since: datetime
    limits: Thresholds


class EventKind(StrEnum):
    """What happened between visits; the value is the word shown."""

    LEARNT = later("baseline learnt")
    GROWN = later("baseline grown")
    HEARD_AGAIN = later("heard again by a newer model")
    REPAIR = later("repair")
    UNDONE = later("undone")
    MICROPHONE = later("other microphone")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; `stands` is False of what was undone later."""

    at: datetime
    kind: EventKind
    what: str = ""
    by: str = ""
    stands: bool = True


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """All readings of one quantity that count, oldest first, drawn in `unit`."""

    quantity: Quantity
    unit: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class BandPoint:
    """How a visit differed from healthy in a range: > 0 is louder."""

    inspection_id: str
    when: datetime
    excess_db: float


@dataclass(frozen=True, slots=True)
class BandLine:
    """A frequency range over the visits, oldest first, each against the baseline that it was judged by."""

    low_hz: float
    high_hz: float
    points: tuple[BandPoint, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """How a machine went on at one condition.

    `points` and `events` oldest first; of more than 4,000 points those that tell most, while `visits` counts all.
    `limits` are the steps in which the limits changed; `ranges` those of the newest finding, most telling first.
    """

    machine: Machine
    condition_id: str
    visits: int
    points: tuple[Point, ...]
    limits: tuple[LimitsSince, ...]
    events: tuple[Event, ...]
    readings: tuple[ReadingLine, ...]
    ranges: tuple[ExcessRange, ...]
    learnt: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """How it goes on, and what to do by when."""

    state: State
    action: Action
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Filters:
    """Which visits are wanted; what is None leaves them all. `Found.OPEN` are those not reviewed."""

    condition_id: str | None = None
    state: State | None = None
    found: Found | None = None
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit of a list, with its note."""

    visit: Visit
    note: str = ""


@dataclass(frozen=True, slots=True)
class VisitPage:
    """Some visits, newest first; `more` when there are older ones."""

    lines: tuple[VisitLine, ...]
    more: bool


def thinned(points: Sequence[Point], most: int = MOST_POINTS) -> tuple[Point, ...]:
    """At most about so many points, in order: of each stretch of time the first, the lowest and the worst.

    The worst is the most urgent state, and of these the highest score: no stretch with an abnormal visit loses it.
    What somebody wrote or said of a visit keeps it too.
    """
    if len(points) <= most:
        return tuple(points)
    stretches: dict[int, list[Point]] = {}
    start, whole = points[0].when, points[-1].when - points[0].when
    for point in points:
        stretches.setdefault(int((point.when - start) / whole * (most // 3 - 1)) if whole else 0, []).append(point)
    kept = {point.inspection_id for point in points if point.note or point.found is not None}
    for stretch in stretches.values():
        for choose, key in _TELLING:
            kept.add(choose(stretch, key=key).inspection_id)
    return tuple(point for point in points if point.inspection_id in kept)


def _worst(point: Point) -> tuple[int, float]:
    return _URGENCY.index(point.state), point.score if point.score is not None else -1.0


def _lowest(point: Point) -> float:
    return point.score if point.score is not None else float("inf")


_TELLING: tuple[tuple[Callable[..., Point], Callable[[Point], object]], ...] = (
    (max, _worst),
    (min, _lowest),
    (min, lambda point: point.when),
)
