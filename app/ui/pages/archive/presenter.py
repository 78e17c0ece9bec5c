"""Decides what the archive section does: look at a folder, ask what isn't clear, take it in, go on, try again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.archive import words
from app.ui.pages.archive.values import Answers, ArchiveShown, Step
from app.ui.pages.problems import ProblemView
from app.workflows.archive.plan import DateOrder, Options, Plan
from app.workflows.progress import Progress

if TYPE_CHECKING:
    from app.workflows.archive.archive_import import ArchiveImport, Begun, Imported

LOOKING, IMPORTING = "archive", "archive import"


class ArchiveView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show(self, shown: ArchiveShown) -> None:
        """All of the section."""

    def imported(self, sentence: str) -> None:
        """An import came to its end, or as far as it came: machines and visits are new."""


class ArchivePresenter:
    """Looking changes nothing; what was taken in stays, wherever it is broken off."""

    def __init__(self, archives: "ArchiveImport", jobs: Runner, view: ArchiveView) -> None:
        self._archives = archives
        self._jobs = jobs
        self._view = view
        self._plan: Plan | None = None
        self._last: str | None = None
        self._looking: JobHandle | None = None
        self._running: JobHandle | None = None
        self.shown = ArchiveShown()

    def open(self) -> None:
        """The section comes to the front: was something broken off?"""
        if self.shown.step is Step.RUNNING:
            self._view.show(self.shown)
            return
        self._jobs.run(
            Kind.HISTORY, lambda control: self._archives.unfinished(), self._found, self._refused_looking
        )

    def choose(self, folder: Path) -> None:
        """This is the archive."""
        self._look(folder, replace(self.shown.answers, table="", date_order=""))

    def answer(self, answers: Answers) -> None:
        """Something else was said of it: look anew."""
        if self.shown.folder is not None and answers != self.shown.answers:
            self._look(self.shown.folder, answers)

    def start(self) -> None:
        """Take in what was looked at."""
        plan = self._plan
        if plan is not None and self.shown.step is Step.PREVIEW and not plan.undecided:
            self._run(
                plan.folder,
                lambda control: self._archives.run(plan, on_progress=control.report, cancel=control.cancel),
            )

    def go_on(self, import_id: str) -> None:
        """Go on with one that was broken off."""
        folder = next((Path(one.title) for one in self.shown.unfinished if one.id == import_id), Path())
        self._run(
            folder,
            lambda control: self._archives.resume(import_id, on_progress=control.report, cancel=control.cancel),
        )

    def give_up(self, import_id: str) -> None:
        """Never go on with it; what it finished stays."""
        self._jobs.run(
            Kind.HISTORY,
            lambda control: self._archives.give_up(import_id),
            lambda _: self.open(),
            self._refused_looking,
        )

    def retry(self) -> None:
        """Try again what failed."""
        import_id, folder = self._last, self.shown.folder
        if import_id is not None and folder is not None:
            self._run(
                folder,
                lambda control: self._archives.retry(import_id, on_progress=control.report, cancel=control.cancel),
            )

    def stop(self) -> None:
        """Stop looking or taking in."""
        for handle in (self._looking, self._running):
            if handle is not None:
                handle.cancel()

    def back(self) -> None:
        """Another archive."""
        self._drop_looking()
        self._plan = None
        self._change(step=Step.CHOOSE, folder=None, table=None, line="", doubts=(), main="", may_retry=False)
        self.open()

    def _look(self, folder: Path, answers: Answers) -> None:
        self._drop_looking()
        self._plan = None
        self._change(step=Step.LOOKING, folder=folder, answers=answers, line="", doubts=(), table=None, main="")
        self._looking = self._jobs.run(
            Kind.ANALYSIS,
            lambda control: self._archives.plan(folder, _options(answers), cancel=control.cancel),
            self._looked,
            self._refused_looking,
            on_end=self._looking_ended,
        )

    def _looked(self, plan: Plan) -> None:
        self._view.clear_problem(LOOKING)
        self._plan = plan
        count = words.planned(plan)
        self._change(
            step=Step.PREVIEW,
            line=count,
            doubts=words.doubts(plan),
            table=words.places(plan) if plan.files else None,
            undecided=bool(plan.undecided) or bool(self.shown.answers.date_order),
            main=words.take_in(plan),
        )

    def _looking_ended(self) -> None:
        if self.shown.step is Step.LOOKING:
            # Stopped, or refused: back to where another folder can be chosen.
            self._change(step=Step.CHOOSE, folder=None)

    def _refused_looking(self, problem: Problem) -> None:
        self._view.show_problem(LOOKING, problem)

    def _run(self, folder: Path, work: "Callable[[Control], Imported]") -> None:
        if self._running is not None and not self._running.ended:
            return
        self._view.clear_problem(IMPORTING)
        self._change(step=Step.RUNNING, folder=folder, progress="", share=None, doubts=(), table=None, main="")
        self._running = self._jobs.run(
            Kind.BULK, work, self._done, self._refused, on_progress=self._under_way, on_end=self._ended
        )

    def _under_way(self, progress: Progress) -> None:
        self._change(progress=words.under_way(progress), line=progress.file_name, share=progress.share)

    def _done(self, imported: "Imported") -> None:
        self._last = imported.plan.id
        failures = words.failures(imported)
        sentence = words.outcome(imported)
        self._change(
            step=Step.DONE,
            folder=imported.plan.folder,
            line=sentence,
            table=failures,
            failures=imported.table,
            may_retry=failures is not None and any(row.doubtful for row in failures.rows),
        )
        self._view.imported(sentence)

    def _refused(self, problem: Problem) -> None:
        self._view.show_problem(IMPORTING, problem)

    def _ended(self) -> None:
        if self.shown.step is Step.RUNNING:
            # Stopped, or refused: what came in stays, and the rest can be gone on with.
            self._change(step=Step.CHOOSE, folder=None, line="")
            self._view.imported("")
            self.open()

    def _found(self, found: "list[Begun]") -> None:
        self._change(unfinished=tuple(words.unfinished(one) for one in reversed(found)))

    def _drop_looking(self) -> None:
        if self._looking is not None:
            self._looking.drop()
            self._looking = None

    def _change(self, **changed: object) -> None:
        self.shown = replace(self.shown, **changed)  # type: ignore[arg-type]
        self._view.show(self.shown)


def _options(answers: Answers) -> Options:
    return Options(
        table=Path(answers.table) if answers.table else None,
        type=MachineType(answers.type),
        date_order=DateOrder(answers.date_order) if answers.date_order else None,
        learn=answers.learn,
        healthy=answers.healthy,
        fixed=answers.fixed,
    )
