"""Decides what the readings panel shows: typing in, correcting, withdrawing, each with a way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.domain.problem import Problem
from app.domain.reading import Quantity, Reading
from app.domain.words import capital
from app.language import later, tr
from app.ui.jobs import Kind, Runner
from app.ui.pages.problems import ProblemView
from app.ui.pages.trend.values import ReadingsShown, When
from app.workflows.machine_story_values import Story

if TYPE_CHECKING:
    from app.workflows.machine_story import MachineStory

TYPING = "trend readings"
_VISITS = 3
"""So many of the newest visits are offered as the time of a reading."""


class ReadingsView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show_readings(self, shown: ReadingsShown) -> None:
        """The readings, and the one that is corrected."""

    def reading_kept(self) -> None:
        """What was typed is kept: the field is free for the next."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back."""

    def readings_changed(self) -> None:
        """What else shows readings reads anew."""


class ReadingsPresenter:
    """Follows the story that is shown."""

    def __init__(self, story: "MachineStory", jobs: Runner, view: ReadingsView) -> None:
        self._story = story
        self._jobs = jobs
        self._view = view
        self._condition_id = ""
        self._pointed: When | None = None
        self._visits: tuple[When, ...] = ()
        self._shown = ReadingsShown()

    def show_story(self, story: Story) -> None:
        """The readings of the condition that is shown."""
        if story.condition_id != self._condition_id:
            self._condition_id, self._pointed = story.condition_id, None
            self._shown = ReadingsShown()
        self._visits = tuple(When(one.when, one.inspection_id) for one in story.points[::-1][:_VISITS])
        readings = [one for line in story.readings for one in line.readings]
        readings.sort(key=lambda one: (one.at, one.typed_at), reverse=True)
        shown = replace(self._shown, readings=tuple(readings), whens=self._whens())
        if shown.correcting is not None and shown.correcting not in readings:
            shown = replace(shown, correcting=None, typed=())
        self._show(shown)

    def point_at(self, when: datetime, inspection_id: str) -> None:
        """A visit was chosen in the chart or the list: a reading may be of it."""
        self._pointed = When(when, inspection_id)
        self._show(replace(self._shown, whens=self._whens()))

    def type_in(self, quantity: Quantity, value: float, unit: str, when: When) -> None:
        """Keep a reading, or the correction of the one that was chosen."""
        wrong = self._shown.correcting
        if wrong is not None:
            self._change(lambda: self._story.correct(wrong.id, value, unit), later("{quantity} is corrected."))
            return
        condition_id = self._condition_id
        self._change(
            lambda: self._story.type_in(
                condition_id, quantity, value, unit, inspection_id=when.inspection_id, at=when.at
            ),
            later("{quantity} is kept."),
        )

    def correct(self, reading: Reading) -> None:
        """Choose a reading to be corrected or withdrawn, and read what was ever typed in for it."""
        self._show(replace(self._shown, correcting=reading, typed=()))
        self._jobs.run(
            Kind.HISTORY,
            lambda control: self._story.lines(reading.id),
            lambda typed: self._lines_read(reading, typed),
            lambda problem: self._view.show_problem(TYPING, problem),
        )

    def stop_correcting(self) -> None:
        """Back to typing in new ones."""
        self._show(replace(self._shown, correcting=None, typed=()))
        self._view.reading_kept()

    def withdraw(self) -> None:
        """The reading that was chosen does not count."""
        wrong = self._shown.correcting
        if wrong is not None:
            self._change(lambda: self._story.withdraw(wrong.id), later("{quantity} is withdrawn."))

    def _lines_read(self, reading: Reading, typed: tuple[Reading, ...]) -> None:
        if self._shown.correcting == reading:
            self._show(replace(self._shown, typed=typed))

    def _change(self, act: Callable[[], Reading], done: str) -> None:
        def kept(reading: Reading) -> None:
            self._show(replace(self._shown, correcting=None, typed=()))
            self._view.reading_kept()
            name = capital(tr(reading.quantity.value))
            self._view.offer_undo(tr(done, quantity=name), lambda: self._undo(reading))
            self._view.readings_changed()

        self._run(act, kept)

    def _undo(self, reading: Reading) -> None:
        self._run(lambda: self._story.undo(reading.id), lambda _: self._view.readings_changed())

    def _run(self, act: Callable[[], Reading], done: Callable[[Reading], None]) -> None:
        def refused(problem: Problem) -> None:
            self._view.show_problem(TYPING, problem)
            self._view.readings_changed()

        self._view.clear_problem(TYPING)
        self._jobs.run(Kind.HISTORY, lambda control: act(), done, refused)

    def _whens(self) -> tuple[When, ...]:
        pointed = (self._pointed,) if self._pointed is not None else ()
        return tuple(dict.fromkeys((*pointed, When(), *self._visits)))

    def _show(self, shown: ReadingsShown) -> None:
        self._shown = shown
        self._view.show_readings(shown)
