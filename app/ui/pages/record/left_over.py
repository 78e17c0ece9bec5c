"""Takes that a crash or the end of the program left behind: offered at the start, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.domain.fleet import MachineSummary
from app.domain.machine import Machine
from app.domain.microphone import Ending, Recording
from app.domain.problem import Problem
from app.domain.words import length_s
from app.language import later, tr
from app.ui.jobs import Kind, Runner
from app.ui.pages.offer import Choice, Notice, Place
from app.ui.pages.problems import ProblemView
from app.ui.pages.words import day

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows

PROBLEM = "left over"

_WHY = {
    Ending.INTERRUPTED: later("The program ended while it was being recorded."),
    Ending.LOST: later("The microphone was lost while it was being recorded."),
    Ending.STALLED: later("The microphone stopped delivering while it was being recorded."),
    Ending.DISK: later("The disk was full."),
}


class LeftOverView(ProblemView, Protocol):
    """What the window does with them."""

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of any other."""

    def check(self, place: Place | None, recording: Recording) -> None:
        """Open the record page with it; without a place nobody knows whose it is."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One of them, its machine where that is known, and how many more there are."""

    recording: Recording
    place: Place | None
    more: int


class LeftOver:
    """Nothing is checked or thrown away unasked: who closes the notice is asked at the next start again."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: LeftOverView) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._view = view

    def look(self) -> None:
        """Offer the oldest one, if there is any."""
        self._jobs.run(Kind.HISTORY, lambda control: self._find(), self._offer, self._failed)

    def _find(self) -> _Found | None:
        """Runs on the history's worker."""
        all_left = sorted(self._workflows.record.unfinished(), key=lambda one: one.started_at)
        if not all_left:
            return None
        first = all_left[0]
        book = self._workflows.machines
        machine = _machine(first, book.summaries())
        place = None
        if machine is not None:
            condition_id = first.purpose.condition_id
            place = Place(machine, condition_id, book.baseline(condition_id))
        return _Found(first, place, len(all_left) - 1)

    def remind(self, recording: Recording, place: Place | None) -> None:
        """A take of today that waits for a decision, while another page is opened."""
        self._offer(_Found(recording, place, 0))

    def _offer(self, found: _Found | None) -> None:
        if found is None:
            return
        recording = found.recording
        why = tr(_WHY.get(recording.ending, later("It was neither kept nor discarded.")))
        more = " " + tr("{number} more after it.", number=found.more) if found.more else ""
        choices = (
            Choice(tr("Check it"), lambda: self._view.check(found.place, recording), filled=True),
            Choice(tr("Discard"), lambda: self._discard(recording)),
        )
        text = f"{day(recording.started_at)}. {why}{more}"
        self._view.show_notice(Notice(_title(found), text, (), choices))

    def _discard(self, recording: Recording) -> None:
        record = self._workflows.record

        def back() -> None:
            self._jobs.run(
                Kind.HISTORY, lambda control: record.restore(recording), lambda _: self.look(), self._failed
            )

        def done(_: None) -> None:
            self._view.offer_undo(tr("The take was discarded."), back)
            self.look()

        self._jobs.run(Kind.HISTORY, lambda control: record.discard(recording), done, self._failed)

    def _failed(self, problem: Problem) -> None:
        self._view.show_problem(PROBLEM, problem)


def _title(found: _Found) -> str:
    name = found.place.machine.name if found.place else ""
    if found.recording.purpose.room:
        whose = tr("A recording of the room at {machine} was not finished.", machine=name)
        return whose if name else tr("A recording of the room at an unknown machine was not finished.")
    seconds = round(found.recording.format.duration_s)
    length = f"{seconds} s" if seconds < 60 else length_s(seconds)
    if not found.place:
        return tr("A take of {length} of an unknown machine was not finished.", length=length)
    return tr("A take of {length} of {machine} was not finished.", length=length, machine=name)


def _machine(recording: Recording, machines: list[MachineSummary]) -> Machine | None:
    """The machine it says it is of, where that one still has that condition."""
    for summary in machines:
        known = {condition.id for point in summary.machine.points for condition in point.conditions}
        if summary.machine.id == recording.purpose.machine_id and recording.purpose.condition_id in known:
            return summary.machine
    return None
