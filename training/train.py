"""`python -m training train`: bands in; for each kind of model two graphs and a card out."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from app.diagnosis import self_test
from app.diagnosis.model import Model
from training.card import EAR_FILE, JUDGE_FILE, Origin, build_card, write_card
from training.confidence import fit_confidence
from training.data import MachineSound
from training.export import write_ear, write_judge
from training.held_out import HeldOut, held_out, leave_one_out
from training.settings import GENERIC, Settings, settings_for
from training.strange_fit import StrangeSettings, fit_strange
from training.trained import train_on

if TYPE_CHECKING:
    from training.strange import Strange

PROCESSES = 2
FEWEST_MACHINES = 3

Say = Callable[[str], None]
Sounds = Mapping[str, Any]
"""Bands of sounds that are no machine, `[clips, 128]` by kind."""


@dataclass(frozen=True, slots=True)
class Job:
    """One machine held out of one kind of model; what a worker needs."""

    kind: str
    machine: MachineSound
    machines: tuple[MachineSound, ...]
    every: tuple[MachineSound, ...]
    sounds: Sounds
    settings: Settings
    seed: int


def train(
    machines: Sequence[MachineSound], *, kinds: Sequence[str], version: str, out: Path, sounds: Sounds,
    notice: str = "", seed: int = 0, settings: Mapping[str, Settings] | None = None, origin: Origin | None = None,
    say: Say = lambda _: None, processes: int = PROCESSES,
) -> dict[str, dict[str, Any]]:  # fmt: skip
    """Train each kind on its machines, each judged by copies that never heard it; write `out/kind/version`.

    `notice` credits whoever recorded the `sounds`. Returns the cards by kind. Same machines, sounds and seed: the
    same bytes.

    Raises:
        ValueError: fewer than three machines of a kind, so that no copy could choose its thresholds.
    """
    chosen = {kind: (settings or {}).get(kind) or settings_for(kind) for kind in kinds}
    of_kind = {kind: of(kind, machines) for kind in kinds}
    for kind, heard in of_kind.items():
        if len(heard) < FEWEST_MACHINES:
            raise ValueError(
                f"{len(heard)} machines are too few for a {kind} model, {FEWEST_MACHINES} are needed."
            )
    jobs = [
        Job(kind, machine, heard, tuple(machines), sounds, chosen[kind], seed)
        for kind, heard in of_kind.items()
        for machine in heard
    ]
    found = _all_held_out(jobs, say, processes)
    make_repeatable(seed)
    # The generic model hears every machine of the others again: counted twice they would weigh twice.
    judged = {kind: results for kind, results in found.items() if kind != GENERIC} or found
    takes = [one.takes for results in judged.values() for one in results if one.takes is not None]
    confidence = fit_confidence(takes)
    strange = _strange(machines, sounds, seed)
    cards = {}
    for kind, heard in of_kind.items():
        say(f"{kind}: writing {version}")
        cards[kind] = _write(
            out / kind / version, heard, found[kind], strange,
            kind=kind, version=version, seed=seed, settings=chosen[kind], confidence=confidence,
            origin=(origin or Origin()).with_sounds(notice),
        )  # fmt: skip
    return cards


def of(kind: str, machines: Sequence[MachineSound]) -> tuple[MachineSound, ...]:
    """The machines a kind of model is trained on: those of its type, or all for the generic one."""
    return tuple(machine for machine in machines if kind in {GENERIC, machine.type})


def make_repeatable(seed: int, threads: int = 1) -> None:
    """Same seed, same figures, on the same kind of machine."""
    torch.manual_seed(seed)
    torch.set_num_threads(threads)


def _all_held_out(jobs: Sequence[Job], say: Say, processes: int) -> dict[str, list[HeldOut]]:
    """Each job's result by kind, in the order of the jobs."""
    found: dict[str, list[HeldOut]] = {}
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        for number, (job, result) in enumerate(zip(jobs, pool.map(_held_out, jobs), strict=True), 1):
            say(f"{number} of {len(jobs)}: {job.kind} without {job.machine.name}")
            found.setdefault(job.kind, []).append(result)
    return found


def _held_out(job: Job) -> HeldOut:
    make_repeatable(job.seed)
    others = [other for other in job.every if other.name != job.machine.name]
    copy = leave_one_out(job.machine, job.machines, job.settings, _strange(others, job.sounds, job.seed), job.seed)
    return held_out(job.machine, copy, job.settings.enrolments)


def _strange(machines: Sequence[MachineSound], sounds: Sounds, seed: int) -> Strange | None:
    return fit_strange(machines, sounds, StrangeSettings(seed=seed)) if sounds else None


def _write(
    folder: Path, machines: Sequence[MachineSound], results: Sequence[HeldOut], strange: Strange | None,
    *, kind: str, version: str, seed: int, settings: Settings, origin: Origin, confidence: list[dict[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    trained = train_on(machines, settings, strange=strange, seed=seed)
    folder.mkdir(parents=True, exist_ok=True)
    write_ear(folder / EAR_FILE)
    write_judge(trained.judge, folder / JUDGE_FILE)
    card = build_card(
        kind=kind, version=version, seed=seed, settings=settings, origin=origin, trained=trained,
        machines=machines, rows=[row for one in results for row in one.rows], confidence=confidence, folder=folder,
    )  # fmt: skip
    write_card(card, folder)
    card["self_test"] = self_test.measure(Model.load(folder))
    write_card(card, folder)
    return card
