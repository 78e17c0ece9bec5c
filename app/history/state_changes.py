"""Visits that were judged otherwise than the one before them, or badly as the first: what alerts are told from."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.domain.fleet import StateChange
from app.domain.verdict import State
from app.history.in_the_bin import in_place
from app.history.tables import InspectionRow
from app.history.visits import to_visit, visit_columns


def state_changes(session: Session, since: datetime, until: datetime | None, limit: int) -> list[StateChange]:
    """The changes from `since` on and before `until`, newest first.

    Only the visits of that time are gone through; the one before each is found by index.
    """
    before, other = aliased(InspectionRow), aliased(InspectionRow)
    one_before = (
        select(other.seq)
        .where(other.condition_id == InspectionRow.condition_id, _place(other) < _place(InspectionRow))
        .where(in_place(other.id))
        .order_by(other.when_at.desc(), other.analysed_at.desc(), other.seq.desc())
        .limit(1)
        .correlate(InspectionRow)
        .scalar_subquery()
    )
    found = (
        select(InspectionRow.seq, before.state.label("state_before"), before.score.label("score_before"))
        .outerjoin(before, before.seq == one_before)
        .where(InspectionRow.when_at >= since, or_(before.state != InspectionRow.state, _first_and_bad(before)))
        .where(in_place(InspectionRow.id), in_place(InspectionRow.machine_id))
        .order_by(InspectionRow.when_at.desc(), InspectionRow.seq.desc())
        .limit(limit)
    )
    if until is not None:
        found = found.where(InspectionRow.when_at < until)
    # Found first and told then: most visits of the time are no change, and need not be looked at any further.
    changed = found.subquery()
    told = (
        visit_columns()
        .add_columns(changed.c.state_before, changed.c.score_before, InspectionRow.when_at, InspectionRow.seq)
        .join(changed, changed.c.seq == InspectionRow.seq)
    )
    return [
        StateChange(row.machine_id, to_visit(row), row.state_before, row.score_before)
        for row in sorted(session.execute(told), key=lambda row: (row.when_at, row.seq), reverse=True)
    ]


def _first_and_bad(before: Any) -> ColumnElement[bool]:
    """A first visit is news where somebody has to act on it."""
    return and_(before.state.is_(None), InspectionRow.state.in_((State.WATCH, State.ABNORMAL)))


def _place(rows: Any) -> Any:
    return tuple_(rows.when_at, rows.analysed_at, rows.seq)
