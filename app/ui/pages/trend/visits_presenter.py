"""Decides what the list of inspections shows: filters, pages, what is ticked, thrown away and brought back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from app.domain.problem import Problem
from app.language import tr_many
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView
from app.ui.pages.trend.values import ListShown
from app.workflows.machine_story_values import Filters, VisitPage

if TYPE_CHECKING:
    from app.workflows.machine_story import MachineStory

LISTING, THROWING = "trend list", "trend throw"
MOST_TICKED = 2


class VisitsView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show_list(self, shown: ListShown) -> None:
        """The inspections read so far."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back."""

    def visits_changed(self) -> None:
        """Inspections have gone or come back: what else shows them reads anew."""

    def compare(self, inspection_id: str, other_id: str) -> None:
        """Compare two inspections, or one with the baseline where `other_id` is empty."""


class VisitsPresenter:
    """The list follows the condition that is shown, or holds all inspections of the machine."""

    def __init__(self, story: "MachineStory", jobs: Runner, view: VisitsView) -> None:
        self._story = story
        self._jobs = jobs
        self._view = view
        self._machine_id = ""
        self._here: str | None = None
        self._filters = Filters()
        self._whole = False
        self._handle: JobHandle | None = None
        self._shown = ListShown()

    def open(self, machine_id: str, condition_id: str, *, others: bool) -> None:
        """The inspections at a condition; `others` is whether the machine has more of them."""
        if machine_id != self._machine_id:
            self._filters, self._whole = Filters(), False
        if (machine_id, condition_id) != (self._machine_id, self._here):
            self._shown = ListShown()
        self._machine_id, self._here = machine_id, condition_id
        self._shown = replace(self._shown, others=others)
        self.refresh()

    def filter(self, filters: Filters, *, whole: bool) -> None:
        """Only some of them, at this condition or at the `whole` machine."""
        filters = replace(filters, condition_id=None)
        if (filters, whole) != (self._filters, self._whole):
            self._filters, self._whole = filters, whole
            self.refresh()

    def refresh(self) -> None:
        """Read as many as are shown again."""
        if self._machine_id:
            self._read(None)

    def more(self) -> None:
        """The next page, once the end of the list is in sight."""
        reading = self._handle is not None and not self._handle.ended
        if self._shown.more and not reading and self._shown.lines:
            self._read(self._shown.lines[-1].visit.inspection_id)

    def leave(self) -> None:
        """Another page is in front."""
        if self._handle is not None:
            self._handle.drop()
            self._handle = None

    def tick(self, inspection_id: str) -> None:
        """Tick an inspection or take its tick away; of two that are ticked the first gives way to a third."""
        ticked = tuple(one for one in self._shown.ticked if one != inspection_id)
        if len(ticked) == len(self._shown.ticked):
            ticked = (*ticked, inspection_id)[-MOST_TICKED:]
        self._show(replace(self._shown, ticked=ticked))

    def compare(self) -> None:
        """Compare the two that are ticked, the older one first, or the one with the baseline."""
        ticked = set(self._shown.ticked)
        newest_first = [
            one.visit.inspection_id for one in self._shown.lines or () if one.visit.inspection_id in ticked
        ]
        if newest_first:
            self._view.compare(newest_first[-1], newest_first[0] if len(newest_first) > 1 else "")

    def throw(self, inspection_ids: Sequence[str]) -> None:
        """Into the bin, with a way back."""
        gone = tuple(inspection_ids)
        if gone:
            self._change(gone, self._story.throw, lambda: self._thrown(gone))

    def throw_ticked(self) -> None:
        """Those that are ticked."""
        self.throw(self._shown.ticked)

    def _thrown(self, gone: tuple[str, ...]) -> None:
        lines = tuple(one for one in self._shown.lines or () if one.visit.inspection_id not in gone)
        ticked = tuple(one for one in self._shown.ticked if one not in gone)
        self._show(replace(self._shown, lines=lines, ticked=ticked))
        told = tr_many("{n} inspection is in the bin.", "{n} inspections are in the bin.", len(gone))
        self._view.offer_undo(told, lambda: self._bring_back(gone))
        self._view.visits_changed()

    def _bring_back(self, gone: tuple[str, ...]) -> None:
        def back() -> None:
            self.refresh()
            self._view.visits_changed()

        self._change(gone, self._story.bring_back, back)

    def _change(self, ids: tuple[str, ...], act: Callable[[str], object], done: Callable[[], None]) -> None:
        def work() -> None:
            for inspection_id in ids:
                act(inspection_id)

        def refused(problem: Problem) -> None:
            self._view.show_problem(THROWING, problem)
            self.refresh()

        self._view.clear_problem(THROWING)
        self._jobs.run(Kind.HISTORY, lambda control: work(), lambda _: done(), refused)

    def _read(self, before: str | None) -> None:
        self.leave()
        machine_id, shown = self._machine_id, self._shown
        filters = replace(self._filters, condition_id=None if self._whole else self._here)
        known = len(shown.lines or ())
        size = {} if before or not known else {"limit": max(known, 50)}

        def arrived(page: VisitPage) -> None:
            self._view.clear_problem(LISTING)
            earlier = shown.lines if before and shown.lines else ()
            filtered = replace(filters, condition_id=None) != Filters()
            lines = (*earlier, *page.lines)
            there = {one.visit.inspection_id for one in lines}
            ticked = tuple(one for one in self._shown.ticked if one in there)
            self._show(ListShown(lines, page.more, ticked, filtered, shown.others))

        self._handle = self._jobs.run(
            Kind.HISTORY,
            lambda control: self._story.visits(machine_id, filters, before, **size),
            arrived,
            lambda problem: self._view.show_problem(LISTING, problem),
        )

    def _show(self, shown: ListShown) -> None:
        self._shown = shown
        self._view.show_list(shown)
