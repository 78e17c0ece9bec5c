"""Figures of a model on machines that it has not heard: by its files, or by copies trained without the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from training.data import MachineSound
from training.evaluate import COPY, Judged, ShippedModel
from training.figures import Bar, figures
from training.release.against import Row
from training.release.checks import full_name
from training.trials import ENROLMENTS, run_trials

if TYPE_CHECKING:
    from training.trained import Trained

N = 5
TAKES = (1, 6)
MEASURES = ("auc", "pauc", "false_alarms", "detections", "cannot_tell_healthy")
PARITY_CLIPS = 40

Say = Callable[[str], None]


def measure(
    model: ShippedModel, machines: Sequence[MachineSound], say: Say,
    among: Sequence[MachineSound] | None = None, again: Trained | None = None,
) -> list[Row]:  # fmt: skip
    """Figures of every machine of the model's type; for those it heard copies are trained on the others `among`.

    With what came of training the model `again` its own thresholds and limits count for the copies too.

    Raises:
        Problem: a copy is needed and the training extra is not installed.
    """
    rows: list[Row] = []
    for machine in of_type(model, machines):
        say(f"{model.name}: judging {machine.name} without having heard it.")
        judged = model.judged(machine, among or machines, level_counts=True)
        rows += measured_by(at_own_thresholds(judged, model, again) if again else judged, machine)
    return rows


def at_own_thresholds(judged: Judged, model: ShippedModel, again: Trained) -> Judged:
    """A copy chooses thresholds of its own: moved as far as the card's are from those chosen by training it again,
    a card that was changed by hand alarms here as it would out there."""
    if judged.by != COPY:
        return judged

    def bar(n: int, k: int) -> Bar:
        copy, chosen, card = judged.bar(n, k), again.bar(n, k, True), model.bar(n, k, True)
        watch, abnormal = card.watch / round(chosen.watch, 4), card.abnormal / round(chosen.abnormal, 4)
        return Bar(copy.watch * watch, copy.abnormal * abnormal, card.limits)

    return replace(judged, bar=bar)


def measured_by(judged: Judged, machine: MachineSound) -> Iterator[Row]:
    """One machine: noise as learnt with short and long takes, and every other noise level with short ones."""
    for learnt in machine.snrs:
        for snr in machine.snrs:
            trials = run_trials(judged.score, machine, snr, N, starts=ENROLMENTS, learnt_at=learnt)
            for k in TAKES if learnt == snr else TAKES[:1]:
                found = figures(trials, judged.bar(N, k), k)
                if found:
                    where = {"machine": machine.name, "learnt_at": learnt, "snr": snr, "n": N, "k": k}
                    yield {**where, **{name: found[name] for name in MEASURES}}


def of_card(model: ShippedModel, machines: Sequence[MachineSound]) -> list[Row]:
    """What the card says of machines left out when it was made, for those that are here with the same clips."""
    here = {machine.name: machine for machine in machines if model.heard(machine) and same_clips(model, machine)}
    return [
        {
            "machine": full_name(model.card, row["id"]),
            **{key: row[key] for key in ("learnt_at", "snr", "n", "k")},
            **{name: row.get(name) for name in MEASURES},
        }
        for row in model.card.get("held_out", ())
        if full_name(model.card, row["id"]) in here
        and row["n"] == N
        and row["k"] in TAKES
        and row.get("level", True)
        and row.get("visits", 1) == 1
    ]


def same_clips(model: ShippedModel, machine: MachineSound) -> bool:
    """Whether the machine's clips are as many as when the card was made."""
    counts = model.card["trained_on"].get("healthy_clips", {})
    now = max(len(machine.healthy(snr)) for snr in machine.snrs)
    return bool(counts.get(machine.id, counts.get(machine.name)) == now)


def shipped_figures(model: ShippedModel, machines: Sequence[MachineSound], say: Say) -> list[Row]:
    """What the model that ships is held to.

    For machines it heard, what its card says of copies made with the code it was made with: training it again with
    today's could measure another model. That is done only where the card is about other clips than those here. For
    machines it never heard its files are run now.
    """
    told = of_card(model, machines)
    known = {row["machine"] for row in told}
    return [*told, *measure(model, [one for one in machines if one.name not in known], say, among=machines)]


def of_type(model: ShippedModel, machines: Iterable[MachineSound]) -> list[MachineSound]:
    """Machines the model is for, and those of other types that it was trained on."""
    return [machine for machine in machines if machine.type == model.type or model.heard(machine)]


def not_here(model: ShippedModel, machines: Iterable[MachineSound]) -> list[str]:
    """Machines it was trained on that are not in the data."""
    there = {machine.name for machine in machines}
    return [name for name in model.card["trained_on"]["machines"] if full_name(model.card, name) not in there]


def parity_cases(machines: Iterable[MachineSound]) -> list[tuple[Any, Any]]:
    """Some clips and a baseline of every machine and noise level."""
    cases = []
    for machine in machines:
        for snr in machine.snrs:
            learnt, rest = np.split(machine.healthy(snr)[: N + PARITY_CLIPS], [N])
            if len(rest):
                cases.append((np.concatenate([rest, machine.faulty(snr)[:PARITY_CLIPS]]), learnt))
    return cases


def golden_clips(data: Path) -> list[tuple[Any, Any]]:
    """Recordings and their published bands, `[n]` and `[128]`; none where they are not at hand."""
    import csv

    table = data / "golden.tsv"
    if not table.is_file():
        return []
    import soundfile

    pairs = []
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            sound, _ = soundfile.read(data / row["wav"], dtype="float32", always_2d=True)
            with np.load(data / row["bands_file"], allow_pickle=False) as bands:
                pairs.append((sound.mean(axis=1), bands[row["bands_key"]][int(row["row"])]))
    return pairs
