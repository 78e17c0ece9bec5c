"""One piece of the comparison that a process does by itself: one detector on one type of machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.problem import Problem
from training.compare.as_shipped import as_shipped
from training.compare.cells import Row
from training.compare.copies import Copies, Held
from training.compare.drawings import curves_of
from training.compare.plan import SHIPS, Plan
from training.compare.progress import Say
from training.compare.random_split import random_split_rows
from training.compare.shipped import SHIPPED_FILES, shipped_held
from training.compare.situations import rows_of, rows_of_unheard
from training.compare.sources import open_source
from training.compare.sureness import OfMachine, takes_of_machine
from training.compare.wrong_machine import wrong_machine_rows
from training.data import MachineSound

if TYPE_CHECKING:
    from training.detectors import Detector

Known = Callable[[], dict[str, "Detector"]]
"""Detectors by name; a function of a module, so that another process finds it as well."""

RealSound = Callable[[Path, Say, int | None], tuple[Sequence[Mapping[str, Any]], Sequence[str]]]
"""Judges the recordings of a folder through the whole app, at most so many conditions of them: rows `name learnt
inspected n k state score right`, and what could not be tried."""


class Work(Protocol):
    """One piece of the comparison, which a process does by itself."""

    @property
    def name(self) -> str:
        """As progress tells it."""

    def run(self, known: Known, plan: Plan, say: Say) -> Done:
        """Do it; what the data can't give is a note, what breaks is raised."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done.

    `label` is what the type is called in the report: with several data sets one type is not the same machines.
    `model` is a folder of shipped files to judge machines with that it never heard.
    """

    path: Path
    detector: str
    type: str
    label: str
    split: bool = False
    model: Path | None = None

    @property
    def name(self) -> str:
        """As progress tells it."""
        return f"{self.detector} on {self.label}" + (", random split" if self.split else "")

    def run(self, known: Known, plan: Plan, say: Say) -> Done:
        """Train and judge."""
        return run_job(self, known, plan, say)


@dataclass(frozen=True, slots=True)
class SoundJob:
    """Real recordings of one folder through the whole app, by `judge`."""

    path: Path
    judge: RealSound = field(repr=False)
    """What it is called differs from run to run, and kept jobs are found by theirs."""

    @property
    def name(self) -> str:
        """As progress tells it."""
        return f"the whole app on {self.path.name}"

    def run(self, known: Known, plan: Plan, say: Say) -> Done:
        """Learn and inspect, file by file."""
        rows, notes = self.judge(self.path, say, plan.conditions)
        return Done(sound=[dict(row) for row in rows], notes=list(notes))


@dataclass(slots=True)
class Done:
    """What came of it."""

    rows: list[Row] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)
    drawn: list[Row] = field(default_factory=list)
    takes: list[OfMachine] = field(default_factory=list)
    split: list[Row] = field(default_factory=list)
    training: list[Row] = field(default_factory=list)
    sound: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def run_job(job: Job, known: Known, plan: Plan, say: Say = lambda _: None) -> Done:
    """Do it; what the data can't give is a note, what breaks is raised."""
    done = Done()
    try:
        _run(job, known, plan, done, say)
    except Problem as problem:
        done.notes.append(f"{job.name}: {problem}")
    except ModuleNotFoundError as missing:
        done.notes.append(f"{job.name}: not run, {missing.name} is not installed (make setup-training).")
    else:
        if not (done.rows or done.split or done.notes):
            done.notes.append(f"{job.name}: too few healthy clips of every machine, nothing could be judged.")
    for row in (*done.rows, *done.wrong, *done.drawn, *done.split):
        row["type"] = job.label
    return done


def _run(job: Job, known: Known, plan: Plan, done: Done, say: Say) -> None:
    from training.datasets import BANDS

    detector = known()[SHIPS if job.model else job.detector]
    # Others' bands are small and needed to meet them; spectrograms of all types at once would fill the memory.
    only = None if detector.feature == BANDS else job.type
    machines = open_source(job.path).machines(detector.feature, plan.clips, machine_type=only).machines
    same = [machine for machine in machines if machine.type == job.type]
    if job.split:
        done.split = random_split_rows(detector, same, plan)
        return
    others = [machine for machine in machines if machine.type != job.type]
    if others and not job.model:
        unheard = Copies(as_shipped(detector, others), others, plan.seed, plan.enrolments(job.detector))
        _run_unheard(unheard, same, job, plan, done)
    copies = Copies(as_shipped(detector, machines), same, plan.seed, plan.enrolments(job.detector))
    for machine in same:
        say(f"{job.name}: without {machine.id}.")
        try:
            held = shipped_held(job.model, machine) if job.model else copies.held(machine)
        except Problem as problem:
            done.notes.append(f"{job.name}, {machine.id} left out: {problem}")
            continue
        if held:
            done.rows += rows_of(held, job.detector, plan, on_bands=detector.feature == BANDS)
            done.wrong += wrong_machine_rows(held, machines, job.detector, plan)
            _draw(held, job, plan, done)


def _run_unheard(copies: Copies, same: Sequence[MachineSound], job: Job, plan: Plan, done: Done) -> None:
    """The whole type left out: what is learnt on other types is worth for one nobody has heard."""
    for machine in same:
        try:
            done.rows += rows_of_unheard(copies.held(machine), job.detector, plan)
        except Problem as problem:
            done.notes.append(f"{job.name}, the whole type left out: {problem}")
            return


def _draw(held: Held, job: Job, plan: Plan, done: Done) -> None:
    """What pictures need: of the judge its curves, of networks how they were trained."""
    if job.detector in {SHIPS, SHIPPED_FILES}:
        done.drawn += curves_of(held, job.detector, plan)
        takes = takes_of_machine(held, job.detector, job.label, plan)
        done.takes += [takes] if takes else []
    curves: dict[str, Any] = getattr(held.score, "curves", {})
    if curves:
        rounded = {name: [round(float(value), 6) for value in values] for name, values in curves.items()}
        done.training.append(
            {"detector": job.detector, "type": job.label, "left_out": held.machine.id, "curves": rounded}
        )
