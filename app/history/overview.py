"""Lists for people: machines and the last time in one line each, from narrow columns by index."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.domain.inspection import MachineSummary, Visit
from app.domain.machine import Machine
from app.domain.placement import LastTime
from app.domain.verdict import State
from app.history.in_the_bin import in_place, thrown_away
from app.history.machines import Machines
from app.history.mappers_take import readable
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
from app.history.visits import to_visit, visit_columns


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
        .where(InspectionRow.condition_id == condition_id, in_place(InspectionRow.id))
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
    """Every machine by name with its last visit, in seven statements however many there are."""
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
        .where(other.machine_id == MachineRow.id, in_place(other.id))
        .order_by(other.when_at.desc(), other.analysed_at.desc(), other.seq.desc())
        .limit(1)
        .correlate(MachineRow)
        .scalar_subquery()
    )
    # Joined by `seq` alone: with the machine's id as well, SQLite walks all inspections instead of all machines.
    chosen = visit_columns().join(MachineRow, InspectionRow.seq == newest)
    return {row.machine_id: to_visit(row) for row in session.execute(chosen)}


def _visit_counts(session: Session) -> dict[str, int]:
    counted = select(InspectionRow.machine_id, func.count()).group_by(InspectionRow.machine_id)
    gone = select(InspectionRow.machine_id).where(InspectionRow.id.in_(thrown_away()))
    counts = {row[0]: row[1] for row in session.execute(counted)}
    # Leaving them out of the first count would look at every inspection instead of the narrow index.
    for machine_id in session.scalars(gone):
        counts[machine_id] -= 1
    return counts


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
