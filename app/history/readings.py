"""What technicians read off other instruments. A reading is corrected or withdrawn by a line that follows it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from math import isfinite

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.identity import new_id, now
from app.domain.reading import UNITS, Reading
from app.history.database import Database
from app.history.fleet_problems import changed_meanwhile, no_number
from app.history.in_the_bin import in_place
from app.history.mappers_fleet import reading_row, to_reading
from app.history.tables import ConditionRow, InspectionRow
from app.history.tables_fleet import ReadingRow


class Readings:
    """The readings at operating conditions; each method is one transaction.

    Only the newest line of a reading can be followed by another: Problem when somebody else was quicker.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, reading: Reading) -> Reading:
        """Keep a new reading; Problem when it is no number. Returns it as it is kept."""
        if reading.value is None or reading.replaces is not None:
            raise ValueError("a reading that follows another is made by replace, withdraw or undo")
        with self._database.writing() as session:
            _require(session, reading)
            return _keep(session, reading, reading.id, revision=1)

    def replace(self, reading_id: str, value: float, unit: str, by: str = "") -> Reading:
        """Correct a reading; when it was read stays as it was. Returns the line that counts from now on."""
        with self._database.writing() as session:
            return _follow(session, _row(session, reading_id), value, unit, by)

    def withdraw(self, reading_id: str, by: str = "") -> Reading:
        """Say that a reading does not count; the line returned can be undone."""
        with self._database.writing() as session:
            row = _row(session, reading_id)
            return _follow(session, row, None, row.unit, by)

    def undo(self, reading_id: str, by: str = "") -> Reading:
        """Take a line back: what counted before it counts again. To undo an undo is a redo."""
        with self._database.writing() as session:
            row = _row(session, reading_id)
            if row.replaces_id is None:
                return _follow(session, row, None, row.unit, by)
            before = _row(session, row.replaces_id)
            return _follow(session, row, before.value, before.unit, by)

    def of_condition(self, condition_id: str, since: datetime | None = None) -> list[Reading]:
        """The readings at a condition that count, the newest first; those of inspections in the bin left out."""
        chosen = select(ReadingRow).where(ReadingRow.condition_id == condition_id)
        if since is not None:
            chosen = chosen.where(ReadingRow.read_at >= since)
        with self._database.reading() as session:
            kept = _counting(session, chosen.where(in_place(ReadingRow.inspection_id)))
            if not kept and session.get(ConditionRow, condition_id) is None:
                raise KeyError(condition_id)
            return kept

    def of_inspection(self, inspection_id: str) -> list[Reading]:
        """The readings that were typed in at a visit and count, the newest first."""
        with self._database.reading() as session:
            return _counting(session, select(ReadingRow).where(ReadingRow.inspection_id == inspection_id))

    def lines(self, reading_id: str) -> list[Reading]:
        """All that was ever typed in for a reading, the newest first."""
        with self._database.reading() as session:
            return [to_reading(row) for row in _lines(session, _row(session, reading_id).about_id)]


def _follow(session: Session, row: ReadingRow, value: float | None, unit: str, by: str) -> Reading:
    newest = _lines(session, row.about_id)[0]
    if newest.id != row.id:
        raise changed_meanwhile()
    line = replace(to_reading(row), value=value, unit=unit, replaces=row.id, by=by, id=new_id(), typed_at=now())
    return _keep(session, line, row.about_id, newest.revision + 1)


def _keep(session: Session, reading: Reading, about_id: str, revision: int) -> Reading:
    if reading.unit not in UNITS[reading.quantity]:
        raise ValueError(f"{reading.quantity.value} is not read in {reading.unit!r}")
    if reading.value is not None and not isfinite(reading.value):
        raise no_number()
    row = reading_row(reading, about_id, revision)
    session.add(row)
    session.flush()
    session.expire(row)
    return to_reading(row)


def _require(session: Session, reading: Reading) -> None:
    if session.get(ConditionRow, reading.condition_id) is None:
        raise KeyError(reading.condition_id)
    if reading.inspection_id is None:
        return
    heard_at = select(InspectionRow.condition_id).where(InspectionRow.id == reading.inspection_id)
    if session.scalar(heard_at) != reading.condition_id:
        raise KeyError(reading.inspection_id)


def _row(session: Session, reading_id: str) -> ReadingRow:
    row = session.get(ReadingRow, reading_id)
    if row is None:
        raise KeyError(reading_id)
    return row


def _lines(session: Session, about_id: str) -> list[ReadingRow]:
    newest_first = (ReadingRow.revision.desc(), ReadingRow.typed_at.desc(), ReadingRow.id.desc())
    return list(session.scalars(select(ReadingRow).where(ReadingRow.about_id == about_id).order_by(*newest_first)))


def _counting(session: Session, chosen: Select[ReadingRow]) -> list[Reading]:
    """The newest line of each of the chosen readings, as far as it has a value."""
    newest: dict[str, ReadingRow] = {}
    for row in session.scalars(chosen):
        known = newest.get(row.about_id)
        if known is None or _order(row) > _order(known):
            newest[row.about_id] = row
    return _newest_first(row for row in newest.values() if row.value is not None)


def _newest_first(rows: Iterable[ReadingRow]) -> list[Reading]:
    return [to_reading(row) for row in sorted(rows, key=lambda row: (row.read_at, row.about_id), reverse=True)]


def _order(row: ReadingRow) -> tuple[int, datetime, str]:
    return row.revision, row.typed_at, row.id
