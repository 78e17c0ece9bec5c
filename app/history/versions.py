"""How each machine was left by each change, so that a change can be taken back and two laptops can agree."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.machine import Machine, MachineVersion
from app.history.mappers_machine import to_version, version_row
from app.history.tables import MachineRow
from app.history.tables_fleet import MachineVersionRow


class Versions:
    """Versions of machines in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, machine: Machine, by: str) -> None:
        """Keep the machine as its newest version, unless that says the same already."""
        newest = next(iter(self.of(machine.id, limit=1)), None)
        if newest is not None and newest.machine == machine:
            return
        revision = newest.revision + 1 if newest else 1
        self._session.add(version_row(MachineVersion(machine, revision, by)))
        self._session.flush()

    def add(self, machines: Sequence[Machine], by: str) -> None:
        """Keep machines that were changed as their newest versions, in two statements however many they are."""
        newest = select(MachineVersionRow.machine_id, func.max(MachineVersionRow.revision).label("newest"))
        newest = newest.group_by(MachineVersionRow.machine_id)
        revisions = {row.machine_id: row.newest for row in self._session.execute(newest)}
        for one in machines:
            self._session.add(version_row(MachineVersion(one, revisions.get(one.id, 0) + 1, by)))
        self._session.flush()

    def of(self, machine_id: str, limit: int | None = None) -> list[MachineVersion]:
        """The versions of a machine, newest first."""
        rows = self._session.scalars(
            select(MachineVersionRow)
            .where(MachineVersionRow.machine_id == machine_id)
            .order_by(
                MachineVersionRow.revision.desc(),
                MachineVersionRow.changed_at.desc(),
                MachineVersionRow.id.desc(),
            )
            .limit(limit)
        ).all()
        if not rows and self._session.get(MachineRow, machine_id) is None:
            raise KeyError(machine_id)
        return [to_version(row) for row in rows]

    def get(self, version_id: str) -> MachineVersion:
        """The version of that id."""
        row = self._session.get(MachineVersionRow, version_id)
        if row is None:
            raise KeyError(version_id)
        return to_version(row)
