"""One piece of the comparison that a process does by itself: one detector on one type of machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.problem import Problem
from training.compare.cells import Row
from training.compare.copies import Copies, Held
from training.compare.drawings import curves_of
from training.compare.plan import SHIPS, Plan
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


@dataclass(slots=True)
class Done:
    """What came of it."""

    rows: list[Row] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)
    drawn: list[Row] = field(default_factory=list)
    takes: list[OfMachine] = field(default_factory=list)
    split: list[Row] = field(default_factory=list)
    training: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def run_job(job: Job, known: Known, plan: Plan) -> Done:
    """Do it; what the data can't give is a note, what breaks is raised."""
    done = Done()
    try:
        _run(job, known, plan, done)
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


def _run(job: Job, known: Known, plan: Plan, done: Done) -> None:
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
        _run_unheard(Copies(detector, others, plan.seed, plan.enrolments(job.detector)), same, job, plan, done)
    copies = Copies(detector, same, plan.seed, plan.enrolments(job.detector))
    for machine in same:
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
