"""All jobs of a comparison on two processes; one that breaks is told and does not take the others with it."""

from __future__ import annotations

import multiprocessing
import os
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field

from training.compare.job import Done, Known, Work
from training.compare.kept import ROOT, Kept
from training.compare.plan import Plan
from training.compare.progress import Progress, Say

PROCESSES = 2
THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(slots=True)
class Finished:
    """What came of all jobs, in the order they were given, and how long each took."""

    done: list[Done] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)
    took_s: dict[str, float] = field(default_factory=dict)
    all_s: float = 0.0


def run_jobs(
    jobs: Sequence[Work], known: Known, plan: Plan, say: Say, *, last_s: Mapping[str, float],
    processes: int = PROCESSES, kept: Kept | None = None,
) -> Finished:  # fmt: skip
    """Run them, longest first as far as known from the last run; with one process within this one.

    What is `kept` of a run that was stopped is not done again.
    """
    found = {job: done for job in jobs if kept and (done := kept.get(job))}
    left = sorted((job for job in jobs if job not in found), key=lambda job: -last_s.get(job.name, float("inf")))
    if found:
        say(f"{len(found)} of {len(jobs)} jobs were finished by the run before, {len(left)} are left.")
    run = _Run(known, plan, say, Progress([job.name for job in left], last_s, say), kept, found)
    died = run.all(left, processes, in_threads=processes == 1)
    for job in died:
        # Alone, so that only the one whose process dies again is lost.
        run.all([job], 1, in_threads=False)
    finished = Finished([found[job][0] for job in jobs if job in found])
    finished.failures = sorted(run.failures, key=lambda failure: failure["job"])
    finished.took_s = {job.name: found[job][1] for job in jobs if job in found}
    before_s = sum(took_s for job, (_, took_s) in found.items() if job not in left)
    finished.all_s = run.progress.gone_s + before_s / processes
    return finished


@dataclass(slots=True)
class _Run:
    """What is the same for all jobs, and what came of them so far."""

    known: Known
    plan: Plan
    say: Say
    progress: Progress
    kept: Kept | None
    found: dict[Work, tuple[Done, float]]
    failures: list[dict[str, str]] = field(default_factory=list)

    def all(self, jobs: Sequence[Work], processes: int, *, in_threads: bool) -> list[Work]:
        """Run these; returns those that were lost because a process died, unless it was their own."""
        died: list[Work] = []
        with _executor(processes, in_threads) as pool:
            futures: dict[Future[tuple[Done, float]], Work] = {
                pool.submit(timed_job, job, self.known, self.plan, self.say): job for job in jobs
            }
            try:
                for future in as_completed(futures):
                    job, error = futures[future], future.exception()
                    if isinstance(error, BrokenProcessPool) and len(jobs) > 1:
                        died.append(job)
                    elif error is not None:
                        self._broke(job, error)
                    else:
                        self._done(job, *future.result())
            finally:
                pool.shutdown(cancel_futures=True)
        return died

    def _done(self, job: Work, done: Done, took_s: float) -> None:
        self.found[job] = done, took_s
        if self.kept:
            try:
                self.kept.put(job, done, took_s)
            except OSError as error:
                self.say(f"{job.name} could not be kept for a run after this one: {error}")
        self.progress.done(job.name, took_s)

    def _broke(self, job: Work, error: BaseException) -> None:
        # The report is handed on: it must not name this computer's folders.
        trace = "".join(traceback.format_exception(error)).replace(f"{ROOT}{os.sep}", "")
        self.failures.append({"job": job.name, "error": repr(error), "trace": trace})
        self.say(f"{job.name} failed: {error!r}")
        self.progress.done(job.name, 0.0)


def timed_job(job: Work, known: Known, plan: Plan, say: Say) -> tuple[Done, float]:
    """What came of it and how many seconds it took."""
    begun = time.monotonic()
    done = job.run(known, plan, say)
    return done, round(time.monotonic() - begun, 1)


@contextmanager
def _executor(workers: int, in_threads: bool) -> Iterator[Executor]:
    """Fresh processes with one thread each: two that spawn two threads each would only wait for one another."""
    if in_threads:
        with ThreadPoolExecutor(workers) as pool:
            yield pool
        return
    before = {name: os.environ.get(name) for name in THREAD_SETTINGS}
    os.environ.update(dict.fromkeys(THREAD_SETTINGS, "1"))
    try:
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
            yield pool
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
