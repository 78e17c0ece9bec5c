"""Machines between rows, kept versions and domain values, and how names are compared."""

import unicodedata
from datetime import datetime
from typing import Any

from app.domain.machine import (
    Criticality,
    Machine,
    MachineType,
    MachineVersion,
    MeasuringPoint,
    OperatingCondition,
)
from app.history.columns import member, whole_characters
from app.history.mappers_take import readable
from app.history.tables import ConditionRow, MachineRow, PointRow
from app.history.tables_fleet import MachineVersionRow
from app.language import later


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
    row.area = machine.area
    row.criticality = machine.criticality
    row.notes = machine.notes
    row.photo = machine.photo
    row.interval_days = machine.interval_days
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
        area=row.area,
        criticality=row.criticality,
        notes=row.notes,
        photo=row.photo,
        interval_days=row.interval_days,
        created_at=row.created_at,
    )


def machine_out(machine: Machine) -> dict[str, Any]:
    """The whole machine as JSON takes it; words by their names in the code, as in columns."""
    return {
        "id": machine.id,
        "name": machine.name,
        "type": machine.type.name,
        "site": machine.site,
        "code": machine.code,
        "blades": machine.blades,
        "created_at": machine.created_at.isoformat(timespec="microseconds"),
        "area": machine.area,
        "criticality": machine.criticality.name,
        "notes": machine.notes,
        "photo": machine.photo,
        "interval_days": machine.interval_days,
        "points": [_point_out(point) for point in machine.points],
    }


def _point_out(point: MeasuringPoint) -> dict[str, Any]:
    conditions = [{"id": one.id, "name": one.name, "rpm": one.rpm} for one in point.conditions]
    return {"id": point.id, "name": point.name, "fixed": point.fixed, "conditions": conditions}


def machine_in(kept: dict[str, Any]) -> Machine:
    """The machine in that JSON; Problem when it is damaged, or from a later version."""
    with readable(later("the earlier version of a machine")):
        words = {
            "type": member(MachineType, kept["type"]),
            "criticality": member(Criticality, kept["criticality"]),
            "created_at": datetime.fromisoformat(kept["created_at"]),
            "points": tuple(_point_in(point) for point in kept["points"]),
        }
        return Machine(**{**kept, **words})


def _point_in(kept: dict[str, Any]) -> MeasuringPoint:
    conditions = tuple(OperatingCondition(**condition) for condition in kept["conditions"])
    return MeasuringPoint(kept["name"], conditions, id=kept["id"], fixed=kept["fixed"])


def version_row(version: MachineVersion) -> MachineVersionRow:
    """A new row for the version."""
    return MachineVersionRow(
        id=version.id,
        machine_id=version.machine.id,
        revision=version.revision,
        changed_at=version.at,
        changed_by=version.by,
        machine=machine_out(version.machine),
    )


def to_version(row: MachineVersionRow) -> MachineVersion:
    """The version in this row."""
    return MachineVersion(machine_in(row.machine), row.revision, row.changed_by, id=row.id, at=row.changed_at)
