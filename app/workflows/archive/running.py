"""Runs an import: several threads copy, hear and judge, one takes what they made in order, one writes.

What waits between them is short, so a long archive needs no more memory than a small one. A place's healthy files
come first and are learnt before any of its others is judged.
"""

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from app.domain.inspection import Inspection
from app.domain.machine import MachineType
from app.domain.problem import Cancelled, Problem
from app.domain.quality import Check, Grade
from app.domain.take import Take
from app.history.archive_history import ArchiveHistory, HealthyTake
from app.language import later, say
from app.recordings.file_problems import shown
from app.recordings.landing import Halted, Landed, Landing
from app.workflows.archive.journal import Journal, Outcome, Progressed, Result
from app.workflows.archive.keeping import Keeper
from app.workflows.archive.learning import learn
from app.workflows.archive.ordered import ordered
from app.workflows.archive.places import find, find_or_add
from app.workflows.archive.plan import Place, PlannedFile
from app.workflows.archive.telling import Teller
from app.workflows.archive.verdicts import ArchiveInspect, Desk, hear_lightly
from app.workflows.hear import Heard
from app.workflows.progress import Cancel, OnProgress

MOST_THREADS = 4
_AHEAD = 3

_log = logging.getLogger(__name__)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, eq=False)
class _Copied:
    """A file that was copied and heard; `take` as it is going to be kept."""

    file: PlannedFile
    landed: Landed
    heard: Heard
    take: Take


@dataclass(frozen=True, slots=True)
class _Known:
    """A file whose recording is in the history already."""

    file: PlannedFile
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class _Failed:
    """A file that can't be heard, and why."""

    file: PlannedFile
    why: Problem


