"""What is kept as plain lines for other programs: work orders, spreadsheets, notebooks. Read a few at a time.

What lies in the bin is left out, as in every list.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, not_, or_, select
from sqlalchemy.orm import Session

from app.domain.machine import Criticality
from app.domain.reading import Quantity
from app.domain.review import Found
from app.domain.take import BAND_COUNT
from app.domain.verdict import State
from app.history.arrays import unpack_levels
from app.history.in_the_bin import thrown_away
from app.history.reviews import newest_review
from app.history.tables import (
    ClipBandsRow,
    ConditionRow,
    InspectionDetailsRow,
    InspectionRow,
    MachineRow,
    ModelRow,
    PointRow,
    TakeRow,
)
from app.history.tables_fleet import ReadingRow
from app.history.tables_review import ReviewRow

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Inspections and readings from `since` on, before `until`; None for all machines."""

    machine_ids: Collection[str] | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, eq=False)
class InspectionLine:
    """One inspection with what it is about. `found` and what follows are of the newest review, None without one.

    `bands` float32 `[128]`: mean over the take's clips, None where there was none; `excess_db` likewise.
    """

    id: str
    machine_id: str
    machine: str
    code: str
    site: str
    area: str
    criticality: Criticality
    point: str
    condition: str
    condition_id: str
    rpm: float | None
    recorded_at: datetime | None
    analysed_at: datetime
    when_at: datetime
    state: State
    score: float | None
    watch_from: float | None
    abnormal_from: float | None
    finding: str
    next_step: str
    inspector: str
    app_version: str
    take_sha256: str
    file_name: str
    device: str
    model: str | None
    model_version: str | None
    ear_sha256: str
    found: Found | None
    cause: str | None
    cause_code: str | None
    reviewed_by: str | None
    reviewed_at: datetime | None
    bands: NDArray[np.float32] | None = None
    excess_db: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A reading as it counts now."""

    id: str
    machine_id: str
    condition_id: str
    inspection_id: str | None
    quantity: Quantity
    value: float
    unit: str
    read_at: datetime
    typed_by: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A line of a review; the one with the highest revision of an inspection counts."""

    id: str
    inspection_id: str
    revision: int
    found: Found
    cause: str
    cause_code: str
    reviewed_by: str
    reviewed_at: datetime


def count_inspections(session: Session, wanted: Wanted) -> int:
    """How many lines `inspection_lines` has."""
    return session.scalar(_as_wanted(select(func.count()).select_from(InspectionRow), wanted)) or 0


def inspection_lines(session: Session, wanted: Wanted, *, bands: bool = False) -> Iterator[InspectionLine]:
    """The inspections, the newest first."""
    read = _as_wanted(_columns(bands), wanted).order_by(
        InspectionRow.when_at.desc(), InspectionRow.analysed_at.desc(), InspectionRow.seq.desc()
    )
    for row in session.execute(read.execution_options(yield_per=_AT_ONCE)):
        values = dict(row._mapping)
        excess, blob, count = (values.pop(name, None) for name in ("excess", "blob", "clip_count"))
        yield InspectionLine(
            **values,
            bands=unpack_levels(blob, (count, BAND_COUNT)).mean(axis=0, dtype=np.float32) if count else None,
            excess_db=unpack_levels(excess, (BAND_COUNT,)) if excess else None,
        )


def reading_lines(session: Session, wanted: Wanted) -> Iterator[ReadingLine]:
    """The readings that count, by condition, the oldest first."""
    newest = _newest_readings()
    read = (
        select(
            ReadingRow.about_id.label("id"),
            PointRow.machine_id,
            ReadingRow.condition_id,
            ReadingRow.inspection_id,
            ReadingRow.quantity,
            ReadingRow.value,
            ReadingRow.unit,
            ReadingRow.read_at,
            ReadingRow.typed_by,
        )
        .join(newest, newest.c.id == ReadingRow.id)
        .join(ConditionRow, ConditionRow.id == ReadingRow.condition_id)
        .join(PointRow, PointRow.id == ConditionRow.point_id)
        .where(newest.c.place == 1, ReadingRow.value.is_not(None))
        .where(not_(PointRow.machine_id.in_(thrown_away())))
        .where(or_(ReadingRow.inspection_id.is_(None), not_(ReadingRow.inspection_id.in_(thrown_away()))))
        .order_by(ReadingRow.condition_id, ReadingRow.read_at, ReadingRow.id)
    )
    if wanted.machine_ids is not None:
        read = read.where(PointRow.machine_id.in_(wanted.machine_ids))
    if wanted.since is not None:
        read = read.where(ReadingRow.read_at >= wanted.since)
    if wanted.until is not None:
        read = read.where(ReadingRow.read_at < wanted.until)
    for row in session.execute(read.execution_options(yield_per=_AT_ONCE)):
        yield ReadingLine(**row._mapping)


