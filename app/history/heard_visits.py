"""The visits at a condition with what was heard at each, to see how a machine's sound goes over the months."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.domain.inspection import HeardVisit
from app.domain.take import BAND_COUNT
from app.history.arrays import unpack_levels
from app.history.in_the_bin import in_place
from app.history.reviews import newest_found, standing
from app.history.tables import (
    ClipBandsRow,
    ConditionRow,
    HealthyCurveRow,
    InspectionDetailsRow,
    InspectionRow,
    TakeRow,
)


def heard_visits(session: Session, condition_id: str, limit: int) -> list[HeardVisit]:
    """The visits of which there are band levels, newest first."""
    rows = session.execute(
        select(
            InspectionRow.id,
            InspectionRow.when_at,
            InspectionRow.state,
            InspectionRow.score,
            ClipBandsRow.bands,
            ClipBandsRow.clip_count,
            ClipBandsRow.ear_sha256,
            TakeRow.device,
            HealthyCurveRow.baseline_id,
            newest_found(),
        )
        .join(InspectionDetailsRow, InspectionDetailsRow.inspection_id == InspectionRow.id)
        .join(ClipBandsRow, ClipBandsRow.id == InspectionDetailsRow.clip_bands_id)
        .join(TakeRow, TakeRow.id == InspectionRow.take_id)
        .outerjoin(HealthyCurveRow, HealthyCurveRow.id == InspectionDetailsRow.healthy_curve_id)
        .where(InspectionRow.condition_id == condition_id, in_place(InspectionRow.id), ClipBandsRow.clip_count > 0)
        .order_by(InspectionRow.when_at.desc(), InspectionRow.analysed_at.desc(), InspectionRow.seq.desc())
        .limit(limit)
    ).all()
    if not rows and session.get(ConditionRow, condition_id) is None:
        raise KeyError(condition_id)
    return [_to_heard(row) for row in rows]


def _to_heard(row: Row[*tuple[Any, ...]]) -> HeardVisit:
    return HeardVisit(
        inspection_id=row.id,
        when=row.when_at,
        state=row.state,
        score=row.score,
        bands=unpack_levels(row.bands, (row.clip_count, BAND_COUNT)).mean(axis=0),
        ear_sha256=row.ear_sha256,
        device=row.device,
        baseline_id=row.baseline_id,
        found=standing(row.found),
    )
