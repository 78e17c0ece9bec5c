"""Print an inspection: what was stored, never recomputed."""

from datetime import datetime
from pathlib import Path

from app.domain.identity import now
from app.domain.problem import Problem
from app.domain.take import SoundPicture, Take
from app.history.history import History
from app.recordings.take_store import TakeStore
from app.reports.facts import Paper, ReportFacts
from app.reports.inspection_report import InspectionReport
from app.workflows.look_closer import LookCloser


class MakeReport:
    """Writes inspection reports as PDF."""

    def __init__(self, history: History, store: TakeStore, report: InspectionReport, paper: Paper) -> None:
        self._history = history
        self._look = LookCloser(store)
        self._report = report
        self._paper = paper

    def __call__(self, inspection_id: str, out: Path, printed_at: datetime | None = None) -> Path:
        """The PDF's path.

        Raises:
            Problem: the file can't be written.
            KeyError: no such inspection.
        """
        inspection = self._history.inspection(inspection_id)
        facts = ReportFacts(
            inspection=inspection,
            machine=self._history.machine(inspection.machine_id),
            visits=tuple(self._history.visits(inspection.machine_id, inspection.condition_id)),
            picture=self._picture(inspection.take),
            paper=self._paper,
            printed_at=printed_at or now(),
        )
        self._report.write(out, facts)
        return out

    def _picture(self, take: Take) -> SoundPicture | None:
        try:
            return self._look(take)
        except Problem:
            return None  # the report says that the take is missing; the decision is still printed
