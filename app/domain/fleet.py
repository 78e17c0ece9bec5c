"""How all machines stand: each in one line, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.domain.forecast import Action
from app.domain.identity import new_id, now
from app.domain.inspection import Visit
from app.domain.machine import Machine
from app.domain.plan import Timing
from app.domain.review import Found
from app.domain.verdict import State, Thresholds
from app.language import later

_URGENCY = (State.HEALTHY, State.NO_BASELINE, State.CANNOT_TELL, State.WATCH, State.ABNORMAL)
"""The later, the sooner somebody should look; the worst of a machine's conditions is the machine's."""


@dataclass(frozen=True, slots=True)
class ConditionNow:
    """How a machine stands at one condition: its newest visit, and the healthy clips it is compared with."""

    condition_id: str
    last: Visit | None
    baseline_clips: int

    @property
    def state(self) -> State:
        """The newest verdict as far as nobody found otherwise: what a technician saw counts for more."""
        if not self.baseline_clips:
            return State.NO_BASELINE
        if self.last is None:
            return State.CANNOT_TELL
        if self.last.found is Found.HEALTHY:
            return State.HEALTHY
        if self.last.found is Found.FAULTY:
            return State.WATCH if self.last.state is State.WATCH else State.ABNORMAL
        return self.last.state


def worst(conditions: Sequence[ConditionNow]) -> ConditionNow | None:
    """Of a machine's conditions the one that somebody should look at first, among those ever listened to.

    A condition nobody listened to yet says nothing of the machine, unless there is no other.
    """
    heard = [one for one in conditions if one.last or one.baseline_clips] or conditions
    return max(heard, key=lambda one: (_URGENCY.index(one.state), _score(one)), default=None)


class TrendPoint(NamedTuple):
    """One visit in a small trend. A plain tuple: a page of a thousand machines makes ten thousand of them."""

    when: datetime
    state: State
    score: float | None


@dataclass(frozen=True, slots=True)
class MachineSummary:
    """A machine in one line. `trend` are its newest visits at the condition that is worst, oldest first."""

    machine: Machine
    conditions: tuple[ConditionNow, ...]
    trend: tuple[TrendPoint, ...] = ()

    @property
    def worst(self) -> ConditionNow | None:
        """The condition that somebody should look at first; see `worst`."""
        return worst(self.conditions)

    @property
    def state(self) -> State:
        """The machine's state: that of its worst condition, so that none hides behind another."""
        return self.worst.state if self.worst else State.NO_BASELINE

    @property
    def alarming(self) -> str | None:
        """The id of the worst condition where that is abnormal or to be watched: what one comes to look at."""
        worst = self.worst
        return worst.condition_id if worst and worst.state in (State.ABNORMAL, State.WATCH) else None

    @property
    def last(self) -> Visit | None:
        """The newest visit at the worst condition."""
        return self.worst.last if self.worst else None

    @property
    def visited_at(self) -> datetime | None:
        """When the machine was last listened to, at any condition."""
        return max((one.last.when for one in self.conditions if one.last), default=None)

    @property
    def baseline_clips(self) -> int:
        """The most healthy clips that are known at one of its conditions."""
        return max((one.baseline_clips for one in self.conditions), default=0)


@dataclass(frozen=True, slots=True)
class MachineNow:
    """A machine among all others: how it stands, and when it is to be visited; None where nobody planned it."""

    summary: MachineSummary
    due_at: datetime | None
    timing: Timing

    @property
    def machine(self) -> Machine:
        """The machine itself."""
        return self.summary.machine

    @property
    def overdue(self) -> bool:
        """Whether its date has passed: told beside the state, never instead of it."""
        return self.timing is Timing.OVERDUE


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """A machine that wants a visit before others, with what says so.

    `finding` is how much and where, as the newest verdict at its worst condition told it; `limits` that verdict's,
    None where it had none; `trend` the visits there, oldest first.
    """

    now: MachineNow
    action: Action
    finding: str = ""
    limits: Thresholds | None = None
    trend: tuple[TrendPoint, ...] = ()


def _score(one: ConditionNow) -> float:
    return one.last.score if one.last and one.last.score is not None else -1.0


@dataclass(frozen=True, slots=True)
class StateChange:
    """A visit that was judged otherwise than the one before it at the same condition.

    `before` is None where it is the first visit there, which is told where it is abnormal or to be watched.
    """

    machine_id: str
    visit: Visit
    before: State | None
    before_score: float | None


class SureVisit(NamedTuple):
    """A visit as far as its verdict says how sure it is, from 0 to 1; `model_id` names what gave it."""

    inspection_id: str
    when: datetime
    state: State
    model_id: str
    confidence: float


class JudgedVisit(NamedTuple):
    """When a machine was judged where; many thousands of them are asked for what they have in common."""

    when: datetime
    machine_id: str
    condition_id: str


class AlertKind(StrEnum):
    """What happened; the value is the word shown."""

    STATE = later("state changed")
    SURGE = later("several machines worse")
    CONFIDENCE = later("confidence falling")
    DRIFT = later("slow change")
    FLEET_DRIFT = later("all machines changed")


@dataclass(frozen=True, slots=True)
class Alert:
    """One line of what changed. `id` is made from what it tells of, so that two laptops agree on it."""

    id: str
    kind: AlertKind
    at: datetime
    machine_ids: tuple[str, ...]
    what: str
    before: State | None = None
    after: State | None = None
    score: float | None = None
    inspection_id: str | None = None
    seen: "Seen | None" = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody took note of an alert, or (`open_again`) took that back. The newest counts."""

    alert_id: str
    note: str = ""
    by: str = ""
    open_again: bool = False
    id: str = field(default_factory=new_id)
    at: datetime = field(default_factory=now)
