"""What is written of a simulated machine beside its visits: its own facts, placements, what was thrown away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.bin import KEPT, Binned, Thing
from app.domain.machine import Machine, MachineVersion
from app.domain.placement import Placement
from app.workflows.demo.chance import Chance
from app.workflows.demo.names import PLACEMENTS
from app.workflows.demo.walks import Time
from app.workflows.demo.years import Visited

_THROWN = 0.35
_THROWN_SINCE = 0.05


def versions(machine: Machine, by: str, until: datetime, chance: Chance) -> tuple[MachineVersion, ...]:
    """How the machine was described since it was set up: its notes often came only later."""
    chance = chance.of("versions")
    later = machine.created_at + (until - machine.created_at) * chance.between(0.1, 0.9)
    first = MachineVersion(machine, 1, by, id=chance.new_id(), at=machine.created_at)
    if not machine.notes or chance.happens(0.4):
        return (first,)
    second = MachineVersion(machine, 2, by, id=chance.new_id(), at=later.replace(microsecond=0))
    return (replace(first, machine=replace(machine, notes="")), second)


def placements(machine: Machine, by: str, chance: Chance) -> tuple[Placement, ...]:
    """How the microphone is held at the points of which somebody wrote it down."""
    found = []
    for point in machine.points:
        one = chance.of(f"placement {point.id}")
        if one.happens(0.6):
            note = one.one(PLACEMENTS).format(cm=one.one((20, 30, 50, 80)))
            found.append(Placement(point.id, note, by=by, id=one.new_id(), placed_at=machine.created_at))
    return tuple(found)


def thrown_away(visits: Sequence[Visited], machine: Machine, time: Time, chance: Chance) -> tuple[Binned, ...]:
    """Takes that failed the gate and were recorded once more, as far as they still lie in the bin."""
    found = []
    for visited in visits[:-1]:
        inspection = visited.inspection
        one = chance.of(f"thrown {inspection.id}")
        at = inspection.analysed_at + timedelta(minutes=one.whole(2, 90))
        if not inspection.quality.usable and time.until - at < KEPT / 2 and one.happens(_THROWN):
            name = f"{machine.name}, {inspection.take.file_name}"
            found.append(
                Binned(Thing.INSPECTION, inspection.id, name, inspection.inspector, id=one.new_id(), at=at)
            )
    return tuple(found)


def taken_down(machine: Machine, by: str, time: Time, chance: Chance) -> Binned:
    """The machine itself in the bin."""
    at = (time.until - time.span * _THROWN_SINCE).replace(microsecond=0)
    return Binned(Thing.MACHINE, machine.id, machine.name, by, id=chance.new_id(), at=at)
