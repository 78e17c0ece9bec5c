"""Removing for good what lay in the bin for long, in the order that leaves nothing without what it belongs to."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session

from app.domain.bin import Removed, Thing
from app.domain.take import Take
from app.history.in_the_bin import IdColumn
from app.history.mappers_fleet import to_binned
from app.history.mappers_take import to_take
from app.history.tables import (
    BaselineRow,
    BaselineTakeRow,
    ClipBandsRow,
    ConditionRow,
    HealthyCurveRow,
    InspectionDetailsRow,
    InspectionRow,
    MachineRow,
    NoteRow,
    PlacementRow,
    PointRow,
    RoomSoundRow,
    TakeRow,
)
from app.history.tables_fleet import BinnedRow, MachineVersionRow, ReadingRow
from app.history.tables_review import BaselineChangeRow, ReviewRow

_Ids = Select[str]


def purge(session: Session, lines: Sequence[BinnedRow]) -> Removed:
    """Remove the things of these newest lines, all that belongs to them, and every line about them."""
    things, take_ids, photos = [], set[str](), set[str]()
    # An inspection may go with its machine, so it goes first.
    for row in sorted(lines, key=lambda line: line.thing is Thing.MACHINE):
        if row.thing is Thing.MACHINE and _heard_since(session, row):
            continue
        things.append(to_binned(row))
        if row.thing is Thing.INSPECTION:
            take_ids |= _inspections(session, select(InspectionRow.id).where(InspectionRow.id == row.thing_id))
        else:
            photos |= _photos(session, row.thing_id)
            take_ids |= _machine(session, row.thing_id)
        _remove(session, [row.thing_id], BinnedRow.thing_id)
    return Removed(tuple(things), tuple(_takes(session, sorted(take_ids))), tuple(_unused(session, photos)))


def _heard_since(session: Session, line: BinnedRow) -> bool:
    later = exists().where(InspectionRow.machine_id == line.thing_id, InspectionRow.analysed_at > line.binned_at)
    return bool(session.scalar(select(later)))


def _inspections(session: Session, chosen: _Ids) -> set[str]:
    """Remove inspections with all that was said of them; returns the ids of their takes."""
    take_ids = set(session.scalars(select(InspectionRow.take_id).where(InspectionRow.id.in_(chosen))))
    _remove(session, chosen, ReadingRow.inspection_id, ReviewRow.inspection_id, NoteRow.inspection_id)
    _remove(session, chosen, InspectionDetailsRow.inspection_id, BinnedRow.thing_id)
    _remove(session, chosen, InspectionRow.id)
    return take_ids


def _machine(session: Session, machine_id: str) -> set[str]:
    """Remove a machine with all that was heard and said of it; returns the ids of its takes."""
    points = select(PointRow.id).where(PointRow.machine_id == machine_id)
    conditions = select(ConditionRow.id).where(ConditionRow.point_id.in_(points))
    baselines = select(BaselineRow.id).where(BaselineRow.condition_id.in_(conditions))
    take_ids = _inspections(session, select(InspectionRow.id).where(InspectionRow.machine_id == machine_id))
    take_ids |= set(session.scalars(select(RoomSoundRow.take_id).where(RoomSoundRow.point_id.in_(points))))
    take_ids |= set(
        session.scalars(select(BaselineTakeRow.take_id).where(BaselineTakeRow.baseline_id.in_(baselines)))
    )
    _remove(session, conditions, ReadingRow.condition_id, BaselineChangeRow.condition_id)
    _remove(session, baselines, HealthyCurveRow.baseline_id, BaselineTakeRow.baseline_id)
    _remove(session, conditions, BaselineRow.condition_id)
    _remove(session, points, PlacementRow.point_id, RoomSoundRow.point_id, ConditionRow.point_id)
    _remove(session, [machine_id], MachineVersionRow.machine_id, PointRow.machine_id, MachineRow.id)
    return take_ids


def _remove(session: Session, ids: _Ids | Sequence[str], *columns: IdColumn) -> None:
    """Remove the rows that have one of the ids in that column, one table after the other."""
    for column in columns:
        # Nothing of these rows is used again in this session, so nothing of it need be brought up to date.
        gone = delete(column.class_).where(column.in_(ids)).execution_options(synchronize_session=False)
        session.execute(gone)


def _takes(session: Session, take_ids: Iterable[str]) -> list[Take]:
    """Remove those of these takes that nothing refers to any more; returns them."""
    gone = []
    for take_id in take_ids:
        referring = (InspectionRow, BaselineTakeRow, RoomSoundRow)
        if any(session.scalar(select(exists().where(rows.take_id == take_id))) for rows in referring):
            continue
        row = session.get_one(TakeRow, take_id)
        gone.append(to_take(row))
        _remove(session, [take_id], ClipBandsRow.take_id, TakeRow.id)
    return gone


def _photos(session: Session, machine_id: str) -> set[str]:
    """The photos of a machine as it is and was, and of its placements."""
    points = select(PointRow.id).where(PointRow.machine_id == machine_id)
    placed = set(session.scalars(select(PlacementRow.photo).where(PlacementRow.point_id.in_(points))))
    versions = session.scalars(select(MachineVersionRow.machine).where(MachineVersionRow.machine_id == machine_id))
    return (placed | {version.get("photo", "") for version in versions}) - {""}


def _unused(session: Session, photos: set[str]) -> list[str]:
    """Those that no other machine or placement shows; photos are named by content, so two may share one."""
    if not photos:
        return []
    used = set(session.scalars(select(PlacementRow.photo).where(PlacementRow.photo.in_(photos))))
    used |= {version.get("photo", "") for version in session.scalars(select(MachineVersionRow.machine))}
    return sorted(photos - used)
