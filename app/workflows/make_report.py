"""Print an inspection: what was stored, never recomputed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.identity import now
from app.domain.inspection import Inspection
from app.domain.letterhead import Letterhead
from app.domain.placement import Placement
from app.domain.problem import Problem
from app.domain.reading import Reading
from app.domain.review import Review
from app.domain.take import SoundPicture, Take
from app.history.history import History
from app.recordings.photos import PhotoStore
from app.recordings.take_store import TakeStore
from app.reports.facts import Paper, ReportFacts
from app.workflows.look_closer import LookCloser

if TYPE_CHECKING:
    # It brings the whole of reportlab, which nobody needs before a report is printed.
    from app.reports.inspection_report import InspectionReport

_ALL = 1_000_000


class MakeReport:
    """Writes inspection reports as PDF.

    `paper` and `letterhead` are asked for each report anew: the settings may change while the program runs.
    """

    def __init__(
        self,
        history: History,
        store: TakeStore,
        photos: PhotoStore,
        report: "InspectionReport",
        paper: Callable[[], Paper],
        *,
        letterhead: Callable[[], Letterhead] = Letterhead,
    ) -> None:
        self._history = history
        self._look = LookCloser(store)
        self._photos = photos
        self._report = report
        self._paper = paper
        self._letterhead = letterhead

    def __call__(self, inspection_id: str, out: Path, printed_at: datetime | None = None) -> Path:
        """The PDF's path.

        Raises:
            Problem: the file can't be written.
            KeyError: no such inspection.
        """
        self._report.write(out, self._facts(self._history.inspection(inspection_id), printed_at or now()))
        return out

    def _facts(self, inspection: Inspection, printed_at: datetime) -> ReportFacts:
        machine = self._history.machine(inspection.machine_id)
        point, _ = machine.find(inspection.condition_id)
        # As it was placed then: a newer placement says nothing of this take.
        placement = self._history.placement(point.id, at=inspection.analysed_at)
        return ReportFacts(
            inspection=inspection,
            machine=machine,
            visits=tuple(
                # All of them: the report's number is which visit it was.
                self._history.visits(inspection.machine_id, inspection.condition_id, limit=_ALL)
            ),
            picture=self._picture(inspection.take),
            paper=self._paper(),
            printed_at=printed_at,
            letterhead=self._letterhead(),
            placement=placement,
            photo=self._photo(placement),
            review=self._review(inspection),
            readings=self._readings(inspection),
        )

    def _review(self, inspection: Inspection) -> Review | None:
        return next(iter(self._history.reviews(inspection.id)), None)

    def _readings(self, inspection: Inspection) -> tuple[Reading, ...]:
        """What was typed in at this visit and counts, the oldest first."""
        known = self._history.readings.of_condition(inspection.condition_id)
        return tuple(one for one in reversed(known) if one.inspection_id == inspection.id)

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
