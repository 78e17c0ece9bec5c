"""Every machine as it stands, and where that leaves it in its plan: the fleet and the routes tell it alike."""

from datetime import datetime

from app.domain.fleet import MachineNow, MachineSummary
from app.domain.plan import due_at, timing
from app.history.history import History


def planned_machines(history: History, at: datetime) -> tuple[MachineNow, ...]:
    """By name, at that moment, without trends."""
    summaries = history.fleet(trend=0)
    # Only for who was never visited does it matter when the plan was made.
    new = [one.machine.id for one in summaries if one.machine.interval_days and one.visited_at is None]
    since = history.routes.planned_since(new) if new else {}
    return tuple(_now(one, since.get(one.machine.id, one.machine.created_at), at) for one in summaries)


def _now(summary: MachineSummary, planned_since: datetime, at: datetime) -> MachineNow:
    due = due_at(summary.machine.interval_days, summary.visited_at, planned_since)
    return MachineNow(summary, due, timing(due, at))
