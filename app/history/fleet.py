"""All machines, each in one line: its newest visit at every condition, its baselines, a small trend.

The statements are as many for one machine as for a thousand, and none of them reads more of the inspections than
it shows: each newest visit and each trend is found by index, whatever lies behind it.
"""

from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, String, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

from app.domain.fleet import ConditionNow, MachineSummary, TrendPoint, worst
from app.domain.inspection import Visit
from app.domain.machine import Machine
from app.domain.verdict import State
from app.history.in_the_bin import in_place, thrown_away
from app.history.machines import Machines
from app.history.mappers_take import readable
from app.history.tables import BaselineRow, ConditionRow, InspectionRow, PointRow
from app.history.tables_review import BaselineChangeRow
from app.history.visits import to_visit, visit_columns
from app.language import later


def fleet(session: Session, trend: int) -> list[MachineSummary]:
    """Every machine by name, with up to `trend` visits at its worst condition."""
    last = _last_visits(session)
    clips = _baseline_clips(session)
    summaries = [_summary(machine, last, clips) for machine in Machines(session).all()]
    if not trend:
        return summaries
    shown = [summary.last.condition_id if summary.last else "" for summary in summaries]
    trends = _trends(session, set(shown) - {""}, trend)
    return [
        replace(summary, trend=tuple(trends[condition_id])) if condition_id else summary
        for summary, condition_id in zip(summaries, shown, strict=True)
    ]


def trends_of(session: Session, machine_ids: Collection[str], count: int) -> dict[str, tuple[TrendPoint, ...]]:
    """Up to `count` visits at the worst condition of each of these machines, and nothing read of any other."""
    places = session.execute(
        select(PointRow.machine_id, ConditionRow.id)
        .join(ConditionRow, ConditionRow.point_id == PointRow.id)
        .where(PointRow.machine_id.in_(machine_ids))
        .order_by(PointRow.machine_id, PointRow.position, ConditionRow.position)
    ).all()
    condition_ids = [condition_id for _, condition_id in places]
    last, clips = _last_visits(session, condition_ids), _baseline_clips(session, condition_ids)
    shown: dict[str, str] = {}
    for machine_id, of_machine in groupby(places, itemgetter(0)):
        first = worst([ConditionNow(one, last.get(one), clips.get(one, 0)) for _, one in of_machine])
        if first and first.last:
            shown[machine_id] = first.condition_id
    trends = _trends(session, set(shown.values()), count)
    return {machine_id: tuple(trends.get(shown.get(machine_id, ""), ())) for machine_id in machine_ids}


def _summary(machine: Machine, last: dict[str, Visit], clips: dict[str, int]) -> MachineSummary:
    conditions = (condition.id for point in machine.points for condition in point.conditions)
    return MachineSummary(
        machine, tuple(ConditionNow(one, last.get(one), clips.get(one, 0)) for one in conditions)
    )


def _last_visits(session: Session, condition_ids: Collection[str] | None = None) -> dict[str, Visit]:
    """The newest visit at each condition, or at each of these."""
    other = aliased(InspectionRow)
    newest = (
        select(other.seq)
        .where(other.condition_id == ConditionRow.id, in_place(other.id))
        .order_by(other.when_at.desc(), other.analysed_at.desc(), other.seq.desc())
        .limit(1)
        .correlate(ConditionRow)
        .scalar_subquery()
    )
    # Joined by `seq` alone: with the condition's id as well, SQLite walks all inspections.
    chosen = visit_columns().join(ConditionRow, InspectionRow.seq == newest)
    if condition_ids is not None:
        chosen = chosen.where(ConditionRow.id.in_(condition_ids))
    return {row.condition_id: to_visit(row) for row in session.execute(chosen)}


def _baseline_clips(session: Session, condition_ids: Collection[str] | None = None) -> dict[str, int]:
    """How many clips the baseline has that counts at each condition, or at each of these."""
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
    known = select(ConditionRow.id, BaselineRow.clip_count).join(BaselineRow, BaselineRow.id == counting)
    if condition_ids is not None:
        known = known.where(ConditionRow.id.in_(condition_ids))
    return {row[0]: row[1] for row in session.execute(known)}


def _trends(session: Session, condition_ids: Collection[str], count: int) -> dict[str, list[TrendPoint]]:
    """The newest visits at these conditions, oldest first.

    Where nothing was thrown away the index alone tells them; elsewhere each visit must be looked at.
    """
    gone = select(InspectionRow.condition_id).where(InspectionRow.id.in_(thrown_away()))
    some_gone = set(session.scalars(gone)).intersection(condition_ids)
    trends: dict[str, list[TrendPoint]] = {}
    _add_points(session, trends, set(condition_ids) - some_gone, count, all_in_place=True)
    if some_gone:
        _add_points(session, trends, some_gone, count, all_in_place=False)
    return {condition_id: points[-count:] for condition_id, points in trends.items()}


def _add_points(
    session: Session,
    trends: dict[str, list[TrendPoint]],
    condition_ids: Collection[str],
    count: int,
    *,
    all_in_place: bool,
) -> None:
    other = aliased(InspectionRow)
    earlier = select(other.when_at).where(other.condition_id == ConditionRow.id)
    when, state = type_coerce(InspectionRow.when_at, String), type_coerce(InspectionRow.state, String)
    points = select(ConditionRow.id, when, state, InspectionRow.score)
    if not all_in_place:
        earlier = earlier.where(in_place(other.id))
        points = points.where(in_place(InspectionRow.id))
    first = (
        earlier.order_by(other.when_at.desc(), other.analysed_at.desc(), other.seq.desc())
        .limit(1)
        .offset(count - 1)
        .correlate(ConditionRow)
        .scalar_subquery()
    )
    chosen = (
        points.join(InspectionRow, InspectionRow.condition_id == ConditionRow.id)
        .where(ConditionRow.id.in_(condition_ids), InspectionRow.when_at >= func.coalesce(first, ""))
        .order_by(ConditionRow.id, InspectionRow.when_at, InspectionRow.analysed_at, InspectionRow.seq)
    )
    moment, word = datetime.fromisoformat, State.__members__
    with readable(later("the time or state of a visit")):
        for condition_id, visits in groupby(plain_rows(session, chosen), itemgetter(0)):
            trends[condition_id] = [TrendPoint(moment(at), word[name], score) for _, at, name, score in visits]


def plain_rows(session: Session, chosen: Select[*tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    """The rows as the driver gives them: of ten thousand points a row object each would double the time."""
    with closing(session.connection().execute(chosen)) as result:
        assert result.cursor is not None
        return result.cursor.fetchall()
