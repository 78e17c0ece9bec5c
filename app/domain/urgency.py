"""Which machines want a visit, and which of them first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from app.domain.fleet import MachineNow, TrendPoint
from app.domain.machine import Criticality
from app.domain.verdict import State

_STEPS = (State.ABNORMAL, State.WATCH, State.CANNOT_TELL, State.HEALTHY, State.NO_BASELINE)
"""`HEALTHY` stands for the planned visit that is overdue: a healthy machine wants no other."""

_OVERDUE = _STEPS.index(State.HEALTHY)
_CRITICALITY = (Criticality.HIGH, Criticality.NORMAL, Criticality.LOW)

TREND = 12
"""So many visits are enough to see whether the score rises."""

_TOGETHER = 3
_ABNORMAL_FROM = 1.0


class Urgency(NamedTuple):
    """Where a machine stands in the order of `urgency`: the smaller, the sooner it wants its visit."""

    step: int
    criticality: int
    below: float
    not_late: timedelta
    name: str
    id: str

    @property
    def group(self) -> tuple[int, int]:
        """What is known of it without its trend; a trend moves a machine within its group only."""
        return self.step, self.criticality


def wants_visit(now: MachineNow) -> bool:
    """Whether somebody should go there: all machines but the healthy ones that are not overdue."""
    return now.overdue or now.summary.state is not State.HEALTHY


def urgency(now: MachineNow, at: datetime, trend: Sequence[TrendPoint] = ()) -> Urgency:
    """The order of the visits. Each question is asked only where the ones before leave machines alike.

    1. How is it: abnormal, then watch, then cannot tell, then overdue, then no baseline? An overdue machine counts
       as overdue at least.
    2. What does it cost when it stands still: high, normal, low?
    3. Where will its score soon be: the score, and what it rose of late; the highest first. Asked of abnormal and
       watch only, since no other is above a limit. What a technician found faulty is at 1.0 at least.
    4. How long has its date passed: the longest first.
    5. What is its name?
    """
    step = _STEPS.index(now.summary.state)
    late = at - now.due_at if now.overdue and now.due_at else timedelta()
    return Urgency(
        step=min(step, _OVERDUE) if now.overdue else step,
        criticality=_CRITICALITY.index(now.machine.criticality),
        below=-_soon_at(now, trend) if step < _STEPS.index(State.CANNOT_TELL) else 0.0,
        not_late=-late,
        name=now.machine.name.casefold(),
        id=now.machine.id,
    )


def rise(trend: Sequence[TrendPoint]) -> float:
    """How much higher the score was at the newest three visits than at the three before; 0 for a fall or too few.

    Medians, so that one odd take makes no rise.
    """
    scores = [point.score for point in trend if point.score is not None]
    if len(scores) < 2 * _TOGETHER:
        return 0.0
    return max(median(scores[-_TOGETHER:]) - median(scores[-2 * _TOGETHER : -_TOGETHER]), 0.0)


def _soon_at(now: MachineNow, trend: Sequence[TrendPoint]) -> float:
    last = now.summary.last
    score = last.score if last and last.score is not None else 0.0
    if now.summary.state is State.ABNORMAL:
        score = max(score, _ABNORMAL_FROM)
    return score + rise(trend)
