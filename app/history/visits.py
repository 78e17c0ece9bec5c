"""The visits of one machine in one line each, newest first, a page at a time and as far as they are wanted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, or_, select, tuple_
from sqlalchemy.orm import Session

from app.domain.inspection import Visit
from app.domain.review import Found
from app.domain.verdict import State
from app.history.in_the_bin import in_place
from app.history.reviews import newest_found, newest_review, standing
from app.history.tables import InspectionRow, MachineRow, NoteRow, TakeRow
from app.history.tables_review import ReviewRow

NEWEST_FIRST = (InspectionRow.when_at.desc(), InspectionRow.analysed_at.desc(), InspectionRow.seq.desc())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which visits are wanted; what is None leaves them all. See `History.visits`."""

    states: Collection[State] | None = None
    found: Found | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    before: str | None = None


def visits(session: Session, machine_id: str, condition_id: str | None, limit: int, wanted: Wanted) -> list[Visit]:
    """The visits of a machine, or at one of its conditions, newest first."""
    if session.scalar(select(MachineRow.id).where(MachineRow.id == machine_id)) is None:
        raise KeyError(machine_id)
    chosen = visit_columns().where(InspectionRow.machine_id == machine_id, in_place(InspectionRow.id))
    if condition_id is not None:
        chosen = chosen.where(InspectionRow.condition_id == condition_id)
    chosen = _as_wanted(session, chosen, wanted).order_by(*NEWEST_FIRST)
    words = (wanted.text or "").casefold().split()
    if not words:
        return [to_visit(row) for row in session.execute(chosen.limit(limit))]
    return list(islice(_with_words(session, chosen, words), limit))


def visit_columns() -> Select[*tuple[Any, ...]]:
    """What `to_visit` needs of each inspection, and the id of its machine."""
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


def to_visit(row: Row[*tuple[Any, ...]]) -> Visit:
    """The visit in a row of `visit_columns`."""
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


def _as_wanted(session: Session, chosen: Select[*tuple[Any, ...]], wanted: Wanted) -> Select[*tuple[Any, ...]]:
    if wanted.states is not None:
        chosen = chosen.where(InspectionRow.state.in_(wanted.states))
    if wanted.found is Found.OPEN:
        found = newest_review(ReviewRow.found)
        chosen = chosen.where(or_(found.is_(None), found == Found.OPEN))
    elif wanted.found is not None:
        chosen = chosen.where(newest_review(ReviewRow.found) == wanted.found)
    if wanted.since is not None:
        chosen = chosen.where(InspectionRow.when_at >= wanted.since)
    if wanted.until is not None:
        chosen = chosen.where(InspectionRow.when_at < wanted.until)
    if wanted.before is not None:
        chosen = chosen.where(_place() < _place_of(session, wanted.before))
    return chosen


def _place() -> Any:
    return tuple_(InspectionRow.when_at, InspectionRow.analysed_at, InspectionRow.seq)


def _place_of(session: Session, inspection_id: str) -> tuple[Any, ...]:
    """Where an inspection stands among the others; a page goes on after the last one of the page before."""
    found = session.execute(
        select(InspectionRow.when_at, InspectionRow.analysed_at, InspectionRow.seq).where(
            InspectionRow.id == inspection_id
        )
    ).one_or_none()
    if found is None:
        raise KeyError(inspection_id)
    return tuple(found)


def _with_words(session: Session, chosen: Select[*tuple[Any, ...]], words: Iterable[str]) -> Iterable[Visit]:
    """Those of which the texts hold every word. Compared here: databases differ in what capitals they know."""
    said = chosen.add_columns(
        _newest_note().label("note"),
        newest_review(ReviewRow.cause).label("cause"),
        newest_review(ReviewRow.cause_code).label("cause_code"),
    )
    for row in session.execute(said.execution_options(yield_per=100)):
        texts = (row.finding, row.file_name, row.note, row.cause, row.cause_code)
        haystack = " ".join(text for text in texts if text).casefold()
        if all(word in haystack for word in words):
            yield to_visit(row)


def _newest_note() -> ScalarSelect[str]:
    return (
        select(NoteRow.text)
        .where(NoteRow.inspection_id == InspectionRow.id)
        .order_by(NoteRow.revision.desc(), NoteRow.written_at.desc(), NoteRow.id)
        .limit(1)
        .correlate(InspectionRow)
        .scalar_subquery()
    )
