"""`python -m training train`: bands in, two graphs and a card out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from app.diagnosis.model import Model
from training import selftest
from training.card import EAR_FILE, JUDGE_FILE, Origin, build_card, write_card
from training.data import MachineSound
from training.export import write_ear, write_judge
from training.figures import figures, mean_and_worst
from training.fit import Settings
from training.trained import Trained, train_on
from training.trials import run_trials, scorer_of

REPORTED_N = (3, 5, 10, 20)
REPORTED_K = (1, 3, 6)
SHIFTED_AT = (5, (1,))
THREADS = 2
FEWEST_MACHINES = 3


def train(
    machines: Sequence[MachineSound], *, name: str, version: str, out: Path, seed: int = 0,
    settings: Settings | None = None, origin: Origin | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Train on all machines, judge each by copies that never heard it, write `out/version/`; returns the card.

    Raises:
        ValueError: fewer than three machines, so that no copy could choose its thresholds on machines left out.
    """
    if len(machines) < FEWEST_MACHINES:
        raise ValueError(f"{len(machines)} machines of one type are too few, {FEWEST_MACHINES} are needed.")
    make_repeatable(seed)
    settings, origin = settings or Settings(), origin or Origin()
    held_out = [row for machine in machines for row in held_out_figures(machine, machines, settings)]
    trained = train_on(machines, settings)
    folder = out / version
    folder.mkdir(parents=True, exist_ok=True)
    write_ear(folder / EAR_FILE)
    write_judge(trained.judge, folder / JUDGE_FILE)
    card = build_card(
        name=name,
        version=version,
        seed=seed,
        settings=settings,
        origin=origin,
        trained=trained,
        machines=machines,
        held_out=held_out,
        summary=summary_of(held_out),
        folder=folder,
    )
    write_card(card, folder)
    card["self_test"] = selftest.measure(Model.load(folder))
    write_card(card, folder)
    return card


def make_repeatable(seed: int) -> None:
    """Same seed, same figures, on the same kind of machine."""
    torch.manual_seed(seed)
    torch.set_num_threads(THREADS)


def leave_one_out(machine: MachineSound, machines: Iterable[MachineSound], settings: Settings) -> Trained:
    """A copy of the model that never heard that machine: neither its weights nor its thresholds know it."""
    return train_on([other for other in machines if other.id != machine.id], settings)


def held_out_figures(
    machine: MachineSound, machines: Sequence[MachineSound], settings: Settings
) -> list[dict[str, Any]]:
    """One row for each SNR, n and k, and for each pair of an SNR learnt at and another inspected at."""
    copy = leave_one_out(machine, machines, settings)
    score = scorer_of(copy.judge)
    rows = []
    for learnt, inspected, n, takes in _cases(machine.snrs):
        trials = run_trials(score, machine, inspected, n, starts=settings.enrolments, learnt_at=learnt)
        for k in takes:
            found = figures(trials, copy.table(), n, k)
            if found:
                rows.append({"id": machine.id, "learnt_at": learnt, "snr": inspected, "n": n, "k": k, **found})
    return rows


def summary_of(held_out: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Mean and worst over machines never heard, noise as learnt, by `n=5 k=1` and SNR; and over all SNRs."""
    summary: dict[str, Any] = {}
    alike = [row for row in held_out if row["learnt_at"] == row["snr"]]
    for n, k in sorted({(row["n"], row["k"]) for row in alike}):
        cases = [row for row in alike if (row["n"], row["k"]) == (n, k)]
        snrs = list(dict.fromkeys(row["snr"] for row in cases))
        by_snr = {snr: mean_and_worst([row for row in cases if row["snr"] == snr]) for snr in snrs}
        summary[f"n={n} k={k}"] = {**by_snr, "all": mean_and_worst(cases)}
    shifted = [row for row in held_out if row["learnt_at"] != row["snr"]]
    if shifted:
        summary["noise shifted"] = mean_and_worst(shifted)
    return summary


def _cases(snrs: Sequence[str]) -> Iterator[tuple[str, str, int, tuple[int, ...]]]:
    """SNR learnt at, SNR inspected at, n, and the k to report."""
    for snr in snrs:
        yield from ((snr, snr, n, REPORTED_K) for n in REPORTED_N)
    yield from ((learnt, snr, *SHIFTED_AT) for learnt in snrs for snr in snrs if learnt != snr)
