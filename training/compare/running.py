"""All jobs of a comparison on two processes; one that breaks is told and does not take the others with it."""

from __future__ import annotations

import multiprocessing
import os
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field

from training.compare.job import Done, Job, Known, run_job
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
    jobs: Sequence[Job],
    known: Known,
    plan: Plan,
    say: Say,
    *,
    last_s: Mapping[str, float],
    processes: int = PROCESSES,
) -> Finished:
    """Run them, longest first as far as known from the last run; with one process within this one."""
    finished = Finished()
    progress = Progress([job.name for job in jobs], last_s, say)
    longest_first = sorted(jobs, key=lambda job: -last_s.get(job.name, float("inf")))
    results: dict[Job, Done] = {}
    with _executor(processes) as pool:
        futures: dict[Future[tuple[Done, float]], Job] = {
            pool.submit(timed_job, job, known, plan): job for job in longest_first
        }
        try:
            for future in as_completed(futures):
                job, error = futures[future], future.exception()
                if error is not None:
                    text = "".join(traceback.format_exception(error))
                    finished.failures.append({"job": job.name, "error": repr(error), "trace": text})
                    say(f"{job.name} failed: {error!r}")
                    progress.done(job.name, 0.0)
                    continue
                results[job], finished.took_s[job.name] = future.result()
                progress.done(job.name, finished.took_s[job.name])
        finally:
            pool.shutdown(cancel_futures=True)
    finished.done = [results[job] for job in jobs if job in results]
    finished.failures.sort(key=lambda failure: failure["job"])
    finished.all_s = progress.gone_s
    return finished


def timed_job(job: Job, known: Known, plan: Plan) -> tuple[Done, float]:
    """What came of it and how many seconds it took."""
    begun = time.monotonic()
    done = run_job(job, known, plan)
    return done, round(time.monotonic() - begun, 1)


@contextmanager
def _executor(processes: int) -> Iterator[Executor]:
    """Fresh processes with one thread each: two that spawn two threads each would only wait for one another."""
    if processes == 1:
        with ThreadPoolExecutor(1) as pool:
            yield pool
        return
    before = {name: os.environ.get(name) for name in THREAD_SETTINGS}
    os.environ.update(dict.fromkeys(THREAD_SETTINGS, "1"))
    try:
        with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
            yield pool
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
