"""The only file with threads: work goes off the GUI thread here, and its results come back onto it.

Four workers, one thread each: `HISTORY` for quick reads and writes, `ANALYSIS` for what takes its time, so that a
long inspection never keeps the screen from reading, `BULK` for what may take hours, so that an archive never keeps
a technician from a verdict, and `DEVICE` for opening and closing the microphone, which a driver may hold up for
seconds. Results return by one queued signal.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.problem import Cancelled, Problem
from app.ui.rubbish import Rubbish
from app.workflows.progress import Cancel, Progress

log = logging.getLogger(__name__)

PROGRESS_EVERY_S = 1 / 30
"""Progress is told at most this often: more than an eye or a screen can use."""

T = TypeVar("T")

News = Callable[[], None]
"""Something to be told on the GUI thread."""


class Kind(StrEnum):
    """Which worker does it."""

    HISTORY = "history"
    ANALYSIS = "analysis"
    BULK = "bulk"
    DEVICE = "device"


@dataclass(slots=True, eq=False)
class Control:
    """What the work of a job is handed: `cancel` to be stopped by, `report` to say how far it is."""

    cancel: Cancel
    report: Callable[[Progress], None]


@dataclass(slots=True, eq=False)
class JobHandle:
    """A job that was asked for. `ended` once nothing more will be heard of it."""

    _cancel: Cancel = field(default_factory=Cancel)
    dropped: bool = False
    ended: bool = False

    def cancel(self) -> None:
        """Ask the work to stop. What it had finished by then still comes back."""
        self._cancel.request()

    def drop(self) -> None:
        """The one who asked has moved on: stop if possible, and say nothing of it any more."""
        self._cancel.request()
        self.dropped = True


@dataclass(slots=True, eq=False)
class Job:
    """One piece of work with everybody who wants to hear of it; all of them are called on the GUI thread."""

    work: Callable[[Control], Any]
    on_done: Callable[[Any], None]
    on_problem: Callable[[Problem], None]
    on_progress: Callable[[Progress], None] | None
    on_end: Callable[[], None] | None
    handle: JobHandle = field(default_factory=JobHandle)

    def do(self, report: Callable[[Progress], None]) -> tuple[Any, BaseException | None]:
        """Do the work here and now; what it raised is returned, not raised."""
        try:
            self.handle._cancel.check()
            return self.work(Control(self.handle._cancel, report)), None
        except (Cancelled, Problem) as end:
            return None, end
        except Exception as bug:
            log.exception("A job crashed")
            return None, bug

    def tell(self, result: Any, error: BaseException | None, crashed: Callable[[str], None]) -> None:
        """Tell how it ended. A crash is told even for a dropped job: a bug of ours is never quiet."""
        self.handle.ended = True
        if isinstance(error, Exception) and not isinstance(error, (Problem, Cancelled)):
            crashed(f"{type(error).__name__}: {error}")
        if self.handle.dropped:
            return
        try:
            if isinstance(error, Problem):
                self.on_problem(error)
            elif error is None:
                self.on_done(result)
        finally:
            if self.on_end is not None:
                self.on_end()

    def tell_progress(self, progress: Progress) -> None:
        """Pass on how far it is, unless nobody listens any more."""
        if self.on_progress is not None and not self.handle.dropped and not self.handle.ended:
            self.on_progress(progress)


class Runner(Protocol):
    """What presenters need of `Jobs`; the tests' inline one has the same shape."""

    def run(
        self,
        kind: Kind,
        work: Callable[[Control], T],
        on_done: Callable[[T], None],
        on_problem: Callable[[Problem], None],
        *,
        on_progress: Callable[[Progress], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> JobHandle:
        """See `Jobs.run`."""
        ...

    def stop_analysing(self) -> None:
        """See `Jobs.stop_analysing`."""
        ...


class _Worker:
    """One thread that does jobs one after the other. A daemon, so that hung work cannot keep the program open."""

    def __init__(self, name: str, land: Callable[[News], None], crashed: Callable[[str], None]) -> None:
        self._queue: SimpleQueue[list[Job]] = SimpleQueue()
        self._land = land
        self._crashed = crashed
        self.thread = Thread(target=self._work, name=f"earshot-{name}", daemon=True)
        self.thread.start()

    def put(self, job: Job) -> None:
        self._queue.put([job])

    def end(self) -> None:
        """After what was put before."""
        self._queue.put([])

    def _work(self) -> None:
        while hand := self._queue.get():
            self._do(hand)

    def _do(self, hand: list[Job]) -> None:
        """The GUI's thread takes the job out of the hand: what hangs on it, widgets or sound, ends there."""
        last_s = 0.0

        def report(progress: Progress) -> None:
            nonlocal last_s
            now_s = time.monotonic()
            if now_s - last_s >= PROGRESS_EVERY_S:
                last_s = now_s
                self._land(lambda: hand[0].tell_progress(progress) if hand else None)

        result, error = hand[0].do(report)
        self._land(lambda: hand.pop().tell(result, error, self._crashed))


class Jobs(QObject):
    """Runs work off the GUI thread. Made and closed on the GUI thread."""

    crashed = Signal(str)
    """A job failed by a bug of ours; the log holds the whole of it, this is its last line."""

    _landed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._landings: deque[News] = deque()
        # Emitted on a worker, received here: Qt queues it by itself.
        self._landed.connect(self._deliver)
        self._open: list[tuple[Kind, JobHandle]] = []
        self._closed = False
        self._rubbish = Rubbish(self)
        self._workers = {kind: _Worker(kind.value, self._land, self.crashed.emit) for kind in Kind}

    def run(
        self,
        kind: Kind,
        work: Callable[[Control], T],
        on_done: Callable[[T], None],
        on_problem: Callable[[Problem], None],
        *,
        on_progress: Callable[[Progress], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> JobHandle:
        """Do `work` on its worker; exactly one of `on_done` and `on_problem` hears of it, `on_end` always does.

        A cancelled job and a crashed one are told to `on_end` alone (a crash also to `crashed`), a dropped job
        to nobody. All of them are called on the GUI thread, in the order in which the jobs ended.
        """
        job = Job(work, on_done, on_problem, on_progress, on_end)
        if self._closed:
            job.handle.drop()
            job.handle.ended = True
            return job.handle
        self._open = [(k, h) for k, h in self._open if not h.ended]
        self._open.append((kind, job.handle))
        self._workers[kind].put(job)
        return job.handle

    def stop_analysing(self) -> None:
        """Ask everything that analyses to stop; what it had finished by then still comes back."""
        for kind, handle in self._open:
            if kind in (Kind.ANALYSIS, Kind.BULK):
                handle.cancel()

    def close(self, wait_s: float = 3.0) -> bool:
        """Cancel what analyses, let the history finish what it was told to keep, stop. True if no thread is left.

        Nothing is told to anybody any more.
        """
        self._closed = True
        self.stop_analysing()
        deadline_s = time.monotonic() + wait_s
        for kind in Kind:
            self._workers[kind].end()
        for worker in self._workers.values():
            worker.thread.join(max(0.0, deadline_s - time.monotonic()))
        self._landings.clear()
        self._rubbish.end()
        left = [worker.thread.name for worker in self._workers.values() if worker.thread.is_alive()]
        if left:
            log.error("Threads still at work at the end: %s", ", ".join(left))
        return not left

    def _land(self, landing: News) -> None:
        """Called on a worker: leave the news and wake the GUI thread."""
        if not self._closed:
            self._landings.append(landing)
            self._landed.emit()

    @Slot()
    def _deliver(self) -> None:
        if self._landings and not self._closed:
            self._landings.popleft()()


def impossible(problem: Problem) -> None:
    """For work that the environment can't spoil, as an import: a Problem there is a bug of ours."""
    raise problem
