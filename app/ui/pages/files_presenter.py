"""What happens to files that were dropped or chosen: an offer, then work, then news of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.language import tr, tr_many
from app.ui.jobs import Kind, Runner
from app.ui.pages.file_work import PROBLEM, FileWork, Learning
from app.ui.pages.offer import Choice, Notice, Place, offer_files, offer_learning, tell_learnt
from app.ui.pages.problems import ProblemView
from app.ui.pages.sound_files import sound_files

if TYPE_CHECKING:
    from app.workflows.learn_healthy import Learnt
    from app.workflows.workflows import Workflows


class FilesView(ProblemView, Protocol):
    """What the presenter tells the window."""

    def place(self) -> Place | None:
        """The machine on the screen, at its point and condition; None while there is none."""

    def add_machine(self) -> None:
        """Open the form for a new machine."""

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of any other."""

    def show_progress(self, text: str, share: float) -> None:
        """What is done now, and how much of it."""

    def hide_progress(self) -> None:
        """Nothing is under way any more."""

    def inspecting(self, machine: Machine) -> None:
        """Files of this machine are about to be inspected."""

    def inspected(self, inspection: Inspection) -> None:
        """One file was inspected and is in the history."""

    def learnt(self, machine: Machine, learnt: "Learnt") -> bool:
        """A baseline has changed; True when the view itself tells the user."""

    def begun_anew(self, condition_id: str) -> None:
        """A new baseline was begun: offer the way back to the old one."""


class FilesPresenter:
    """Offers, starts and reports the work on files. Nothing here asks a question that blocks."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: FilesView) -> None:
        self._jobs = jobs
        self._view = view
        self._offered: list[Path] | None = None
        self._offered_at: Place | None = None
        self._notice: Notice | None = None
        self.work = FileWork(workflows, jobs, self)

    def offer(self, paths: list[Path]) -> None:
        """Files were dropped or opened: say what can be done with them."""
        self._find(paths, self._offer)

    def inspect(self, place: Place, paths: list[Path]) -> None:
        """Inspect files the user chose for just that."""
        self._find(paths, lambda files: self._inspect(place, files))

    def learn(self, place: Place, paths: list[Path]) -> None:
        """Learn from files the user chose for just that."""
        self._find(paths, lambda files: self._learn(place, files))

    def learn_anew(self, place: Place, paths: list[Path]) -> None:
        """Begin a new baseline with files the user chose for just that."""
        self._find(paths, lambda files: self.work.learn(place.machine, place.condition_id, files, start_over=True))

    def place_changed(self) -> None:
        """Another machine, point or condition is on the screen: an open offer is about that one now."""
        if self._offered is not None and self._view.place() != self._offered_at:
            self._offer(self._offered)

    def notice_changed(self, notice: Notice | None) -> None:
        """Another notice is shown, or none: the files of an offer that went unanswered are forgotten."""
        if notice is not self._notice:
            self._offered = None

    def _find(self, paths: list[Path], then: Callable[[list[Path]], None]) -> None:
        self._view.clear_problem(PROBLEM)
        self._jobs.run(
            Kind.HISTORY,
            lambda control: sound_files(paths, control.cancel.check),
            then,
            lambda problem: self._view.show_problem(PROBLEM, problem),
        )

    def _offer(self, files: list[Path]) -> None:
        place = self._view.place()
        if place is None:
            title = tr_many(
                "Which machine is this file from?", "Which machine are these {n} files from?", len(files)
            )
            add = Choice(tr("Add machine"), self._view.add_machine, ends=False)
            text = tr("Choose that machine, or add it; the files wait here.")
            notice = Notice(title, text, (), (add,))
        else:
            notice = offer_files(
                place, files, lambda: self._inspect(place, files), lambda: self._learn(place, files)
            )
        self._offered, self._offered_at, self._notice = files, place, notice
        self._view.show_notice(notice)

    def _inspect(self, place: Place, files: list[Path]) -> None:
        self._offered = None
        self._view.inspecting(place.machine)
        self.work.inspect(place.machine, place.condition_id, files)

    def _learn(self, place: Place, files: list[Path]) -> None:
        self._offered = None

        def work(start_over: bool) -> None:
            self.work.learn(place.machine, place.condition_id, files, start_over)

        if place.baseline is None:
            work(False)
        else:
            notice = offer_learning(place.baseline, len(files), lambda: work(False), lambda: work(True))
            self._view.show_notice(notice)

    # What the work on files tells

    def show_progress(self, text: str, share: float) -> None:
        """Passed on."""
        self._view.show_progress(text, share)

    def hide_progress(self) -> None:
        """Passed on."""
        self._view.hide_progress()

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._view.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._view.clear_problem(key)

    def inspected(self, inspection: Inspection) -> None:
        """Passed on."""
        self._view.inspected(inspection)

    def learnt(self, task: Learning, learnt: "Learnt") -> None:
        """Say what was learnt, and which files were refused and why."""
        if not self._view.learnt(task.machine, learnt):
            self._view.show_notice(tell_learnt(task.machine, learnt))
        if task.start_over and learnt.taken:
            self._view.begun_anew(task.condition_id)

    def stopped(self, text: str) -> None:
        """Say what is kept."""
        self._view.show_notice(Notice(text))
