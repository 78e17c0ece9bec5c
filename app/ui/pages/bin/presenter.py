"""Decides what the bin's section shows and does: reads, searches, brings back, removes for good."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.domain.bin import Binned
from app.domain.identity import now
from app.domain.problem import Problem
from app.language import tr
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.bin.values import BinShown
from app.ui.pages.bin.words import brought_back, loss, row, size, things, word
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.bin import Back, Gone, ThrowAway, Weight

READING, KEEPING = "bin", "bin change"


class BinView(ProblemView, Protocol):
    """What the presenter tells the section."""

    def show_bin(self, shown: BinShown) -> None:
        """All of it but what would be lost."""

    def show_loss(self, text: str) -> None:
        """What removing would cost; empty where nothing is about to be removed."""

    def tell(self, text: str) -> None:
        """Say in the section what was done."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back."""

    def machines_changed(self) -> None:
        """Machines or visits are there again, or are not."""

    def rest(self, seconds: float) -> None:
        """Call `tidy` after that time."""


class BinPresenter:
    """Rows come at once; how many visits lie in them is counted meanwhile."""

    def __init__(
        self, bin_: "ThrowAway", jobs: Runner, view: BinView, clock: Callable[[], datetime] = now
    ) -> None:
        self._bin = bin_
        self._jobs = jobs
        self._view = view
        self._clock = clock
        self._lines: tuple[Binned, ...] | None = None
        self._weight: Weight | None = None
        self._wanted = ""
        self._chosen: set[str] = set()
        self._asking = self._working = False
        self._reading: JobHandle | None = None
        self._weighing: JobHandle | None = None

    def open(self) -> None:
        """The section comes to the front."""
        self._view.tell("")
        self.refresh()

    def leave(self) -> None:
        """Another one does: nobody wants to know how much it is, and what is about to be removed stays."""
        self._stop_weighing()
        self.think_better()

    def refresh(self) -> None:
        """Read the bin again; the newest reading counts."""
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._jobs.run(
            Kind.HISTORY, lambda control: self._bin.contents(), self._arrived, self._failed(READING)
        )

    def seek(self, text: str) -> None:
        """Only things whose name, kind or thrower has these words."""
        self._wanted = text
        self._show()

    def choose(self, thing_id: str) -> None:
        """Mark a thing, or take the mark away."""
        self._chosen ^= {thing_id}
        self._show()

    def choose_all(self) -> None:
        """Mark all that are shown; where they all are, none."""
        shown = {line.thing_id for line in self._found()}
        self._chosen = self._chosen - shown if shown <= self._chosen else self._chosen | shown
        self._show()

    def bring_back(self) -> None:
        """Put the chosen things back."""
        wanted = [line.thing_id for line in self._lines or () if line.thing_id in self._chosen]
        if wanted and not self._working:
            self._work(Kind.HISTORY, lambda: self._bin.bring_back(wanted), self._back)

    def ask(self) -> None:
        """Somebody wants to empty it: say what is lost, and wait for the second press."""
        if self._lines and not self._working:
            self._asking = True
            self._show()

    def think_better(self) -> None:
        """Nothing is removed."""
        if self._asking:
            self._asking = False
            self._show()

    def empty(self) -> None:
        """Remove for good all that is in the list."""
        if self._asking and self._lines and not self._working:
            shown = [line.thing_id for line in self._lines]
            self._stop_weighing()
            self._work(Kind.ANALYSIS, lambda: self._bin.empty(shown), self._emptied)

    def tidy(self) -> None:
        """Delete the files of what was removed, now that they have rested."""
        self._jobs.run(Kind.ANALYSIS, lambda control: self._bin.tidy(), lambda _: None, self._failed(KEEPING))

    def _arrived(self, lines: tuple[Binned, ...]) -> None:
        self._view.clear_problem(READING)
        self._lines = lines
        self._chosen &= {line.thing_id for line in lines}
        self._asking = self._asking and bool(lines)
        self._show()
        self._weigh()

    def _weigh(self) -> None:
        self._stop_weighing()
        lines = self._lines
        if not lines:
            return

        def weighed(weight: "Weight") -> None:
            self._weight = weight
            self._show()

        self._weighing = self._jobs.run(
            Kind.ANALYSIS, lambda control: self._bin.weigh(lines, control.cancel), weighed, self._failed(READING)
        )

    def _stop_weighing(self) -> None:
        if self._weighing is not None:
            self._weighing.drop()
        self._weighing = None

    def _work(self, kind: Kind, act: Callable[[], object], done: Callable[..., None]) -> None:
        def ended() -> None:
            self._working = self._asking = False
            self.refresh()

        self._working = True
        self._view.clear_problem(KEEPING)
        self._show()
        self._jobs.run(kind, lambda control: act(), done, self._failed(KEEPING), on_end=ended)

    def _back(self, backs: "tuple[Back, ...]") -> None:
        self._view.machines_changed()
        lines = [back.line for back in backs]
        self._view.offer_undo(
            brought_back([(back.line.name, back.name) for back in backs]), lambda: self._throw_again(lines)
        )

    def _throw_again(self, lines: Sequence[Binned]) -> None:
        def work() -> None:
            for line in lines:
                self._bin.throw(line.thing, line.thing_id)

        self._work(Kind.HISTORY, work, lambda _: self._view.machines_changed())

    def _emptied(self, gone: "Gone") -> None:
        weight = None if gone.kept else self._weight
        told = [tr("Nothing was removed.")]
        if gone.things:
            told = [tr("Removed for good: {things}.", things=things(gone.things))]
            told += [tr("{size} come free in a few minutes.", size=size(weight.size_bytes))] if weight else []
        if gone.kept:
            told.append(tr("{things} stayed: somebody has listened there since.", things=things(gone.kept)))
        self._view.tell(" ".join(told))
        self._view.machines_changed()
        self._view.rest(self._bin.rest_s + 1)

    def _found(self) -> list[Binned]:
        words = self._wanted.casefold().split()
        return [line for line in self._lines or () if all(word in _said(line) for word in words)]

    def _show(self) -> None:
        if self._lines is None:
            self._view.show_bin(BinShown())
            return
        visits, moment = self._weight.visits if self._weight else {}, self._clock()
        rows = tuple(
            row(line, visits.get(line.thing_id), moment, line.thing_id in self._chosen) for line in self._found()
        )
        chosen = len(self._chosen)
        line = things(self._lines) if self._lines else ""
        self._view.show_bin(BinShown(rows, len(self._lines), line, chosen, self._asking, self._working))
        self._view.show_loss(self._loss() if self._asking else "")

    def _loss(self) -> str:
        lines, weight = self._lines or (), self._weight
        counted = weight is not None and all(line.thing_id in weight.visits for line in lines)
        if weight is None or not counted:
            return loss(lines, None, None)
        return loss(lines, sum(weight.visits[line.thing_id] for line in lines), weight.size_bytes)

    def _failed(self, key: str) -> Callable[[Problem], None]:
        return lambda problem: self._view.show_problem(key, problem)


def _said(line: Binned) -> str:
    return f"{line.name} {word(line.thing)} {line.by}".casefold()
