"""What the long view of a machine needs of each visit, and no more: a watch leaves thousands of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.domain.review import Found, Review
from app.domain.take import BAND_COUNT
from app.domain.verdict import ExcessRange, State
from app.history.arrays import unpack_levels
from app.history.database import Database
from app.history.in_the_bin import in_place
from app.history.mappers_explained import explained_in
from app.history.mappers_review import to_review
from app.history.mappers_take import readable
from app.history.reviews import newest_found, standing
from app.history.tables import ConditionRow, InspectionDetailsRow, InspectionRow, NoteRow, TakeRow
from app.history.tables_review import ReviewRow
from app.language import later

_RANGES_WITHIN = 50
"""So many of the newest visits are asked for a range that carried the verdict."""


class HeardPoint(NamedTuple):
    """One visit of a long trend; `watch` and `abnormal` are the limits it was judged by."""

    inspection_id: str
    when: datetime
    state: State
    score: float | None
    found: Found | None
    confidence: float | None
    watch: float | None
    abnormal: float | None
    by: str
    device: str


@dataclass(frozen=True, slots=True, eq=False)
class Excess:
    """How a visit differed from healthy: `db` float32 `[128]`, as the verdict on it was given."""

    inspection_id: str
    when: datetime
    db: NDArray[np.float32]


class Stories:
    """Reads over all visits at one condition; those in the bin are left out, KeyError for an unknown condition."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def points(self, condition_id: str, since: datetime | None = None) -> list[HeardPoint]:
        """Every visit from `since` on, oldest first."""
        chosen = (
            select(
                InspectionRow.id,
                InspectionRow.when_at,
                InspectionRow.state,
                InspectionRow.score,
                newest_found(),
                InspectionDetailsRow.explained,
                InspectionRow.watch_from,
                InspectionRow.abnormal_from,
                InspectionRow.inspector,
                TakeRow.device,
            )
            .join(TakeRow, TakeRow.id == InspectionRow.take_id)
            .join(InspectionDetailsRow, InspectionDetailsRow.inspection_id == InspectionRow.id)
        )
        with self._database.reading() as session:
            rows = session.execute(_oldest_first(_here(chosen, condition_id, since))).all()
            if not rows:
                _require(session, condition_id)
            return [_to_point(tuple(row)) for row in rows]

    def notes(self, condition_id: str) -> dict[str, str]:
        """The newest note of each visit that has one, by the inspection's id."""
        chosen = _here(_note_lines().join(InspectionRow, InspectionRow.id == NoteRow.inspection_id), condition_id)
        with self._database.reading() as session:
            return _newest(session, chosen)

    def notes_of(self, inspection_ids: Collection[str]) -> dict[str, str]:
        """The newest notes of those of these inspections that have one."""
        with self._database.reading() as session:
            return _newest(session, _note_lines().where(NoteRow.inspection_id.in_(inspection_ids)))

    def faults(self, condition_id: str) -> dict[str, Review]:
        """What was found at visits after which the machine was faulty, by the inspection's id."""
        chosen = select(ReviewRow).join(InspectionRow, InspectionRow.id == ReviewRow.inspection_id)
        oldest_first = (ReviewRow.revision, ReviewRow.reviewed_at, ReviewRow.id)
        with self._database.reading() as session:
            rows = session.scalars(_here(chosen, condition_id).order_by(*oldest_first))
            newest = {row.inspection_id: row for row in rows}
            return {key: to_review(row) for key, row in newest.items() if row.found is Found.FAULTY}

    def excesses(self, condition_id: str, since: datetime | None = None) -> list[Excess]:
        """How each visit that could be compared with a baseline differed from it, oldest first."""
        chosen = select(InspectionRow.id, InspectionRow.when_at, InspectionDetailsRow.excess_db).join(
            InspectionDetailsRow, InspectionDetailsRow.inspection_id == InspectionRow.id
        )
        chosen = _here(chosen, condition_id, since).where(InspectionDetailsRow.excess_db.is_not(None))
        with self._database.reading() as session:
            rows = session.execute(_oldest_first(chosen)).all()
            if not rows:
                _require(session, condition_id)
            return [Excess(row[0], row[1], unpack_levels(row[2], (BAND_COUNT,))) for row in rows]

    def ranges(self, condition_id: str) -> tuple[ExcessRange, ...]:
        """The ranges that carried the newest verdict that names any, the most telling first."""
        chosen = _here(
            select(InspectionDetailsRow.ranges).join(
                InspectionRow, InspectionRow.id == InspectionDetailsRow.inspection_id
            ),
            condition_id,
        ).order_by(InspectionRow.when_at.desc(), InspectionRow.analysed_at.desc(), InspectionRow.seq.desc())
        with self._database.reading() as session:
            kept = session.scalars(chosen.limit(_RANGES_WITHIN))
            newest: list[list[float | str]] = next((ranges for ranges in kept if ranges), [])
        with readable(later("the ranges of a verdict")):
            return tuple(ExcessRange(*(float(number) for number in numbers)) for numbers in newest)


def _here(
    chosen: Select[*tuple[Any, ...]], condition_id: str, since: datetime | None = None
) -> Select[*tuple[Any, ...]]:
    wanted: list[ColumnElement[bool]] = [InspectionRow.condition_id == condition_id, in_place(InspectionRow.id)]
    if since is not None:
        wanted.append(InspectionRow.when_at >= since)
    return chosen.where(*wanted)


def _oldest_first(chosen: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return chosen.order_by(InspectionRow.when_at, InspectionRow.analysed_at, InspectionRow.seq)


def _to_point(row: tuple[Any, ...]) -> HeardPoint:
    inspection_id, when, state, score, found, explained, watch, abnormal, by, device = row
    confidence = explained_in(explained)["confidence"]
    return HeardPoint(inspection_id, when, state, score, standing(found), confidence, watch, abnormal, by, device)


def _note_lines() -> Select[str, str]:
    return select(NoteRow.inspection_id, NoteRow.text)


def _newest(session: Session, chosen: Select[*tuple[Any, ...]]) -> dict[str, str]:
    """Of the notes chosen the newest wording of each inspection, as far as it says something."""
    oldest_first = chosen.order_by(NoteRow.revision, NoteRow.written_at, NoteRow.id.desc())
    lines: Iterable[Any] = session.execute(oldest_first)
    return {inspection_id: text for inspection_id, text in dict(tuple(line) for line in lines).items() if text}


def _require(session: Session, condition_id: str) -> None:
    if session.get(ConditionRow, condition_id) is None:
        raise KeyError(condition_id)
