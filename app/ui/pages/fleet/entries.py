"""A machine as the page asks for it: found by words in any spelling, ordered as people count."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.fleet import MachineNow
from app.domain.spelling import folded, natural
from app.domain.urgency import urgency, wants_visit
from app.ui.pages.fleet.values import Entry


def entry(now: MachineNow, at: datetime) -> Entry:
    """One machine at that moment."""
    summary, machine = now.summary, now.machine
    worst = summary.worst
    words = (machine.name, machine.code, machine.site, machine.area, machine.notes)
    return Entry(
        now,
        machine.id,
        (machine.site, machine.area),
        worst.state if worst else summary.state,
        worst.last.score if worst and worst.last else None,
        summary.visited_at,
        _point(now, worst.condition_id if worst else None),
        (natural(machine.name), machine.name, machine.id),
        wants_visit(now),
        urgency(now, at),
        folded("\n".join(words)),
    )


def entries(machines: Sequence[MachineNow], at: datetime) -> tuple[Entry, ...]:
    """All machines in the order given."""
    return tuple(entry(now, at) for now in machines)


def _point(now: MachineNow, condition_id: str | None) -> str:
    """Where and how the machine stands as it does: "Inlet side · Full speed"."""
    for point in now.machine.points:
        for condition in point.conditions:
            if condition.id == condition_id:
                return f"{point.name} · {condition.name}"
    return ""