def review_lines(session: Session, wanted: Wanted) -> Iterator[ReviewLine]:
    """Every line of the reviews of these inspections, those of one inspection together, the oldest first."""
    read = (
        select(
            ReviewRow.id,
            ReviewRow.inspection_id,
            ReviewRow.revision,
            ReviewRow.found,
            ReviewRow.cause,
            ReviewRow.cause_code,
            ReviewRow.reviewed_by,
            ReviewRow.reviewed_at,
        )
        .join(InspectionRow, InspectionRow.id == ReviewRow.inspection_id)
        .order_by(ReviewRow.inspection_id, ReviewRow.revision, ReviewRow.reviewed_at, ReviewRow.id)
    )
    for row in session.execute(_as_wanted(read, wanted).execution_options(yield_per=_AT_ONCE)):
        yield ReviewLine(**row._mapping)


def _columns(bands: bool) -> Select[*tuple[Any, ...]]:
    read = (
        select(
            InspectionRow.id,
            InspectionRow.machine_id,
            MachineRow.name.label("machine"),
            MachineRow.code,
            MachineRow.site,
            MachineRow.area,
            MachineRow.criticality,
            PointRow.name.label("point"),
            ConditionRow.name.label("condition"),
            InspectionRow.condition_id,
            ConditionRow.rpm,
            TakeRow.recorded_at,
            InspectionRow.analysed_at,
            InspectionRow.when_at,
            InspectionRow.state,
            InspectionRow.score,
            InspectionRow.watch_from,
            InspectionRow.abnormal_from,
            InspectionRow.finding,
            InspectionDetailsRow.next_step,
            InspectionRow.inspector,
            InspectionRow.app_version,
            TakeRow.sha256.label("take_sha256"),
            TakeRow.file_name,
            TakeRow.device,
            ModelRow.name.label("model"),
            ModelRow.version.label("model_version"),
            ClipBandsRow.ear_sha256,
            *(newest_review(column).label(column.key) for column in _REVIEWED),
        )
        .join(MachineRow, MachineRow.id == InspectionRow.machine_id)
        .join(ConditionRow, ConditionRow.id == InspectionRow.condition_id)
        .join(PointRow, PointRow.id == ConditionRow.point_id)
        .join(TakeRow, TakeRow.id == InspectionRow.take_id)
        .join(InspectionDetailsRow, InspectionDetailsRow.inspection_id == InspectionRow.id)
        .join(ClipBandsRow, ClipBandsRow.id == InspectionDetailsRow.clip_bands_id)
        .outerjoin(ModelRow, ModelRow.id == InspectionRow.model_id)
    )
    if not bands:
        return read
    return read.add_columns(
        InspectionDetailsRow.excess_db.label("excess"), ClipBandsRow.bands.label("blob"), ClipBandsRow.clip_count
    )


_REVIEWED = (
    ReviewRow.found,
    ReviewRow.cause,
    ReviewRow.cause_code,
    ReviewRow.reviewed_by,
    ReviewRow.reviewed_at,
)


def _as_wanted(chosen: Select[*tuple[Any, ...]], wanted: Wanted) -> Select[*tuple[Any, ...]]:
    gone = thrown_away()
    chosen = chosen.where(not_(InspectionRow.id.in_(gone)), not_(InspectionRow.machine_id.in_(gone)))
    if wanted.machine_ids is not None:
        chosen = chosen.where(InspectionRow.machine_id.in_(wanted.machine_ids))
    if wanted.since is not None:
        chosen = chosen.where(InspectionRow.when_at >= wanted.since)
    if wanted.until is not None:
        chosen = chosen.where(InspectionRow.when_at < wanted.until)
    return chosen


def _newest_readings() -> Any:
    """Each line of a reading with its place among them, 1 for the newest."""
    order = (ReadingRow.revision.desc(), ReadingRow.typed_at.desc(), ReadingRow.id.desc())
    place = func.row_number().over(partition_by=ReadingRow.about_id, order_by=order)
    return select(ReadingRow.id, place.label("place")).subquery()
