"""Which machine, point and condition a command means; names that are new are added."""

import argparse
from dataclasses import dataclass, replace

from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.workflows.workflows import Workflows

FIRST_POINT = "Usual place"
FIRST_CONDITION = "Usual running"


@dataclass(frozen=True, slots=True)
class Target:
    """What is listened to. `new`: the machine was added by this command."""

    machine: Machine
    point: MeasuringPoint
    condition: OperatingCondition
    new: bool = False

    @property
    def words(self) -> str:
        """Machine, point and condition in one line."""
        return f"{self.machine.name}, {self.point.name}, {self.condition.name}"


def find_target(workflows: Workflows, options: argparse.Namespace) -> Target:
    """Finds by name, whatever its case, and adds what is missing."""
    machine = workflows.machines.named(options.machine)
    if machine is None:
        condition = OperatingCondition(options.condition or FIRST_CONDITION, rpm=options.rpm)
        point = MeasuringPoint(options.point or FIRST_POINT, (condition,), fixed=options.fixed)
        machine = workflows.machines.add(Machine(options.machine, MachineType(options.type), (point,)))
        return Target(machine, point, condition, new=True)
    found = _point(machine, options.point)
    point = found or MeasuringPoint(options.point, (), fixed=options.fixed)
    wanted = _condition(point, options.condition)
    condition = wanted or OperatingCondition(options.condition or FIRST_CONDITION, rpm=options.rpm)
    if found is None or wanted is None:
        point = replace(point, conditions=(*point.conditions, condition))
        others = tuple(point if p.id == point.id else p for p in machine.points)
        points = others if found else (*machine.points, point)
        machine = workflows.machines.change(replace(machine, points=points))
    return Target(machine, point, condition)


def _point(machine: Machine, name: str | None) -> MeasuringPoint | None:
    if name is None:
        return machine.points[0]
    return next((p for p in machine.points if p.name.casefold() == name.casefold()), None)


def _condition(point: MeasuringPoint, name: str | None) -> OperatingCondition | None:
    if name is None:
        return point.conditions[0] if point.conditions else None
    return next((c for c in point.conditions if c.name.casefold() == name.casefold()), None)
