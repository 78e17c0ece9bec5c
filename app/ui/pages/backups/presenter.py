"""Decides what the backups section shows and does: list, look into, make, check; restoring is the window's."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.domain.problem import Problem
from app.language import tr
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.backups import words
from app.ui.pages.backups.values import BackupsShown
from app.ui.pages.problems import ProblemView
from app.workflows.progress import Progress

if TYPE_CHECKING:
    from app.workflows.backups import Backup, BackUpHistory, LookedInto
    from app.workflows.check_takes import CheckTakes, TakesChecked

T = TypeVar("T")

LISTING, MAKING, CHECKING = "backups", "backup", "check takes"


class BackupsView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show(self, shown: BackupsShown) -> None:
        """All of the section."""


class BackupsPresenter:
    """Nothing here changes the history; a look or a check can be left at any time."""

    def __init__(
        self, backups: "BackUpHistory", check: "CheckTakes | None", jobs: Runner, view: BackupsView
    ) -> None:
        self._backups = backups
        self._check = check
        self._jobs = jobs
        self._view = view
        self._looking: JobHandle | None = None
        self._working: JobHandle | None = None
        self._checked: TakesChecked | None = None
        self.shown = BackupsShown(folder=str(backups.folder))

    def open(self) -> None:
        """The section comes to the front: read the folder."""
        self._jobs.run(Kind.HISTORY, lambda control: self._backups.all(), self._listed, self._not_listed)

    def leave(self) -> None:
        """Something else comes to the front: what only reads ends; a backup that is being made goes on."""
        if self._looking is not None:
            self._looking.drop()
            self._looking = None

    def choose(self, path: Path) -> None:
        """Look into a backup."""
        row = next((row for row in self.shown.rows or () if row.path == path), None)
        if row is None or path == self.shown.chosen:
            return
        self._look(path, row.title)

    def choose_file(self, path: Path) -> None:
        """Look into a file from elsewhere: another drive, another laptop."""
        self._look(path, path.name)

    def make(self) -> None:
        """Make one now."""

        def made(backup: "Backup | None") -> None:
            self._view.clear_problem(MAKING)
            if backup is None:
                self._change(line=tr("Nothing changed since the newest backup."))
            else:
                size = words.size(backup.size_bytes)
                self._change(line=tr("Made: {size}, read through and whole.", size=size))
            self._jobs.run(Kind.HISTORY, lambda control: self._backups.all(), self._relisted, self._not_listed)

        self._work(
            tr("Making a backup"),
            lambda control: self._backups.make(on_progress=control.report, cancel=control.cancel),
            made,
            MAKING,
        )

    def check(self) -> None:
        """Read everything that was kept, or go on where a check was stopped."""
        check = self._check
        if check is None:
            return
        before = self._checked if self._checked and not self._checked.complete else None

        def checked(found: "TakesChecked") -> None:
            self._checked = found
            self._view.clear_problem(CHECKING)
            self._change(check=words.checked(found))

        self._work(
            tr("Checking every recording"),
            lambda control: check(control.report, control.cancel, before),
            checked,
            CHECKING,
        )

    def stop(self) -> None:
        """Stop what is being made or checked."""
        if self._working is not None:
            self._working.cancel()

    def _work(self, text: str, work: Callable[[Control], T], done: Callable[[T], None], problem_key: str) -> None:
        """One at a time, told as it goes; stopped, it leaves everything as it was."""
        if self._working is not None and not self._working.ended:
            return

        def told(progress: Progress) -> None:
            self._change(
                busy=f"{text}: {progress.file_name}" if progress.count > 1 else text, share=progress.share
            )

        self._change(busy=text, share=None)
        self._working = self._jobs.run(
            Kind.ANALYSIS,
            work,
            done,
            lambda problem: self._view.show_problem(problem_key, problem),
            on_progress=told,
            on_end=lambda: self._change(busy="", share=None),
        )

    def _look(self, path: Path, title: str) -> None:
        self.leave()

        def looked(found: "LookedInto") -> None:
            self._change(contents=words.contents(title, found))

        def refused(problem: Problem) -> None:
            self._change(contents=replace(words.reading(title), line="", problem=problem, reading=False))

        self._change(chosen=path, contents=words.reading(title))
        self._looking = self._jobs.run(
            Kind.ANALYSIS,
            lambda control: self._backups.look(path, cancel=control.cancel),
            looked,
            refused,
        )

    def _listed(self, found: "list[Backup]") -> None:
        self._relisted(found)
        self._change(line=words.all_of_them(found))
        if found and self.shown.chosen not in [one.path for one in found]:
            self._look(found[0].path, words.row(found[0]).title)

    def _relisted(self, found: "list[Backup]") -> None:
        self._view.clear_problem(LISTING)
        self._change(rows=tuple(words.row(one) for one in found))

    def _not_listed(self, problem: Problem) -> None:
        self._view.show_problem(LISTING, problem)
        self._change(rows=())

    def _change(self, **changed: object) -> None:
        self.shown = replace(self.shown, **changed)  # type: ignore[arg-type]
        self._view.show(self.shown)