class Running:
    """One run over those files of an import that are still pending."""

    def __init__(
        self,
        history: ArchiveHistory,
        landing: Landing,
        inspect: ArchiveInspect,
        journal: Journal,
        done: Progressed,
    ) -> None:
        self._history = history
        self._landing = landing
        self._inspect = inspect
        self._journal = journal
        self._done = done
        self._folder = done.plan.folder
        self._used = history.used()
        self._paths: dict[str, str] = {}
        for outcome in done.outcomes.values():
            if outcome.result in (Result.JUDGED, Result.LEARNT):
                self._used.add(outcome.sha256)
                self._paths[outcome.sha256] = done.plan.files[outcome.number].path

    def __call__(self, on_progress: OnProgress | None, cancel: Cancel, batch_files: int) -> None:
        """Works until nothing is pending.

        Raises:
            Problem: the history can't be written or the archive is gone; what was finished is kept.
            Cancelled: asked to stop; likewise.
        """
        pending = self._done.pending()
        self._cancel = cancel
        self._teller = Teller(on_progress, self._done, pending)
        self._heard_as = {place: self._how_heard(place) for place in {file.place for file in pending}}
        self._keeper = Keeper(self._history, self._landing, self._journal, self._done, batch_files)
        threads = max(2, min(os.cpu_count() or 2, MOST_THREADS))
        pool = ThreadPoolExecutor(threads, "archive")
        try:
            heard = ordered(pool, self._hear, pending, _AHEAD * threads)
            for copied, inspection in ordered(pool, self._judge, self._ready(heard), _AHEAD * threads):
                cancel.check()
                if isinstance(inspection, Problem):
                    self._fail(copied.file, inspection)
                    continue
                self._keeper.judged(copied.file.number, copied.landed, inspection)
                self._teller.done(copied.file, Result.JUDGED)
            self._keeper.settle()
        except Cancelled:
            self._keeper.settle()
            raise
        except Halted as halted:
            raise halted.problem from halted
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            self._keeper.close()
            self._landing.clear()

    def _how_heard(self, place: Place) -> tuple[MachineType, bool]:
        """As which type of machine, and whether there is a speed to look for in a fine spectrum."""
        machine, found = self._history.machine_named(place.machine), find(self._history, place)
        return machine.type if machine else place.type, found is not None and found[1].rpm is not None

    def _hear(self, file: PlannedFile) -> "_Copied | _Known | _Failed":
        """Copies and hears one file; in any thread."""
        self._cancel.check()
        made = self._trying(lambda: self._copied(file))
        if isinstance(made, Problem):
            if not self._folder.is_dir():
                raise Halted(_archive_gone(shown(self._folder)))
            return _Failed(file, made)
        return made

    def _copied(self, file: PlannedFile) -> "_Copied | _Known":
        path = self._folder / file.path
        landed = self._landing.land(path)
        try:
            if landed.sha256 in self._used:
                self._landing.drop(landed)
                return _Known(file, landed.sha256)
            kind, has_speed = self._heard_as[file.place]
            # What was copied is heard, not what lies in the archive, which may change or vanish.
            model = self._inspect.model(kind)
            heard = hear_lightly(landed.part, model, spectrum=has_speed, check=self._cancel.check)
            _refuse_too_short(heard)
        except Problem as problem:
            self._landing.drop(landed)
            what = problem.what.replace(shown(landed.part), shown(path))
            raise Problem(what, problem.to_do, problem.detail) from problem
        except BaseException:
            self._landing.drop(landed)
            raise
        take = Take(landed.sha256, shown(path), landed.stored_as, heard.format, file.when)
        return _Copied(file, landed, heard, take)

    def _ready(self, heard: "Iterator[_Copied | _Known | _Failed]") -> Iterator[tuple[_Copied, Desk]]:
        """What can be judged, each with what it is judged by; learns on the way."""
        for place, group in groupby(heard, key=lambda one: one.file.place):
            desk: Desk | None = None
            unfit: list[_Copied] = []
            learns = False
            for one in group:
                if not isinstance(one, _Copied) or not self._is_new(one):
                    self._leave_out(one)
                elif not one.file.learn:
                    desk = desk or self._desk(place, learns)
                    yield one, desk
                elif one.heard.quality.usable and len(one.heard.clips):
                    learns = True
                    self._keeper.learnt(
                        one.file.number, one.landed, HealthyTake(one.take, one.heard.clips, one.heard.quality)
                    )
                    self._teller.done(one.file, Result.LEARNT)
                else:
                    unfit.append(one)
            if learns or unfit:
                desk = desk or self._desk(place, learns)
                yield from ((one, desk) for one in unfit)
        for place in dict.fromkeys(file.place for file in self._done.plan.files):
            if self._done.to_learn(place):
                self._desk(place, learns=False)

    def _is_new(self, one: _Copied) -> bool:
        """Whether nothing before it held the same recording; from now on something does."""
        if one.landed.sha256 in self._used:
            return False
        self._used.add(one.landed.sha256)
        self._paths[one.landed.sha256] = one.file.path
        return True

    def _leave_out(self, one: "_Copied | _Known | _Failed") -> None:
        if isinstance(one, _Failed):
            self._fail(one.file, one.why)
            return
        sha256 = one.sha256 if isinstance(one, _Known) else one.landed.sha256
        if isinstance(one, _Copied):
            self._landing.drop(one.landed)
        self._keeper.told(Outcome(one.file.number, Result.DUPLICATE, sha256, what=self._same_as(sha256)))
        self._teller.done(one.file, Result.DUPLICATE)

    def _same_as(self, sha256: str) -> str:
        if sha256 in self._paths:
            return say("It is the same recording as {path}.", path=self._paths[sha256])
        machine = self._history.machine_of(sha256)
        if machine:
            return say("It is in the history already, at “{machine}”.", machine=machine)
        return later("It is in the history already, in a baseline.")

    def _fail(self, file: PlannedFile, why: Problem) -> None:
        self._keeper.told(Outcome(file.number, Result.FAILED, what=why.what, to_do=why.to_do))
        self._teller.done(file, Result.FAILED)

    def _desk(self, place: Place, learns: bool) -> Desk:
        """What the takes of a place are judged with, once its healthy ones are learnt."""
        if learns:
            self._keeper.settle()
        machine, condition = find_or_add(self._history, place)
        learnt = self._done.to_learn(place)
        model = self._inspect.model(machine.type)
        if learnt and model is not None:
            learn(
                condition.id,
                model,
                learnt,
                history=self._history,
                store=self._landing,
                journal=self._journal,
                done=self._done,
            )
        return self._inspect.desk(machine, condition.id)

    def _judge(self, ready: tuple[_Copied, Desk]) -> tuple[_Copied, Inspection | Problem]:
        """Judges one file; in any thread."""
        copied, desk = ready
        self._cancel.check()
        return copied, self._trying(
            lambda: self._inspect.inspection(
                copied.heard, copied.take, desk, copied.landed.part, self._cancel.check
            )
        )

    def _trying(self, work: Callable[[], Made]) -> Made | Problem:
        """What `work` makes, or why this one file failed: a bug of ours must not hold up ten thousand others."""
        try:
            return work()
        except Problem as problem:
            return problem
        except (Cancelled, Halted):
            raise
        except Exception as error:  # noqa: BLE001 - loud in the log, and named in the table
            _log.exception("a file of an archive")
            return Problem(
                later("Something in Earshot itself went wrong with it."),
                later("The log tells more; try it once more after the next update."),
                ascii(error),
            )


def _refuse_too_short(heard: Heard) -> None:
    for finding in heard.quality.findings:
        if finding.check is Check.LENGTH and finding.grade is Grade.FAILED:
            raise Problem(finding.what, finding.to_do)


def _archive_gone(name: str) -> Problem:
    return Problem(
        say("The archive “{name}” can't be reached any more.", name=name),
        later(
            "Connect its drive and import it again: what was finished is kept, and the import goes on from there."
        ),
    )
