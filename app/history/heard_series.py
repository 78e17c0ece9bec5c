"""Visits of many conditions as far as their sound can be compared: by one ear, since the machine was repaired."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from app.domain.review import BaselineEvent
from app.domain.take import BAND_COUNT
from app.domain.verdict import State
from app.history.arrays import unpack_levels
from app.history.fleet import plain_rows
from app.history.in_the_bin import thrown_away
from app.history.mappers_take import readable
from app.history.tables import ClipBandsRow, InspectionDetailsRow, InspectionRow, ModelRow, TakeRow
from app.history.tables_review import BaselineChangeRow
from app.language import later


class Sound(NamedTuple):
    """What was heard at a visit: `bands` float32 `[128]`, the mean over the take's clips."""

    when: datetime
    bands: NDArray[np.float32]
    device: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """The judged visits at a condition since `repaired`, by the ear that heard the newest, oldest first."""

    condition_id: str
    repaired: datetime | None
    ear_sha256: str
    whens: tuple[datetime, ...]


def comparable(session: Session, condition_ids: Collection[str], until: datetime) -> dict[str, Comparable]:
    """Of these conditions the visits before `until` that can be compared; a condition without any is left out."""
    repairs = _repairs(session, condition_ids, until)
    visits = (
        select(InspectionRow.condition_id, type_coerce(InspectionRow.when_at, String), ModelRow.ear_sha256)
        .join(ModelRow, ModelRow.id == InspectionRow.model_id)
        .where(*_judged(condition_ids), InspectionRow.when_at < until)
        .order_by(InspectionRow.condition_id, InspectionRow.when_at)
    )
    found = {}
    with readable(later("the time of a visit")):
        for condition_id, rows in groupby(plain_rows(session, visits), itemgetter(0)):
            heard = [(datetime.fromisoformat(when), ear) for _, when, ear in rows]
            repaired, ear = repairs.get(condition_id), heard[-1][1]
            whens = tuple(when for when, by in heard if by == ear and (repaired is None or when >= repaired))
            found[condition_id] = Comparable(condition_id, repaired, ear, whens)
    return found


def sounds(session: Session, wanted: Collection[Comparable]) -> dict[str, list[Sound]]:
    """What was heard at those visits of each condition, oldest first; those without a clip left out."""
    of_condition = {one.condition_id: one for one in wanted if one.whens}
    if not of_condition:
        return {}
    last = max(one.whens[-1] for one in of_condition.values())
    rows = (
        select(
            InspectionRow.condition_id,
            type_coerce(InspectionRow.when_at, String),
            ClipBandsRow.ear_sha256,
            TakeRow.device,
            ClipBandsRow.clip_count,
            ClipBandsRow.bands,
        )
        .join(InspectionDetailsRow, InspectionDetailsRow.inspection_id == InspectionRow.id)
        .join(ClipBandsRow, ClipBandsRow.id == InspectionDetailsRow.clip_bands_id)
        .join(TakeRow, TakeRow.id == InspectionRow.take_id)
        .where(*_judged(of_condition), InspectionRow.when_at <= last, ClipBandsRow.clip_count > 0)
        .order_by(InspectionRow.condition_id, InspectionRow.when_at, InspectionRow.analysed_at, InspectionRow.seq)
    )
    every = groupby(plain_rows(session, rows), itemgetter(0))
    with readable(later("the time of a visit")):
        return {condition_id: _sounds(of_condition[condition_id], visits) for condition_id, visits in every}


def _sounds(wanted: Comparable, rows: Iterable[tuple[Any, ...]]) -> list[Sound]:
    heard = [
        (when, device, clips, bands)
        for _, text, ear, device, clips, bands in rows
        if ear == wanted.ear_sha256 and (when := datetime.fromisoformat(text)) >= wanted.whens[0]
    ]
    if not heard:
        return []
    # All visits in one go: a thousand machines have a hundred thousand.
    counts = [clips for _, _, clips, _ in heard]
    levels = unpack_levels(b"".join(bands for *_, bands in heard), (sum(counts), BAND_COUNT))
    sums = np.add.reduceat(levels, [0, *accumulate(counts[:-1])], axis=0)
    means = (sums / np.array(counts)[:, None]).astype(np.float32)
    return [Sound(when, mean, device) for (when, device, *_), mean in zip(heard, means, strict=True)]


def _judged(condition_ids: Collection[str]) -> tuple[Any, ...]:
    return (
        InspectionRow.condition_id.in_(condition_ids),
        InspectionRow.state != State.CANNOT_TELL,
        InspectionRow.id.not_in(thrown_away()),
    )


def _repairs(session: Session, condition_ids: Collection[str], until: datetime) -> dict[str, datetime]:
    newest = func.max(BaselineChangeRow.changed_at)
    repairs = (
        select(BaselineChangeRow.condition_id, newest)
        .where(BaselineChangeRow.condition_id.in_(condition_ids), BaselineChangeRow.changed_at < until)
        .where(BaselineChangeRow.event == BaselineEvent.REPAIR)
        .group_by(BaselineChangeRow.condition_id)
    )
    return {row[0]: row[1] for row in session.execute(repairs)}
