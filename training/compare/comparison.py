"""The whole comparison: what can run on which data, all of it run, gathered into one dictionary of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.domain.problem import Problem
from training.compare.cells import Row
from training.compare.job import Job, Known, RealSound, SoundJob
from training.compare.kept import Kept
from training.compare.plan import QUOTED_K, QUOTED_N, SHIPS, Plan
from training.compare.progress import Say
from training.compare.random_split import SHOWN_BY
from training.compare.running import PROCESSES, Finished, run_jobs
from training.compare.shipped import SHIPPED_FILES, never_heard
from training.compare.sources import REAL_SOUND, Source, open_source, sorted_out, types_of
from training.compare.summary import summaries
from training.compare.sureness import reliability_rows
from training.data import FAULTY, HEALTHY, BandsFolder, MachineSound

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What the comparison is to be about.

    `models` are the newest shipped files by machine type; in `keep` finished jobs are kept until all is written.
    """

    data: tuple[Path, ...]
    known: Known
    plan: Plan
    detectors: tuple[str, ...] = ()
    models: Mapping[str, Path] | None = None
    real_sound: RealSound | None = None
    processes: int = PROCESSES
    keep: Path | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The numbers, the same for the same data and seed, and apart from them how long it took."""

    report: dict[str, Any]
    finished: Finished
    kept: Kept | None = None


def compare(asked: Asked, say: Say, last_s: Mapping[str, float]) -> Compared:
    """Run everything.

    Raises:
        Problem: a detector asked for is not known, or there is no data set to compare on.
    """
    folders, real = sorted_out(asked.data)
    known = asked.known()
    names = _chosen(asked.detectors, list(known))
    sources = [open_source(path) for path in folders]
    data = [source.as_json() for source in sources]
    notes: list[str] = []
    jobs: list[Job] = []
    machines: list[Row] = []
    for source in sources:
        found = _jobs_of(source, asked, names, notes, say)
        jobs += found[0]
        machines += found[1]
    if not jobs and not real:
        raise Problem(
            "There is nothing to compare.", "Name a folder of machine sound with --data.", " ".join(notes)
        )
    sound_jobs, sound_notes = _sound_jobs(real, asked)
    kept = Kept(asked.keep, (asked.plan, asked.models), asked.data) if asked.keep else None
    finished = run_jobs(
        [*sound_jobs, *jobs], asked.known, asked.plan, say, last_s=last_s, processes=asked.processes, kept=kept
    )
    report = _gathered(finished) | {
        "format": FORMAT,
        "seed": asked.plan.seed,
        "quick": asked.plan.quick,
        "quoted": {"n": QUOTED_N, "k": QUOTED_K},
        "data": data,
        "machines": machines,
        "detectors": [
            {"name": name, "what": known[name].what, "feature": known[name].feature.name} for name in names
        ],
        "real_sound": [row for done in finished.done for row in done.sound],
        "failures": finished.failures,
    }
    report["reliability"] = reliability_rows([takes for done in finished.done for takes in done.takes])
    report["notes"] = list(dict.fromkeys([*notes, *report["notes"], *sound_notes]))
    report["summary"] = summaries(report["rows"])
    return Compared(report, finished, kept)


def _chosen(asked: Sequence[str], known: Sequence[str]) -> list[str]:
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise Problem(f"There is no detector {', '.join(unknown)}.", f"Choose from {', '.join(known)}.")
    return [name for name in known if name in asked or not asked]


def _jobs_of(
    source: Source, asked: Asked, names: Sequence[str], notes: list[str], say: Say
) -> tuple[list[Job], list[Row]]:
    """The jobs of one data set and its machines; features are computed here, so that the jobs find them kept."""
    known = asked.known()
    jobs: list[Job] = []
    machines: list[Row] = []
    split: set[str] = set()
    for name in names:
        try:
            found = source.machines(known[name].feature, asked.plan.clips, say)
        except Problem as problem:
            notes.append(f"{name} was not run on {source.data_set.name}: {problem}")
            continue
        except ModuleNotFoundError as missing:
            notes.append(f"{name} was not run: {missing.name} is not installed (make setup-training).")
            continue
        notes += found.skipped
        machines = machines or [_machine(machine, source, asked) for machine in found.machines]
        jobs += [Job(source.path, name, kind, label(source, kind, asked)) for kind in types_of(found.machines)]
        split |= {name} if name in SHOWN_BY else set()
        if name == SHIPS:
            jobs += _shipped_jobs(source, found, asked)
    shown = next((name for name in SHOWN_BY if name in split), None)
    if shown:
        jobs += [replace(job, split=True) for job in jobs if job.detector == shown]
    return jobs, machines


def _shipped_jobs(source: Source, found: BandsFolder, asked: Asked) -> list[Job]:
    """The files themselves, for machines that were not in their training."""
    jobs = []
    for kind in types_of(found.machines):
        folder = (asked.models or {}).get(kind) or (asked.models or {}).get("generic")
        if folder and never_heard(folder, tuple(one for one in found.machines if one.type == kind)):
            jobs.append(Job(source.path, SHIPPED_FILES, kind, label(source, kind, asked), model=folder))
    return jobs


def label(source: Source, kind: str, asked: Asked) -> str:
    """What a type is called in the report."""
    folders, _ = sorted_out(asked.data)
    return kind if len(folders) == 1 else f"{kind} of {source.data_set.name}"


def _machine(machine: MachineSound, source: Source, asked: Asked) -> Row:
    def clips(label: str) -> int:
        return max((len(rows) for (_, of), rows in machine.clips.items() if of == label), default=0)

    return {
        "data": source.data_set.name, "type": label(source, machine.type, asked), "id": machine.id,
        "snrs": list(machine.snrs),
        "healthy_clips": clips(HEALTHY), "faulty_clips": clips(FAULTY),
    }  # fmt: skip


def _sound_jobs(folders: Sequence[Path], asked: Asked) -> tuple[list[SoundJob], list[str]]:
    """The whole app on real recordings, or why it is not tried."""
    if not folders:
        return [], ["No folder of real recordings was given, so the whole app was not tried on any."]
    if asked.real_sound is None:
        return [], ["The whole app was not tried on real recordings."]
    parts = [path / name for path in folders for name in REAL_SOUND if (path / name).is_dir()]
    return [SoundJob(path, asked.real_sound) for path in parts], []


def _gathered(finished: Finished) -> dict[str, Any]:
    keys = ("rows", "wrong", "drawn", "split", "training", "notes")
    return {key: [one for done in finished.done for one in getattr(done, key)] for key in keys}
