"""What became of each machine's own facts, and going back to an earlier wording of them."""

from dataclasses import replace

from app.domain.machine import Machine, MachineVersion
from app.history.database import Database
from app.history.machines import Machines
from app.history.versions import Versions


class MachineLog:
    """The versions of machines; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def versions(self, machine_id: str) -> list[MachineVersion]:
        """How a machine was left by each change, newest first; the first of the list is how it is now."""
        with self._database.reading() as session:
            return Versions(session).of(machine_id)

    def restore(self, version_id: str, by: str = "") -> Machine:
        """Make a machine as it was in a version, which becomes its newest; points with history stay.

        Problem when the machine is in the bin, or another has the name by now. To undo a change is to restore
        the version before it, to redo it to restore the version that it made.
        """
        with self._database.writing() as session:
            machines = Machines(session)
            wanted = Versions(session).get(version_id).machine
            return machines.change(_with_what_stays(machines, wanted), by)


def _with_what_stays(machines: Machines, wanted: Machine) -> Machine:
    """The machine with the points and conditions that have history by now, though they came only later."""
    named = {condition.id for point in wanted.points for condition in point.conditions}
    points = {point.id: point for point in wanted.points}
    for point in machines.get(wanted.id).points:
        known = points.get(point.id)
        late = tuple(one for one in point.conditions if one.id not in named)
        used = tuple(one for one in late if machines.condition_used(one.id))
        if known:
            points[point.id] = replace(known, conditions=known.conditions + used)
        elif used or (late and machines.point_used(point.id)):
            points[point.id] = replace(point, conditions=used or late)
    return replace(wanted, points=tuple(points.values()))
