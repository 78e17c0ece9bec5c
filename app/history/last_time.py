"""The last time at a condition in one line, so that the next take can be made alike."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.placement import LastTime
from app.history.in_the_bin import in_place
from app.history.mappers_take import readable
from app.history.tables import ConditionRow, InspectionDetailsRow, InspectionRow, TakeRow
from app.language import later


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
    with readable(later("the quality of a take")):
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
