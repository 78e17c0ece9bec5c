"""Machines between rows and domain values, and how names are compared."""

import unicodedata

from app.domain.machine import Machine, MeasuringPoint, OperatingCondition
from app.history.columns import whole_characters
from app.history.tables import ConditionRow, MachineRow, PointRow


def tidy_name(name: str) -> str:
    """The name as it is kept: no stray blanks, accents written in one way."""
    return unicodedata.normalize("NFC", " ".join(whole_characters(name).split()))


def name_key(name: str) -> str:
    """The name as it is compared: without regard to case."""
    return unicodedata.normalize("NFC", tidy_name(name).casefold())


def fill_machine(row: MachineRow, machine: Machine) -> None:
    """Write the machine's own fields into its row; the points are left alone."""
    row.name = tidy_name(machine.name)
    row.name_key = name_key(machine.name)
    row.type = machine.type
    row.site = machine.site
    row.code = machine.code
    row.blades = machine.blades
    row.created_at = machine.created_at


def point_row(point: MeasuringPoint, position: int) -> PointRow:
    """A new row for the point with its conditions."""
    return PointRow(
        id=point.id,
        position=position,
        name=point.name,
        fixed=point.fixed,
        conditions=[condition_row(condition, place) for place, condition in enumerate(point.conditions)],
    )


def condition_row(condition: OperatingCondition, position: int) -> ConditionRow:
    """A new row for the condition."""
    return ConditionRow(id=condition.id, position=position, name=condition.name, rpm=condition.rpm)


def to_machine(row: MachineRow, points: tuple[MeasuringPoint, ...]) -> Machine:
    """The machine with the points already read."""
    return Machine(
        id=row.id,
        name=row.name,
        type=row.type,
        points=points,
        site=row.site,
        code=row.code,
        blades=row.blades,
        created_at=row.created_at,
    )
