"""What the report of one walk along a route is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.machine import Machine
from app.domain.plan import RouteRun, StopState
from app.domain.review import Found
from app.domain.verdict import State
from app.reports.printing import Printing

_URGENCY = (State.ABNORMAL, State.WATCH, State.CANNOT_TELL, State.HEALTHY, State.NO_BASELINE)


@dataclass(frozen=True, slots=True)
class HeardFacts:
    """The newest inspection at one point and condition on the walk, as it was stored."""

    place: str
    when: datetime
    state: State
    score: float | None
    finding: str
    next_step: str
    inspector: str
    take_sha256: str
    found: Found | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class StopFacts:
    """A stop of the walk: `number` is its place on the way, from 1; `heard` goes by the machine's points."""

    number: int
    machine: Machine
    state: StopState
    heard: tuple[HeardFacts, ...] = ()

    @property
    def alarms(self) -> list[HeardFacts]:
        """What was heard here and was not healthy, the most urgent first."""
        return sorted((one for one in self.heard if one.state is not State.HEALTHY), key=urgency)


@dataclass(frozen=True, slots=True)
class RouteReportFacts:
    """One walk; `gone` counts stops of it that are not in the history any more."""

    name: str
    run: RouteRun
    stops: Sequence[StopFacts]
    gone: int
    how: Printing

    @property
    def heard(self) -> list[HeardFacts]:
        """All that was heard, in the order of the way."""
        return [one for stop in self.stops for one in stop.heard]

    @property
    def worst(self) -> State | None:
        """The most urgent verdict of the walk, None where nothing was heard."""
        return min(self.heard, key=urgency).state if self.heard else None

    def count(self, state: StopState) -> int:
        """How many stops ended so."""
        return sum(stop.state is state for stop in self.stops)


def urgency(one: HeardFacts) -> tuple[int, float]:
    """A sort key: abnormal first, of those the highest score."""
    return _URGENCY.index(one.state), -(one.score if one.score is not None else -1.0)
