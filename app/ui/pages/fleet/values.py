"""What the fleet page shows and what can be chosen on it, as plain values without a widget."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.fleet import Alert, FirstVisit, MachineNow
from app.domain.spelling import NaturalKey
from app.domain.verdict import State

Place = tuple[str, str]
"""A site and one of its areas; either may be empty."""


class Sort(StrEnum):
    """What the machines are ordered by; the value is the word kept in the settings."""

    URGENCY = "urgency"
    NAME = "name"
    SCORE = "score"
    VISIT = "last visit"
    DUE = "due"
    SITE = "site"
    AREA = "area"
    CODE = "code"
    POINT = "point"
    STATE = "state"
    CRITICALITY = "criticality"


OFFERED = (Sort.URGENCY, Sort.NAME, Sort.SCORE, Sort.VISIT, Sort.DUE)
"""What the bar offers; the heads of the table offer the rest."""


class Group(StrEnum):
    """What the grid is divided by; the value is the word kept in the settings."""

    AREA = "area"
    STATE = "state"
    TYPE = "type"
    CRITICALITY = "criticality"
    DUE = "due"
    NONE = "none"


class Arrangement(StrEnum):
    """How the machines are laid out."""

    GRID = "grid"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which machines are shown; an empty one holds nothing back.

    `machine_ids` are those of an alert about several, called `called`; None where no alert was pressed.
    """

    text: str = ""
    states: frozenset[State] = frozenset()
    overdue: bool = False
    place: Place | None = None
    machine_ids: frozenset[str] | None = None
    called: str = ""

    @property
    def active(self) -> bool:
        """Whether it may hold a machine back."""
        return bool(self.text.strip() or self.states or self.overdue or self.place or self.machine_ids is not None)


@dataclass(frozen=True, slots=True)
class Choices:
    """All that was chosen on the page. `reverse` turns the order round."""

    sieve: Sieve = Sieve()
    sort: Sort = Sort.URGENCY
    reverse: bool = False
    group: Group = Group.AREA
    arrangement: Arrangement = Arrangement.GRID


@dataclass(frozen=True, slots=True)
class Entry:
    """A machine with what is asked of it again and again: worked out once, off the GUI thread.

    `place` is where it stands, `by_name` puts machines in the order of their names, `wanted` says whether it wants
    a visit, `urgency` how soon among those that do.
    """

    now: MachineNow
    id: str
    place: Place
    state: State
    score: float | None
    visited_at: datetime | None
    point: str
    by_name: tuple[NaturalKey, str, str]
    wanted: bool
    urgency: tuple[object, ...]
    haystack: str


@dataclass(frozen=True, slots=True)
class Section:
    """Some machines under one heading; `place` where pressing the heading shows that place alone."""

    title: str
    entries: tuple[Entry, ...]
    above: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many machines are in a state; `share` of all of them, 0 … 1."""

    state: State
    number: int
    share: float


@dataclass(frozen=True, slots=True)
class FleetShown:
    """All of the page but what changed. `total` is None until the history was asked.

    `entries` are all that the sieve lets through, in their order; `cards` is empty while a sieve holds. `sections`
    divide those without a card. `at` is the moment for which "in 6 days" is said.
    """

    at: datetime
    total: int | None = None
    sites: tuple[str, ...] = ()
    last_visit: datetime | None = None
    counts: tuple[Count, ...] = ()
    overdue: int = 0
    cards: tuple[FirstVisit, ...] = ()
    calm: str = ""
    sections: tuple[Section, ...] = ()
    entries: tuple[Entry, ...] = ()
    places: tuple[Place, ...] = ()
    choices: Choices = Choices()
    failed: bool = False


@dataclass(frozen=True, slots=True)
class ChangesShown:
    """What changed, newest first. `since` is how far back it was read; `alerts` None until it was.

    `kept` are those that were seen a moment ago: they stay in their place until the list is read again.
    """

    at: datetime
    alerts: tuple[Alert, ...] | None = None
    since: datetime | None = None
    only_open: bool = True
    kept: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    reading: bool = False
    failed: bool = False

    @property
    def shown(self) -> tuple[Alert, ...]:
        """Those in the list."""
        alerts = self.alerts or ()
        return tuple(one for one in alerts if not self.only_open or one.seen is None or one.id in self.kept)

    @property
    def open_count(self) -> int:
        """How many nobody has seen."""
        return sum(one.seen is None for one in self.alerts or ())
