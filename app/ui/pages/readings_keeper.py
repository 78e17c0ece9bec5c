"""Keeps what is read off other instruments at a visit, typed in beside its verdict."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.domain.inspection import Inspection
from app.domain.reading import Quantity, Reading
from app.domain.words import capital
from app.language import tr
from app.ui.jobs import Kind, Runner
from app.ui.pages.problems import ProblemView
from app.ui.widgets.reading_words import value_text

if TYPE_CHECKING:
    from app.ui.widgets.reading_entry import ReadingEntry
    from app.workflows.workflows import Workflows

KEEPING = "reading"


class ReadingsView(ProblemView, Protocol):
    """What the keeper tells the window."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was kept, with a way back."""


class ReadingsKeeper:
    """Each reading belongs to the inspection that was on the screen when it was typed."""

    def __init__(self, workflows: "Workflows", jobs: Runner, entry: "ReadingEntry", view: ReadingsView) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._entry = entry
        self._view = view

    def keep(self, inspection: Inspection, quantity: Quantity, value: float, unit: str) -> None:
        """Keep a reading of this visit; what can't be kept stays in the field."""
        story = self._workflows.story

        def kept(reading: Reading) -> None:
            self._view.clear_problem(KEEPING)
            self._entry.clear()
            read = f"{capital(tr(quantity.value))} {value_text(value)} {unit}"
            told = tr("{reading} is kept with this visit.", reading=read)
            self._view.offer_undo(told, lambda: self._take_back(reading.id))

        self._jobs.run(
            Kind.HISTORY,
            lambda control: story.type_in(
                inspection.condition_id, quantity, value, unit, inspection_id=inspection.id
            ),
            kept,
            lambda problem: self._view.show_problem(KEEPING, problem),
        )

    def _take_back(self, reading_id: str) -> None:
        story = self._workflows.story
        self._jobs.run(
            Kind.HISTORY,
            lambda control: story.withdraw(reading_id),
            lambda _: None,
            lambda problem: self._view.show_problem(KEEPING, problem),
        )
