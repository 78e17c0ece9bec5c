"""The machine, measuring point and condition of a planned place: found by name, added where they are new."""

from dataclasses import replace

from app.domain.machine import Machine, MeasuringPoint, OperatingCondition
from app.history.history import History
from app.language import tr
from app.workflows.archive.plan import FIRST_CONDITION, FIRST_POINT, Place
from app.workflows.archive.planning import key


def find(history: History, place: Place) -> tuple[Machine, OperatingCondition] | None:
    """What a place is in the history; None where a part of it is new."""
    machine = history.machine_named(place.machine)
    point = _point(machine, place) if machine else None
    condition = _condition(point, place) if point else None
    return (machine, condition) if machine and condition else None


def find_or_add(history: History, place: Place) -> tuple[Machine, OperatingCondition]:
    """What a place is in the history, from now on."""
    found = find(history, place)
    if found is not None:
        return found
    condition = OperatingCondition(place.condition or tr(FIRST_CONDITION))
    machine = history.machine_named(place.machine)
    if machine is None:
        point = MeasuringPoint(place.point or tr(FIRST_POINT), (condition,), fixed=place.fixed)
        return history.add_machine(Machine(place.machine, place.type, (point,))), condition
    known = _point(machine, place)
    if known is None:
        point = MeasuringPoint(place.point or tr(FIRST_POINT), (condition,), fixed=place.fixed)
        points = (*machine.points, point)
    else:
        point = replace(known, conditions=(*known.conditions, condition))
        points = tuple(point if one.id == known.id else one for one in machine.points)
    return history.change_machine(replace(machine, points=points)), condition


def _point(machine: Machine, place: Place) -> MeasuringPoint | None:
    if not place.point:
        return machine.points[0]
    return next((point for point in machine.points if key(point.name) == key(place.point)), None)


def _condition(point: MeasuringPoint, place: Place) -> OperatingCondition | None:
    if not place.condition:
        return point.conditions[0] if point.conditions else None
    return next((one for one in point.conditions if key(one.name) == key(place.condition)), None)
