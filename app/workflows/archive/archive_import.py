"""The job itself: plan an import, run it, go on after a crash, try again what failed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.diagnosis.registry import ModelRegistry
from app.domain.problem import Problem
from app.history.archive_history import ArchiveHistory
from app.history.history import History
from app.language import later, say
from app.recordings.file_problems import shown
from app.recordings.landing import Landing
from app.workflows.archive import journal as journals
from app.workflows.archive.journal import Journal, Outcome, Progressed, Result
from app.workflows.archive.keeping import BATCH_FILES, came_true
from app.workflows.archive.plan import Options, Plan, PlannedFile
from app.workflows.archive.plan_lines import head, options_in
from app.workflows.archive.planning import make_plan
from app.workflows.archive.running import Running
from app.workflows.archive.table_of_failures import write_table
from app.workflows.archive.verdicts import ArchiveInspect
from app.workflows.progress import Cancel, OnProgress


@dataclass(frozen=True, slots=True)
class Begun:
    """An import that was begun, and what was said of its archive."""

    id: str
    folder: Path
    options: Options
    made_at: datetime
    files: int


@dataclass(frozen=True, slots=True, eq=False)
class Imported:
    """What became of an archive; `table` names what was left out and why, None where nothing was."""

    plan: Plan
    outcomes: tuple[Outcome, ...]
    table: Path | None

    def count(self, result: Result) -> int:
        """How many files became that."""
        return sum(outcome.result is result for outcome in self.outcomes)

    def states(self) -> Counter[str]:
        """How many verdicts there were of each kind, by their words."""
        return Counter(outcome.state for outcome in self.outcomes if outcome.result is Result.JUDGED)

    def files(self) -> Iterator[tuple[PlannedFile, Outcome]]:
        """Each file with what became of it."""
        return ((self.plan.files[outcome.number], outcome) for outcome in self.outcomes)


class ArchiveImport:
    """Imports archives into one history. What is planned changes nothing; what is run goes on after any crash."""

    def __init__(
        self, history: History, models: ModelRegistry, folder: Path, batch_files: int = BATCH_FILES
    ) -> None:
        self._history = history
        self._models = models
        self._folder = folder
        self._batch_files = batch_files

    def plan(self, archive: Path, options: Options | None = None, *, cancel: Cancel | None = None) -> Plan:
        """What an import would do.

        Raises:
            Problem: the folder, the table or the pattern can't be used.
            Cancelled: asked to stop.
        """
        known = self._history.machine_named
        return make_plan(
            archive.absolute(), options or Options(), known, cancel or Cancel(), leave_out=self._folder
        )

    def run(self, plan: Plan, *, on_progress: OnProgress | None = None, cancel: Cancel | None = None) -> Imported:
        """Does what was planned.

        Raises:
            Problem: nothing fits, dates can't be told, or the history can't be written; what was finished is kept.
            Cancelled: asked to stop; likewise. `resume` goes on.
        """
        _refuse_unclear(plan)
        return self._run(journals.begin(self._folder, plan), on_progress, cancel)

    def unfinished(self, archive: Path | None = None) -> list[Begun]:
        """The imports (of one archive) that were begun and not finished, the newest last."""
        return self._begun(journals.journals(self._folder), archive)

    def finished(self, archive: Path | None = None) -> list[Begun]:
        """The imports (of one archive) that came to their end, the newest last."""
        return self._begun(journals.journals(self._folder, done=True), archive)

    def resume(
        self, import_id: str, *, on_progress: OnProgress | None = None, cancel: Cancel | None = None
    ) -> Imported:
        """Goes on with an import that was broken off; raises as `run` does."""
        return self._run(self._journal(import_id), on_progress, cancel)

    def retry(
        self, import_id: str, *, on_progress: OnProgress | None = None, cancel: Cancel | None = None
    ) -> Imported:
        """Tries those files again that failed; raises as `run` does."""
        return self._run(self._journal(import_id), on_progress, cancel, once_more=True)

    def give_up(self, import_id: str) -> None:
        """Never goes on with an import; what it finished stays."""
        Journal(self._journal(import_id)).close(done=True)

    def _begun(self, paths: list[Path], archive: Path | None) -> list[Begun]:
        found: list[Begun] = []
        for path in paths:
            try:
                first = head(path)
                begun = Begun(
                    first["id"],
                    Path(first["folder"]),
                    options_in(first["options"]),
                    datetime.fromisoformat(first["made_at"]),
                    first["files"],
                )
            except (Problem, LookupError, TypeError, ValueError):
                continue  # damaged: it can't be gone on with, and what it finished is in the history
            if archive is None or begun.folder == archive.absolute():
                found.append(begun)
        return found

    def _journal(self, import_id: str) -> Path:
        everything = [*journals.journals(self._folder, done=True), *journals.journals(self._folder)]
        found = next((path for path in everything if journals.identity(path) == import_id), None)
        if found is None:
            raise KeyError(import_id)
        return journals.reopened(found)

    def _run(
        self, path: Path, on_progress: OnProgress | None, cancel: Cancel | None, once_more: bool = False
    ) -> Imported:
        done = journals.load(path)
        history, landing = ArchiveHistory(self._history), Landing(self._folder)
        journal, finished = Journal(path), False
        try:
            if done.doubtful:
                true = [entry for entry in done.doubtful if came_true(history, entry)]
                journal.gone_on(true)
                done.accept(true)
            if once_more:
                journal.once_more()
                done.once_more()
            inspect = ArchiveInspect(history, landing, self._models)
            running = Running(history, landing, inspect, journal, done)
            running(on_progress, cancel or Cancel(), self._batch_files)
            finished = True
        finally:
            journal.close(done=finished)
        return self._told(done, path)

    def _told(self, done: Progressed, path: Path) -> Imported:
        table = write_table(done, path.with_name(f"{journals.identity(path)}.csv"))
        return Imported(done.plan, tuple(done.outcomes[number] for number in sorted(done.outcomes)), table)


def _refuse_unclear(plan: Plan) -> None:
    if plan.undecided:
        raise Problem(
            say(
                "In {count} names, as in “{path}”, day and month could be either.",
                count=len(plan.undecided),
                path=plan.undecided[0],
            ),
            later("Say which comes first (--date-order dmy or mdy), then import again."),
        )
    if not plan.files:
        told, name = later("There is no recording to import in “{name}”."), shown(plan.folder)
        what = say(told, name=name)
        if plan.unmatched:
            told = later("There is no recording to import in “{name}”. {path}: {why_words}")
            what = say(told, name=name, path=plan.unmatched[0].path, why_words=plan.unmatched[0].why)
        raise Problem(what, later("Name the folder that holds them, and how its folders are called."))
