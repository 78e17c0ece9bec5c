"""How sure the verdicts at a condition were, visit after visit."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.domain.fleet import SureVisit
from app.domain.verdict import State
from app.history.in_the_bin import thrown_away
from app.history.mappers_explained import explained_in
from app.history.tables import ConditionRow, InspectionDetailsRow, InspectionRow


def sure_visits(
    session: Session, condition_ids: Collection[str], since: datetime, until: datetime, before: int
) -> dict[str, list[SureVisit]]:
    """The verdicts at these conditions from `since` on, before `until`, up to `before` older ones, oldest first.

    Those of which nobody knows how sure they are, are left out.
    """
    older = aliased(InspectionRow)
    first = (
        select(older.when_at)
        .where(older.condition_id == ConditionRow.id, older.when_at < since, older.state != State.CANNOT_TELL)
        .order_by(older.when_at.desc())
        .limit(1)
        .offset(before - 1)
        .correlate(ConditionRow)
        .scalar_subquery()
    )
    visits = (
        select(
            InspectionRow.condition_id,
            InspectionRow.id,
            InspectionRow.when_at,
            InspectionRow.state,
            InspectionRow.model_id,
            InspectionDetailsRow.explained,
        )
        .select_from(ConditionRow)
        .join(InspectionRow, InspectionRow.condition_id == ConditionRow.id)
        .join(InspectionDetailsRow, InspectionDetailsRow.inspection_id == InspectionRow.id)
        .where(ConditionRow.id.in_(condition_ids), InspectionRow.when_at >= func.coalesce(first, ""))
        .where(InspectionRow.when_at < until, InspectionRow.state != State.CANNOT_TELL)
        .where(InspectionRow.id.not_in(thrown_away()))
        .order_by(ConditionRow.id, InspectionRow.when_at, InspectionRow.analysed_at, InspectionRow.seq)
    )
    told: dict[str, list[SureVisit]] = {}
    for condition_id, rows in groupby(session.execute(visits), attrgetter("condition_id")):
        told[condition_id] = [
            SureVisit(row.id, row.when_at, row.state, row.model_id or "", confidence)
            for row in rows
            if (confidence := explained_in(row.explained)["confidence"]) is not None
        ]
    return told
