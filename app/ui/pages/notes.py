"""Keeps the note of an inspection: saved without a question, taken back by one key for a while."""

from typing import TYPE_CHECKING, Protocol

from app.domain.inspection import Inspection
from app.ui.jobs import Kind, Runner
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows

PROBLEM = "note"


class NoteView(ProblemView, Protocol):
    """What the keeper of notes tells the page."""

    def note_saved(self, inspection: Inspection, before: str | None) -> None:
        """The inspection as it is now; `before` is the note that can be brought back, None after an undo."""


class NoteKeeper:
    """Saves notes; what the user typed is never lost to a click elsewhere."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: NoteView) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._view = view

    def save(self, inspection: Inspection, text: str) -> None:
        """Save the note when it says something else than before."""
        if text.strip() != inspection.note:
            self._set(inspection.id, text.strip(), inspection.note)

    def bring_back(self, inspection_id: str, note: str) -> None:
        """Undo: the earlier note again."""
        self._set(inspection_id, note, None)

    def _set(self, inspection_id: str, note: str, before: str | None) -> None:
        def saved(inspection: Inspection) -> None:
            self._view.clear_problem(PROBLEM)
            self._view.note_saved(inspection, before)

        self._jobs.run(
            Kind.HISTORY,
            lambda control: self._workflows.machines.set_note(inspection_id, note),
            saved,
            lambda problem: self._view.show_problem(PROBLEM, problem),
        )
