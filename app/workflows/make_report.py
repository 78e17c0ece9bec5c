"""Print an inspection: what was stored, never recomputed."""

from datetime import datetime
from pathlib import Path

from app.domain.identity import now
from app.domain.placement import Placement
from app.domain.problem import Problem
from app.domain.take import SoundPicture, Take
from app.history.history import History
from app.recordings.photos import PhotoStore
from app.recordings.take_store import TakeStore
from app.reports.facts import Paper, ReportFacts
from app.reports.inspection_report import InspectionReport
from app.workflows.look_closer import LookCloser


class MakeReport:
    """Writes inspection reports as PDF."""

    def __init__(
        self, history: History, store: TakeStore, photos: PhotoStore, report: InspectionReport, paper: Paper
    ) -> None:
        self._history = history
        self._look = LookCloser(store)
        self._photos = photos
        self._report = report
        self._paper = paper

    def __call__(self, inspection_id: str, out: Path, printed_at: datetime | None = None) -> Path:
        """The PDF's path.

        Raises:
            Problem: the file can't be written.
            KeyError: no such inspection.
        """
        inspection = self._history.inspection(inspection_id)
        machine = self._history.machine(inspection.machine_id)
        point, _ = machine.find(inspection.condition_id)
        # As it was placed then: a newer placement says nothing of this take.
        placement = self._history.placement(point.id, at=inspection.analysed_at)
        facts = ReportFacts(
            inspection=inspection,
            machine=machine,
            visits=tuple(self._history.visits(inspection.machine_id, inspection.condition_id)),
            picture=self._picture(inspection.take),
            paper=self._paper,
            printed_at=printed_at or now(),
            placement=placement,
            photo=self._photo(placement),
        )
        self._report.write(out, facts)
        return out

    def _picture(self, take: Take) -> SoundPicture | None:
        try:
            return self._look(take)
        except Problem:
            return None  # the report says that the take is missing; the decision is still printed

    def _photo(self, placement: Placement | None) -> Path | None:
        try:
            return self._photos.path(placement.photo) if placement and placement.photo else None
        except Problem:
            return None  # the report says that the photo is missing
