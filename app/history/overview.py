"""Lists for people: machines, visits and the last time in one line each, from narrow columns by index."""

from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.inspection import MachineSummary, Visit
from app.domain.machine import Machine
from app.domain.placement import LastTime
from app.domain.verdict import State
from app.history.machines import Machines
from app.history.mappers_take import readable
from app.history.reviews import newest_found, standing
from app.history.tables import (
    BaselineRow,
    ConditionRow,
    InspectionDetailsRow,
    InspectionRow,
    MachineRow,
    PointRow,
    TakeRow,
)
from app.history.tables_review import BaselineChangeRow


def visits(session: Session, machine_id: str, condition_id: str | None, limit: int) -> list[Visit]:
    """The visits of a machine, or at one of its conditions, newest first."""
    if session.scalar(select(MachineRow.id).where(MachineRow.id == machine_id)) is None:
        raise KeyError(machine_id)
    chosen = _visit_columns().where(InspectionRow.machine_id == machine_id)
    if condition_id is not None:
        chosen = chosen.where(InspectionRow.condition_id == condition_id)
    newest_first = chosen.order_by(
        InspectionRow.when_at.desc(), InspectionRow.analysed_at.desc(), InspectionRow.seq.desc()
    )
    return [_to_visit(row) for row in session.execute(newest_first.limit(limit))]


def last_time(session: Session, condition_id: str) -> LastTime | None:
    """The newest inspection at a condition; one found by index, whatever there is behind it."""
    row = session.execute(
        select(
            InspectionRow.id,
            InspectionRow.when_at,
            InspectionRow.state,
            InspectionRow.score,
            InspectionDetailsRow.quality,
            InspectionDetailsRow.above_room_db,
            TakeRow.device,
        )
        .join(InspectionDetailsRow, InspectionDetailsRow.inspection_id == InspectionRow.id)
        .join(TakeRow, TakeRow.id == InspectionRow.take_id)
        .where(InspectionRow.condition_id == condition_id)
        .order_by(InspectionRow.when_at.desc(), InspectionRow.analysed_at.desc(), InspectionRow.seq.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        if session.get(ConditionRow, condition_id) is None:
            raise KeyError(condition_id)
        return None
    with readable("the quality of a take"):
        level_dbfs = float(row.quality["level_dbfs"])
    return LastTime(
        inspection_id=row.id,
        when=row.when_at,
        level_dbfs=level_dbfs,
        above_room_db=row.above_room_db,
        state=row.state,
        score=row.score,
        device=row.device,
    )


def summaries(session: Session) -> list[MachineSummary]:
    """Every machine by name with its last visit, in six statements however many there are."""
    last = _last_visits(session)
    counts = _visit_counts(session)
    clips = _baseline_clips(session)
    return [
        _summary(machine, last.get(machine.id), counts.get(machine.id, 0), clips.get(machine.id, 0))
        for machine in Machines(session).all()
    ]


def _summary(machine: Machine, last: Visit | None, visit_count: int, baseline_clips: int) -> MachineSummary:
    judged = last.state if last else State.CANNOT_TELL
    return MachineSummary(
        machine=machine,
        state=judged if baseline_clips else State.NO_BASELINE,
        last=last,
        visit_count=visit_count,
        baseline_clips=baseline_clips,
    )


def _last_visits(session: Session) -> dict[str, Visit]:
    other = aliased(InspectionRow)
    newest = (
        select(other.seq)
        .where(other.machine_id == MachineRow.id)
        .order_by(other.when_at.desc(), other.analysed_at.desc(), other.seq.desc())
        .limit(1)
        .correlate(MachineRow)
        .scalar_subquery()
    )
    # Joined by `seq` alone: with the machine's id as well, SQLite walks all inspections instead of all machines.
    chosen = _visit_columns().join(MachineRow, InspectionRow.seq == newest)
    return {row.machine_id: _to_visit(row) for row in session.execute(chosen)}


def _visit_counts(session: Session) -> dict[str, int]:
    counted = select(InspectionRow.machine_id, func.count()).group_by(InspectionRow.machine_id)
    return {row[0]: row[1] for row in session.execute(counted)}


def _baseline_clips(session: Session) -> dict[str, int]:
    """Per machine the most clips that a baseline has which counts at one of its conditions."""
    counting = (
        select(BaselineChangeRow.baseline_id)
        .where(BaselineChangeRow.condition_id == ConditionRow.id)
        .order_by(
            BaselineChangeRow.revision.desc(), BaselineChangeRow.changed_at.desc(), BaselineChangeRow.id.desc()
        )
        .limit(1)
        .correlate(ConditionRow)
        .scalar_subquery()
    )
    most = (
        select(PointRow.machine_id, func.max(BaselineRow.clip_count))
        .join(ConditionRow, ConditionRow.point_id == PointRow.id)
        .join(BaselineRow, BaselineRow.id == counting)
        .group_by(PointRow.machine_id)
    )
    return {row[0]: row[1] for row in session.execute(most)}


def _visit_columns() -> Select[*tuple[Any, ...]]:
    return select(
        InspectionRow.machine_id,
        InspectionRow.id,
        InspectionRow.condition_id,
        InspectionRow.analysed_at,
        TakeRow.recorded_at,
        InspectionRow.state,
        InspectionRow.score,
        InspectionRow.finding,
        TakeRow.file_name,
        newest_found(),
    ).join(TakeRow, TakeRow.id == InspectionRow.take_id)


def _to_visit(row: Row[*tuple[Any, ...]]) -> Visit:
    return Visit(
        inspection_id=row.id,
        condition_id=row.condition_id,
        analysed_at=row.analysed_at,
        recorded_at=row.recorded_at,
        state=row.state,
        score=row.score,
        finding=row.finding,
        file_name=row.file_name,
        found=standing(row.found),
    )
