"""Inspections: added whole, read whole, never changed but for the note, of which every wording is kept."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.identity import new_id, now
from app.domain.inspection import Inspection
from app.history.mappers_inspection import (
    InspectionRows,
    details_row,
    healthy_curve_row,
    inspection_row,
    model_row,
    to_inspection,
)
from app.history.tables import (
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


class Inspections:
    """Inspections of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, inspection: Inspection) -> Inspection:
        """Keep an inspection with its take; returns it as it is kept, with the take the history has."""
        self._require_condition(inspection)
        take, clip_bands_id = Takes(self._session).keep(inspection.take, inspection.clips, inspection.quality)
        model_id = self._keep_once(model_row(inspection.model)) if inspection.model else None
        self._session.add(inspection_row(inspection, take, model_id))
        self._session.flush()
        self._session.add(details_row(inspection, clip_bands_id, self._keep_healthy(inspection)))
        if inspection.note:
            self._add_note(inspection.id, inspection.note, revision=1)
        self._session.flush()
        self._session.expire_all()
        return self.get(inspection.id)

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

    def _keep_healthy(self, inspection: Inspection) -> str | None:
        curve = inspection.healthy
        if curve is None:
            return None
        if self._session.scalar(select(BaselineRow.id).where(BaselineRow.id == curve.baseline_id)) is None:
            raise KeyError(curve.baseline_id)
        return self._keep_once(healthy_curve_row(curve))

    def _keep_once(self, row: ModelRow | HealthyCurveRow) -> str:
        if self._session.get(type(row), row.id) is None:
            self._session.add(row)
            self._session.flush()
        return row.id

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
