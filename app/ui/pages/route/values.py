"""What the route page shows, as plain values: decided by the presenters, painted by the panels."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.plan import StopState
from app.domain.verdict import State
from app.language import later

PROPOSAL = "due today"
"""Stands for a route's id where the route is only proposed: everything that is due today."""


class View(StrEnum):
    """What the page shows."""

    ROUTE = "route"
    PLAN = "plan"


class Group(StrEnum):
    """The heads of the plan, in their order; the value is the word shown."""

    OVERDUE = later("Overdue")
    TODAY = later("Today")
    WEEK = later("Within a week")
    LATER = later("Later")
    NONE = later("No date")


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One route of the list; `share` of the way is behind where somebody is on it."""

    key: str
    name: str
    note: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class StopRow:
    """One stop; `due` says how late it is, `points` how far it is heard where that says something."""

    number: int
    machine_id: str
    state: State
    name: str
    place: str
    due: str
    late: bool
    became: StopState = StopState.LEFT
    heard_at: datetime | None = None
    points: str = ""
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class StopFace:
    """The stop that is looked at; `title` says which of all it is, `over` what passing it over is called.

    `over` is empty where nothing is left to pass over, `skipped` where it can be taken up again.
    """

    title: str
    row: StopRow
    code: str
    where: str
    condition_id: str
    running: bool
    over: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class WalkFace:
    """A route as a whole: `summary` in one line, `share` of the way that is behind while somebody walks it.

    `at` is when the walk began, or when the last one did, `run_id` which it was; None and "" where there was none.
    """

    name: str
    summary: str
    running: bool = False
    share: float = 0.0
    told: str = ""
    over: bool = False
    proposed: bool = False
    at: datetime | None = None
    run_id: str = ""


@dataclass(frozen=True, slots=True)
class RoutesShown:
    """All of the route view; `routes` is None until the history was asked, `walk` where there is no route."""

    routes: tuple[RouteRow, ...] | None = None
    chosen: str = ""
    walk: WalkFace | None = None
    stops: tuple[StopRow, ...] = ()
    stop: StopFace | None = None
    due_today: int = 0
    machines: int = 0


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A route while it is worded: its stops, and the machines that were sought to be added."""

    name: str
    new: bool
    stops: tuple[StopRow, ...]
    sought: str = ""
    found: tuple[StopRow, ...] = ()
    more: int = 0
    """How many more were found than are listed."""


@dataclass(frozen=True, slots=True)
class PlanHead:
    """The line above a group of the plan."""

    group: Group
    count: int
    machine_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One machine of the plan."""

    machine_id: str
    state: State
    name: str
    place: str
    last: datetime | None
    due_at: datetime | None
    due: str
    late: bool
    interval_days: int | None


@dataclass(frozen=True, slots=True)
class PlanShown:
    """All of the plan view but which rows are chosen; `rows` is None until the history was asked.

    `orders` are the ids and names of the routes whose order a new one can take over.
    """

    rows: tuple[PlanHead | PlanRow, ...] | None = None
    machines: int = 0
    planned: int = 0
    late: int = 0
    orders: tuple[tuple[str, str], ...] = ()
