"""The machines, their points and conditions: added and changed; only what lay in the bin for long is removed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.machine import Machine, MeasuringPoint, OperatingCondition
from app.domain.problem import Problem
from app.history.in_the_bin import in_place, refuse_if_binned
from app.history.mappers_machine import condition_row, fill_machine, name_key, point_row, to_machine
from app.history.tables import (
    BaselineRow,
    ConditionRow,
    InspectionRow,
    MachineRow,
    PlacementRow,
    PointRow,
    RoomSoundRow,
)
from app.history.tables_fleet import ReadingRow
from app.history.versions import Versions
from app.language import later, say


class Machines:
    """Machines of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, machine: Machine, by: str = "") -> Machine:
        """Keep a new machine; Problem when its name is empty or taken. Returns it as it is kept."""
        self._check(machine)
        row = MachineRow(id=machine.id)
        fill_machine(row, machine)
        row.points = [point_row(point, place) for place, point in enumerate(machine.points)]
        self._session.add(row)
        return self._kept(machine.id, by)

    def change(self, machine: Machine, by: str = "") -> Machine:
        """Keep the machine's new fields, points and conditions; Problem when one with history would go."""
        row = self._session.get(MachineRow, machine.id)
        if row is None:
            raise KeyError(machine.id)
        refuse_if_binned(self._session, machine.id)
        self._check(machine)
        fill_machine(row, machine)
        with self._session.no_autoflush:
            self._change_points(row, machine)
        return self._kept(machine.id, by)

    def plan(self, interval_days: Mapping[str, int | None], by: str = "") -> dict[str, int | None]:
        """Plan machines, by id; what those of them had that had another interval. One in the bin is left out."""
        wanted = [one for one in self.all() if one.interval_days != interval_days.get(one.id, one.interval_days)]
        for one in wanted:
            self._session.get_one(MachineRow, one.id).interval_days = interval_days[one.id]
        Versions(self._session).add([replace(one, interval_days=interval_days[one.id]) for one in wanted], by)
        return {one.id: one.interval_days for one in wanted}

    def get(self, machine_id: str) -> Machine:
        """The machine of that id."""
        found = self._read(machine_id)
        if not found:
            raise KeyError(machine_id)
        return found[0]

    def named(self, name: str) -> Machine | None:
        """The machine of that name, whatever its capitals; none that is in the bin."""
        machine_id = self._session.scalar(select(MachineRow.id).where(MachineRow.name_key == name_key(name)))
        return None if machine_id is None else self.get(machine_id)

    def all(self) -> list[Machine]:
        """Every machine that is not in the bin, by name, in three statements however many there are."""
        return self._read(None)

    def condition_used(self, condition_id: str) -> bool:
        """Whether there is anything that was heard or read at that condition."""
        return any(
            self._session.scalar(select(exists().where(rows.condition_id == condition_id)))
            for rows in (BaselineRow, InspectionRow, ReadingRow)
        )

    def point_used(self, point_id: str) -> bool:
        """Whether a placement or the room sound is kept for that point."""
        return any(
            self._session.scalar(select(exists().where(rows.point_id == point_id)))
            for rows in (PlacementRow, RoomSoundRow)
        )

    def _kept(self, machine_id: str, by: str) -> Machine:
        self._session.flush()
        self._session.expire_all()
        kept = self.get(machine_id)
        Versions(self._session).keep(kept, by)
        return kept

    def _read(self, machine_id: str | None) -> list[Machine]:
        machines = select(MachineRow).order_by(MachineRow.name_key)
        points = select(PointRow.id, PointRow.machine_id, PointRow.name, PointRow.fixed).order_by(
            PointRow.position
        )
        conditions = (
            select(ConditionRow.id, ConditionRow.point_id, ConditionRow.name, ConditionRow.rpm)
            .join(PointRow, ConditionRow.point_id == PointRow.id)
            .order_by(ConditionRow.position)
        )
        if machine_id is None:
            machines = machines.where(in_place(MachineRow.id))
        else:
            machines = machines.where(MachineRow.id == machine_id)
            points = points.where(PointRow.machine_id == machine_id)
            conditions = conditions.where(PointRow.machine_id == machine_id)
        conditions_of: dict[str, list[OperatingCondition]] = defaultdict(list)
        for condition_id, point_id, name, rpm in self._session.execute(conditions):
            conditions_of[point_id].append(OperatingCondition(name=name, rpm=rpm, id=condition_id))
        points_of: dict[str, list[MeasuringPoint]] = defaultdict(list)
        for point_id, owner_id, name, fixed in self._session.execute(points):
            point = MeasuringPoint(name, tuple(conditions_of[point_id]), id=point_id, fixed=fixed)
            points_of[owner_id].append(point)
        return [to_machine(row, tuple(points_of[row.id])) for row in self._session.scalars(machines)]

    def _check(self, machine: Machine) -> None:
        if not name_key(machine.name):
            raise Problem(later("A machine needs a name."), later("Type a name for the machine."))
        if not machine.points or not all(point.conditions for point in machine.points):
            raise ValueError("a machine has at least one point, a point at least one condition")
        for point in machine.points:
            if not point.name.strip():
                raise Problem(
                    later("A measuring point needs a name."), later("Type a name for each measuring point.")
                )
            if any(not condition.name.strip() and condition.rpm is None for condition in point.conditions):
                raise Problem(
                    say("An operating condition at “{point}” has neither a name nor a speed.", point=point.name),
                    later("Type a name or a speed for each operating condition."),
                )
        namesake = self._session.scalar(
            select(MachineRow.name).where(
                MachineRow.name_key == name_key(machine.name), MachineRow.id != machine.id
            )
        )
        if namesake is not None:
            raise Problem(
                say("There is already a machine named “{name}”.", name=namesake), later("Choose another name.")
            )

    def _change_points(self, row: MachineRow, machine: Machine) -> None:
        points = {kept.id: kept for kept in row.points}
        conditions = {kept.id: kept for point in row.points for kept in point.conditions}
        staying = {condition.id for point in machine.points for condition in point.conditions}
        self._refuse_losing([kept for kept in conditions.values() if kept.id not in staying])
        staying_points = {point.id for point in machine.points}
        self._refuse_losing_points([kept for kept in points.values() if kept.id not in staying_points])
        for kept in points.values():
            # A point that goes takes along what it still holds, so what moves to another is let go of first.
            kept.conditions = [condition for condition in kept.conditions if condition.id not in staying]
        row.points = []
        for place, point in enumerate(machine.points):
            kept = points.get(point.id) or PointRow(id=point.id)
            kept.name, kept.position, kept.fixed = point.name, place, point.fixed
            kept.conditions = [
                self._changed(conditions.get(condition.id), condition, number)
                for number, condition in enumerate(point.conditions)
            ]
            row.points.append(kept)

    @staticmethod
    def _changed(row: ConditionRow | None, condition: OperatingCondition, position: int) -> ConditionRow:
        if row is None:
            return condition_row(condition, position)
        row.name, row.rpm, row.position = condition.name, condition.rpm, position
        return row

    def _refuse_losing(self, conditions: list[ConditionRow]) -> None:
        for condition in conditions:
            if self.condition_used(condition.id):
                raise Problem(
                    say(
                        "The operating condition “{condition}” has been listened to or read at and stays.",
                        condition=condition.name,
                    ),
                    later("Rename it if it is called otherwise now."),
                )

    def _refuse_losing_points(self, points: list[PointRow]) -> None:
        for point in points:
            if self.point_used(point.id):
                raise Problem(
                    say(
                        "For the measuring point “{point}” a placement or the room sound is kept, so it stays.",
                        point=point.name,
                    ),
                    later("Rename it if it is called otherwise now."),
                )
