"""The bin: what lies in it is left out of every list and comes back whole, until it is removed for good.

A machine in the bin gives its name free: its key gets its id appended, and is as before when it comes back.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.bin import KEPT, Binned, Removed, Thing
from app.history.database import Database
from app.history.fleet_problems import name_taken_meanwhile, not_in_the_bin
from app.history.in_the_bin import newest_about, newest_line
from app.history.machines import Machines
from app.history.mappers_fleet import binned_row, to_binned
from app.history.mappers_machine import name_key
from app.history.purge import purge
from app.history.tables import InspectionRow, MachineRow, TakeRow
from app.history.tables_fleet import BinnedRow
from app.history.versions import Versions


class Bin:
    """The machines and inspections that were thrown away; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def throw(self, thing: Thing, thing_id: str, by: str = "") -> Binned:
        """Take a machine or an inspection out of all lists; what lies there already stays as it is."""
        with self._database.writing() as session:
            newest = newest_about(session, thing_id)
            if newest is not None and not newest.brought_back:
                return to_binned(newest)
            line = Binned(thing, thing_id, _name(session, thing, thing_id), by)
            if thing is Thing.MACHINE:
                _machine(session, thing_id).name_key += f" {thing_id}"
            return _follow(session, newest, line)

    def bring_back(self, thing_id: str, by: str = "", *, called: str = "") -> Binned:
        """Put it back where it was; Problem when it is not in the bin, or another machine has its name now.

        A machine may be given another name with it: `called`.
        """
        with self._database.writing() as session:
            newest = newest_about(session, thing_id)
            if newest is None or newest.brought_back:
                raise not_in_the_bin()
            if newest.thing is Thing.MACHINE:
                machine = _machine(session, thing_id)
                machine.name = called or machine.name
                _give_name_back(session, machine)
            line = Binned(newest.thing, thing_id, newest.name, by, brought_back=True)
            followed = _follow(session, newest, line)
            if newest.thing is Thing.MACHINE and called:
                Versions(session).keep(Machines(session).get(thing_id), by)
            return followed

    def contents(self) -> list[Binned]:
        """What lies in the bin, the last thrown first. What belongs to a machine in the bin is not named alone."""
        with self._database.reading() as session:
            return [to_binned(row) for row in _lying(session)]

    def machine_named(self, name: str) -> Binned | None:
        """The machine of that name that was thrown away last, to offer it where somebody wants a new one."""
        wanted = name_key(name)
        with self._database.reading() as session:
            machines = (row for row in _lying(session) if row.thing is Thing.MACHINE)
            return next((to_binned(row) for row in machines if name_key(row.name) == wanted), None)

    def purge(self, now: datetime, kept: timedelta = KEPT) -> Removed:
        """Remove for good what was thrown away `kept` before `now` or earlier; the caller deletes the files then.

        A machine that was listened to after it was thrown away stays, for somebody still wants it.
        """
        with self._database.writing() as session:
            old = [row for row in _lying(session) if row.binned_at <= now - kept]
            return purge(session, old)


def _lying(session: Session) -> list[BinnedRow]:
    newest = select(BinnedRow).where(BinnedRow.id == newest_line(), BinnedRow.brought_back.is_(False))
    return list(session.scalars(newest.order_by(BinnedRow.binned_at.desc(), BinnedRow.id)))


def _follow(session: Session, newest: BinnedRow | None, line: Binned) -> Binned:
    row = binned_row(line, newest.revision + 1 if newest else 1)
    session.add(row)
    session.flush()
    session.expire(row)
    return to_binned(row)


def _machine(session: Session, machine_id: str) -> MachineRow:
    row = session.get(MachineRow, machine_id)
    if row is None:
        raise KeyError(machine_id)
    return row


def _give_name_back(session: Session, row: MachineRow) -> None:
    namesake = session.scalar(select(MachineRow.name).where(MachineRow.name_key == name_key(row.name)))
    if namesake is not None:
        raise name_taken_meanwhile(namesake)
    row.name_key = name_key(row.name)


def _name(session: Session, thing: Thing, thing_id: str) -> str:
    """What people know it by: the machine's name; an inspection also has its take's file name."""
    if thing is Thing.MACHINE:
        return _machine(session, thing_id).name
    found = session.execute(
        select(MachineRow.name, TakeRow.file_name)
        .select_from(InspectionRow)
        .join(MachineRow, MachineRow.id == InspectionRow.machine_id)
        .join(TakeRow, TakeRow.id == InspectionRow.take_id)
        .where(InspectionRow.id == thing_id)
    ).one_or_none()
    if found is None:
        raise KeyError(thing_id)
    return f"{found[0]}, {found[1]}"
