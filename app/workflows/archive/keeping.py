"""Writes what an import made, a batch at a time, in one thread of its own, while others go on hearing.

First the journal says what is coming, then the files are safe on the disk, then the history has them in one
transaction, then the journal says that it came true. Killed anywhere in between, each file is either whole in the
history or not there at all, and the next start knows which.
"""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from app.domain.inspection import Inspection
from app.history.archive_history import ArchiveHistory, HealthyTake
from app.language import later
from app.recordings.landing import Halted, Landed, Landing
from app.workflows.archive.journal import Journal, Learning, Outcome, Progressed, Result

BATCH_FILES = 64
BATCH_S = 2.0


@dataclass(slots=True)
class _Batch:
    outcomes: list[Outcome]
    landed: list[Landed]
    inspections: list[Inspection]
    healthy: list[HealthyTake]


class Keeper:
    """Takes what was made, one file at a time, from one thread."""

    def __init__(
        self, history: ArchiveHistory, landing: Landing, journal: Journal, done: Progressed, batch_files: int
    ) -> None:
        self._history = history
        self._landing = landing
        self._journal = journal
        self._done = done
        self._batch_files = batch_files
        self._batch = _Batch([], [], [], [])
        self._since = time.monotonic()
        self._writer = ThreadPoolExecutor(1, "archive-writer")
        self._writing: Future[None] | None = None

    def told(self, outcome: Outcome) -> None:
        """A file that is not kept: it failed, or is a duplicate."""
        self._batch.outcomes.append(outcome)
        self._flush_if_due()

    def judged(self, number: int, landed: Landed, inspection: Inspection) -> None:
        """A file that was judged."""
        verdict = inspection.verdict
        self._batch.outcomes.append(
            Outcome(
                number,
                Result.JUDGED,
                landed.sha256,
                inspection.id,
                state=verdict.state.value,
                score=None if verdict.score is None else round(verdict.score, 4),
            )
        )
        self._batch.landed.append(landed)
        self._batch.inspections.append(inspection)
        self._flush_if_due()

    def learnt(self, number: int, landed: Landed, healthy: HealthyTake) -> None:
        """A file that a baseline is going to be made of."""
        self._batch.outcomes.append(Outcome(number, Result.LEARNT, landed.sha256, healthy.take.id))
        self._batch.landed.append(landed)
        self._batch.healthy.append(healthy)
        self._flush_if_due()

    def settle(self) -> None:
        """Returns once all that was taken is safe; raises what stood in the way."""
        self._flush()
        self._wait()

    def close(self) -> None:
        """Waits for what is being written and takes nothing any more; what is in no batch yet is forgotten."""
        self._writer.shutdown(wait=True)

    def _flush_if_due(self) -> None:
        full = len(self._batch.outcomes) >= self._batch_files
        if full or time.monotonic() - self._since > BATCH_S:
            self._flush()

    def _flush(self) -> None:
        self._wait()
        batch, self._batch = self._batch, _Batch([], [], [], [])
        self._since = time.monotonic()
        if batch.outcomes:
            self._writing = self._writer.submit(self._write, batch)

    def _wait(self) -> None:
        if self._writing is not None:
            writing, self._writing = self._writing, None
            writing.result()

    def _write(self, batch: _Batch) -> None:
        self._journal.note(batch.outcomes)
        try:
            self._landing.settle(batch.landed)
        except Halted as refused:
            raise refused.problem from refused
        left_out = self._history.keep_all(batch.inspections, batch.healthy)
        if left_out:
            elsewhere = [_elsewhere(outcome) for outcome in batch.outcomes if outcome.id in left_out]
            self._journal.note(elsewhere)
            batch.outcomes += elsewhere
        self._journal.came_true()
        self._done.accept(batch.outcomes)


def came_true(history: ArchiveHistory, entry: Outcome | Learning) -> bool:
    """Whether what a journal noted before a crash is in the history."""
    if isinstance(entry, Learning):
        try:
            return bool(history.baseline_by_id(entry.baseline_id))
        except KeyError:
            return False
    if entry.result is Result.JUDGED:
        return history.has_inspection(entry.id)
    if entry.result is Result.LEARNT:
        return history.take_with(entry.sha256) is not None
    return True


def _elsewhere(outcome: Outcome) -> Outcome:
    what = later("The same recording was inspected by another program meanwhile.")
    return replace(outcome, result=Result.DUPLICATE, id="", what=what, state="", score=None)
