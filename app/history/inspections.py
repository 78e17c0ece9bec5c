"""Inspections: added whole, read whole, never changed but for the note, of which every wording is kept."""

from collections.abc import Iterable, Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.identity import new_id, now
from app.domain.inspection import HealthyCurve, Inspection
from app.domain.take import Take
from app.history.mappers_inspection import (
    InspectionRows,
    details_row,
    healthy_curve_row,
    inspection_row,
    model_row,
    to_inspection,
)
from app.history.tables import (
    Base,
    BaselineRow,
    ClipBandsRow,
    ConditionRow,
    HealthyCurveRow,
    InspectionDetailsRow,
    InspectionRow,
    ModelRow,
    NoteRow,
    PointRow,
    TakeRow,
)
from app.history.takes import Takes

_STATE = "_sa_instance_state"


class Inspections:
    """Inspections of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, inspection: Inspection) -> Inspection:
        """Keep an inspection with its take; returns it as it is kept, with the take the history has."""
        self._require_condition(inspection)
        self._require_baseline(inspection.healthy)
        take, clip_bands_id = Takes(self._session).keep(inspection.take, inspection.clips, inspection.quality)
        self.write([(inspection, take, clip_bands_id)])
        if inspection.note:
            self._add_note(inspection.id, inspection.note, revision=1)
        self._session.flush()
        self._session.expire_all()
        return self.get(inspection.id)

    def write(self, given: Sequence[tuple[Inspection, Take, str]]) -> None:
        """Inspections as they are given, with their takes as the history has them and the ids of the band levels.

        The conditions, takes and baselines must be there; notes are not written.
        """
        models = {one.id: model_row(one.model) for one, _, _ in given if one.model}
        curves = {one.id: healthy_curve_row(one.healthy) for one, _, _ in given if one.healthy}
        write_missing(self._session, models.values())
        write_missing(self._session, curves.values())
        write_rows(
            self._session,
            [inspection_row(one, take, models[one.id].id if one.model else None) for one, take, _ in given],
        )
        write_rows(
            self._session,
            [details_row(one, bands_id, curves[one.id].id if one.healthy else None) for one, _, bands_id in given],
        )

    def get(self, inspection_id: str) -> Inspection:
        """The inspection of that id as it was given, with its newest note."""
        found = self._session.execute(
            select(InspectionRow, InspectionDetailsRow, TakeRow, ClipBandsRow, ModelRow, HealthyCurveRow)
            .join(InspectionDetailsRow, InspectionDetailsRow.inspection_id == InspectionRow.id)
            .join(TakeRow, TakeRow.id == InspectionRow.take_id)
            .join(ClipBandsRow, ClipBandsRow.id == InspectionDetailsRow.clip_bands_id)
            .outerjoin(ModelRow, ModelRow.id == InspectionRow.model_id)
            .outerjoin(HealthyCurveRow, HealthyCurveRow.id == InspectionDetailsRow.healthy_curve_id)
            .where(InspectionRow.id == inspection_id)
        ).one_or_none()
        if found is None:
            raise KeyError(inspection_id)
        newest = self._newest_note(inspection_id)
        return to_inspection(InspectionRows(*found), newest.text if newest else "")

    def set_note(self, inspection_id: str, note: str) -> Inspection:
        """Add a wording of the note; what was written before is kept."""
        inspection = self.get(inspection_id)
        if note == inspection.note:
            return inspection
        newest = self._newest_note(inspection_id)
        self._add_note(inspection_id, note, revision=newest.revision + 1 if newest else 1)
        self._session.flush()
        self._session.expire_all()
        return self.get(inspection_id)

    def _add_note(self, inspection_id: str, text: str, revision: int) -> None:
        self._session.add(
            NoteRow(id=new_id(), inspection_id=inspection_id, revision=revision, written_at=now(), text=text)
        )

    def _newest_note(self, inspection_id: str) -> NoteRow | None:
        """The highest revision; of two merged from two laptops the later. A clock set back changes nothing."""
        return self._session.scalar(
            select(NoteRow)
            .where(NoteRow.inspection_id == inspection_id)
            .order_by(NoteRow.revision.desc(), NoteRow.written_at.desc(), NoteRow.id)
            .limit(1)
        )

    def _require_condition(self, inspection: Inspection) -> None:
        machine_id = self._session.scalar(
            select(PointRow.machine_id)
            .join(ConditionRow, ConditionRow.point_id == PointRow.id)
            .where(ConditionRow.id == inspection.condition_id)
        )
        if machine_id is None:
            raise KeyError(inspection.condition_id)
        if machine_id != inspection.machine_id:
            raise KeyError(inspection.machine_id)

    def _require_baseline(self, curve: HealthyCurve | None) -> None:
        if curve is None:
            return
        if self._session.scalar(select(BaselineRow.id).where(BaselineRow.id == curve.baseline_id)) is None:
            raise KeyError(curve.baseline_id)


def write_rows(session: Session, rows: Sequence[Base]) -> None:
    """Write new rows of one table in one statement: a row a time costs several times as much."""
    if rows:
        values = [{name: value for name, value in vars(row).items() if name != _STATE} for row in rows]
        session.execute(insert(type(rows[0])).execution_options(render_nulls=True), values)


def write_missing(session: Session, rows: Iterable[ClipBandsRow | HealthyCurveRow | ModelRow]) -> None:
    """Write those rows of one table that are not there: their ids are made from what they hold."""
    new = {row.id: row for row in rows}
    if new:
        kind = type(next(iter(new.values())))
        there = set(session.scalars(select(kind.id).where(kind.id.in_(new))))
        write_rows(session, [row for row in new.values() if row.id not in there])
