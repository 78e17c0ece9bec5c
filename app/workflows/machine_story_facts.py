"""What is known of a machine beside its visits: how each condition stands, when it is due, its baselines' log."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.fleet import ConditionNow
from app.domain.machine import Machine, MeasuringPoint, OperatingCondition
from app.domain.plan import Timing, due_at, timing
from app.history.history import History
from app.workflows.baseline_story import BaselineStory, read_story


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """One condition of a machine as it stands; `learnt_at` is when its baseline was made, if one counts."""

    point: MeasuringPoint
    condition: OperatingCondition
    now: ConditionNow
    learnt_at: datetime | None = None


@dataclass(frozen=True, slots=True, eq=False)
class MachineFacts:
    """A machine with all its conditions in their order, and the log of the baselines at one of them.

    `due_at` is when the next visit is to be made, None where nobody planned one.
    """

    machine: Machine
    conditions: tuple[ConditionFacts, ...]
    baselines: BaselineStory
    due_at: datetime | None
    timing: Timing


def read_facts(history: History, machine_id: str, condition_id: str, at: datetime) -> MachineFacts:
    """The facts as of a moment; KeyError for an unknown machine or condition."""
    machine = history.machine(machine_id)
    conditions = tuple(
        _condition(history, machine, point, condition)
        for point in machine.points
        for condition in point.conditions
    )
    due = due_at(machine.interval_days, _visited_at(conditions), _planned_since(history, machine))
    return MachineFacts(machine, conditions, read_story(history, condition_id), due, timing(due, at))


def _condition(
    history: History, machine: Machine, point: MeasuringPoint, condition: OperatingCondition
) -> ConditionFacts:
    last = next(iter(history.visits(machine.id, condition.id, limit=1)), None)
    baseline = history.baseline(condition.id)
    if baseline is None:
        return ConditionFacts(point, condition, ConditionNow(condition.id, last, 0))
    return ConditionFacts(
        point, condition, ConditionNow(condition.id, last, baseline.clip_count), baseline.learnt_at
    )


def _visited_at(conditions: tuple[ConditionFacts, ...]) -> datetime | None:
    return max((one.now.last.when for one in conditions if one.now.last), default=None)


def _planned_since(history: History, machine: Machine) -> datetime:
    return history.routes.planned_since([machine.id]).get(machine.id, machine.created_at)
