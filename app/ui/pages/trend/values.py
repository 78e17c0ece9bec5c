"""What the trend page shows, as plain values: decided by the presenters, painted by the panels."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.forecast import Forecast
from app.domain.machine import Machine
from app.domain.reading import Reading
from app.domain.verdict import State
from app.language import later
from app.workflows.machine_story_values import Ahead, BandLine, LimitsSince, Point, Story, VisitLine

Range = tuple[float, float]
"""Two frequencies in Hz."""


class Reach(StrEnum):
    """How much of the history is in sight at first; the value is the word shown."""

    QUARTER = later("3 months")
    YEAR = later("1 year")
    ALL = later("All")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened between visits: an icon above the score, a line through everything where `strong`.

    `breaks` after which nothing goes on as it was: a repair. `pale` is what was undone; `title` stands beside the
    icon where there is room, or else `short`.
    """

    when: datetime
    icon: str
    title: str
    detail: str = ""
    strong: bool = False
    pale: bool = False
    breaks: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class LanePoint:
    """One value of a lane and what is said of it; `inspection_id` is the visit it belongs to, if any."""

    when: datetime
    value: float
    text: str
    inspection_id: str | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One curve below the score, with a scale of its own; `about_zero` has its healthy line at zero."""

    key: str
    title: str
    unit: str
    points: tuple[LanePoint, ...]
    about_zero: bool = False


@dataclass(frozen=True, slots=True)
class LaneChoice:
    """A lane that can be shown; `shown` is whether it is."""

    key: str
    title: str
    shown: bool


def band_key(wanted: Range) -> str:
    """What the lane of a range is called inside."""
    return f"band {wanted[0]:.1f} {wanted[1]:.1f}"


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn over time. `now` is where the future begins."""

    now: datetime
    points: tuple[Point, ...] = ()
    limits: tuple[LimitsSince, ...] = ()
    marks: tuple[Mark, ...] = ()
    lanes: tuple[Lane, ...] = ()
    forecast: Forecast | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One of the conditions of a machine, in words, and in fewer where there is little room."""

    condition_id: str
    title: str
    short: str


@dataclass(frozen=True, slots=True)
class TrendShown:
    """The chart, and the bar above the page; `machine` is None until the history was asked."""

    machine: Machine | None = None
    condition_id: str = ""
    places: tuple[Place, ...] = ()
    facts: str = ""
    about: str = ""
    chart: Chart | None = None
    choices: tuple[LaneChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadShown:
    """How it is, how it goes on, what to do by when; `state` is None while nobody knows yet."""

    state: State | None = None
    score: float | None = None
    title: str = ""
    what: str = ""
    to_do: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class ListShown:
    """The inspections read so far, newest first; `lines` is None until the history was asked.

    `others` is whether the machine has other conditions, of which the inspections could be listed too.
    """

    lines: tuple[VisitLine, ...] | None = None
    more: bool = False
    ticked: tuple[str, ...] = ()
    filtered: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """When a reading was read: at a visit, or now where `at` is None."""

    at: datetime | None = None
    inspection_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingsShown:
    """The readings that count, newest first, and when the next one is said to be read.

    `correcting` is the one being corrected, `typed` all that was ever typed in for it, newest first.
    """

    readings: tuple[Reading, ...] = ()
    whens: tuple[When, ...] = (When(),)
    correcting: Reading | None = None
    typed: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendState:
    """All that was read for the page; of the `bands` those without a line are offered and not yet read.

    `hidden` are the keys of lanes that nobody wants to see.
    """

    story: Story
    now: datetime
    ahead: Ahead | None = None
    bands: tuple[tuple[Range, BandLine | None], ...] = ()
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A point and condition in the machine's panel; `here` is the one whose trend is shown."""

    condition_id: str
    title: str
    state: State
    baseline: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A line of the log of the baselines there; `pale` is what was undone."""

    day: str
    what: str
    by: str = ""
    pale: bool = False


@dataclass(frozen=True, slots=True)
class FactsShown:
    """What is known of a machine, a line each; `short` says it in a few words, `planned` when it is due.

    `rows` are its conditions, and below the one that is shown the log of its baselines, newest first.
    """

    lines: tuple[str, ...] = ()
    short: str = ""
    planned: str = ""
    late: bool = False
    notes: str = ""
    photo: str = ""
    rows: tuple[ConditionRow | VersionRow, ...] = ()
