"""Inspections between rows and domain values. What was given is kept whole; nothing is computed again."""

from dataclasses import dataclass

from app.domain.inspection import HealthyCurve, Inspection
from app.domain.quality import Check
from app.domain.take import BAND_COUNT, Take
from app.domain.verdict import ExcessRange, ModelIdentity, Thresholds, Verdict
from app.history.arrays import content_id, pack_levels, unpack_levels
from app.history.columns import member
from app.history.mappers_explained import explained_in, explained_out
from app.history.mappers_take import (
    number_out,
    quality_in,
    quality_out,
    readable,
    real_number,
    to_clips,
    to_take,
)
from app.history.tables import (
    ClipBandsRow,
    HealthyCurveRow,
    InspectionDetailsRow,
    InspectionRow,
    ModelRow,
    TakeRow,
)
from app.language import later

_CURVE = (BAND_COUNT,)


@dataclass(frozen=True)
class InspectionRows:
    """All rows that one inspection is made of."""

    inspection: InspectionRow
    details: InspectionDetailsRow
    take: TakeRow
    clip_bands: ClipBandsRow
    model: ModelRow | None
    healthy: HealthyCurveRow | None


def inspection_row(inspection: Inspection, take: Take, model_id: str | None) -> InspectionRow:
    """A new row for the line of an inspection of this take, as the history has it."""
    verdict = inspection.verdict
    thresholds = verdict.thresholds
    return InspectionRow(
        id=inspection.id,
        machine_id=inspection.machine_id,
        condition_id=inspection.condition_id,
        take_id=take.id,
        when_at=take.recorded_at or inspection.analysed_at,
        analysed_at=inspection.analysed_at,
        state=verdict.state,
        score=real_number(verdict.score),
        watch_from=real_number(thresholds.watch) if thresholds else None,
        abnormal_from=real_number(thresholds.abnormal) if thresholds else None,
        finding=verdict.finding,
        model_id=model_id,
        app_version=inspection.app_version,
        inspector=inspection.inspector,
    )


def details_row(inspection: Inspection, clip_bands_id: str, healthy_curve_id: str | None) -> InspectionDetailsRow:
    """A new row for the details of an inspection."""
    verdict = inspection.verdict
    return InspectionDetailsRow(
        inspection_id=inspection.id,
        clip_bands_id=clip_bands_id,
        healthy_curve_id=healthy_curve_id,
        next_step=verdict.next_step,
        reasons=list(verdict.reasons),
        clip_scores=[number_out(score) for score in verdict.clip_scores],
        ranges=[[number_out(n) for n in (r.low_hz, r.high_hz, r.excess_db)] for r in verdict.ranges],
        quality=quality_out(inspection.quality),
        excess_db=None if verdict.excess_db is None else pack_levels(verdict.excess_db, _CURVE),
        overruled=[check.name for check in inspection.overruled],
        above_room_db=real_number(inspection.above_room_db),
        ending=inspection.ending,
        explained=explained_out(verdict),
    )


def model_row(model: ModelIdentity) -> ModelRow:
    """A row for the model."""
    parts = (model.name, model.version, model.machine_type, model.ear_sha256, model.judge_sha256)
    return ModelRow(
        id=content_id(*parts),
        name=model.name,
        version=model.version,
        machine_type=model.machine_type,
        ear_sha256=model.ear_sha256,
        judge_sha256=model.judge_sha256,
    )


def healthy_curve_row(curve: HealthyCurve) -> HealthyCurveRow:
    """A row for the baseline as it was."""
    mean, spread = pack_levels(curve.mean, _CURVE), pack_levels(curve.spread, _CURVE)
    when = str(curve.learnt_at.timestamp())
    return HealthyCurveRow(
        id=content_id(curve.baseline_id, str(curve.clip_count), when, mean, spread),
        baseline_id=curve.baseline_id,
        clip_count=curve.clip_count,
        learnt_at=curve.learnt_at,
        mean=mean,
        spread=spread,
    )


def to_inspection(rows: InspectionRows, note: str) -> Inspection:
    """The inspection in these rows; Problem when a part of it is damaged."""
    row = rows.inspection
    return Inspection(
        id=row.id,
        machine_id=row.machine_id,
        condition_id=row.condition_id,
        take=to_take(rows.take),
        clips=to_clips(rows.clip_bands),
        quality=quality_in(rows.details.quality),
        verdict=_to_verdict(row, rows.details),
        model=to_model(rows.model) if rows.model else None,
        healthy=_to_curve(rows.healthy) if rows.healthy else None,
        app_version=row.app_version,
        note=note,
        inspector=row.inspector,
        overruled=_overruled(rows.details),
        above_room_db=rows.details.above_room_db,
        ending=rows.details.ending,
        analysed_at=row.analysed_at,
    )


def _overruled(details: InspectionDetailsRow) -> tuple[Check, ...]:
    with readable(later("the overruled checks of a take")):
        return tuple(member(Check, name) for name in details.overruled)


def _to_verdict(row: InspectionRow, details: InspectionDetailsRow) -> Verdict:
    thresholds = None
    if row.watch_from is not None and row.abnormal_from is not None:
        thresholds = Thresholds(watch=row.watch_from, abnormal=row.abnormal_from)
    with readable(later("the details of an inspection")):
        return Verdict(
            state=row.state,
            finding=row.finding,
            next_step=details.next_step,
            score=row.score,
            thresholds=thresholds,
            clip_scores=tuple(float(score) for score in details.clip_scores),
            ranges=tuple(ExcessRange(*(float(n) for n in numbers)) for numbers in details.ranges),
            excess_db=None if details.excess_db is None else unpack_levels(details.excess_db, _CURVE),
            reasons=tuple(details.reasons),
            **explained_in(details.explained),
        )


def to_model(row: ModelRow) -> ModelIdentity:
    """The model in this row."""
    return ModelIdentity(
        name=row.name,
        version=row.version,
        machine_type=row.machine_type,
        ear_sha256=row.ear_sha256,
        judge_sha256=row.judge_sha256,
    )


def _to_curve(row: HealthyCurveRow) -> HealthyCurve:
    return HealthyCurve(
        baseline_id=row.baseline_id,
        clip_count=row.clip_count,
        learnt_at=row.learnt_at,
        mean=unpack_levels(row.mean, _CURVE),
        spread=unpack_levels(row.spread, _CURVE),
    )
