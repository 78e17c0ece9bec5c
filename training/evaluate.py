"""`python -m training evaluate`: how a model does on every machine of a folder, judged by what never heard it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from app.diagnosis.model import Model
from app.domain.problem import Problem
from training.card import read_card
from training.data import BandsFolder, MachineSound, Rows
from training.figures import Bar, figures, mean_and_worst
from training.trials import ENROLMENTS, Scorer, Scores, run_trials

SHIPPED = "shipped files"
COPY = "leave-one-out copy"
SHIPPED_HEARD = "shipped files, which heard this machine in training (too few others here for a copy)"
FEWEST_FOR_COPY = 2


REPORTED_CLIPS = (1, 3, 6)


@dataclass(frozen=True, slots=True)
class Judged:
    """By what a machine is judged, and what to say about it."""

    score: Scorer
    bar: Callable[[int, int], Bar]
    """The thresholds for n and k."""
    by: str
    model: str
    of_this_type: bool


class ShippedModel:
    """The files of one version, run as the app runs them."""

    def __init__(self, folder: Path) -> None:
        self.card = read_card(folder)
        self.model = Model.load(folder)
        self.name = f"{self.card['name']} {self.card['version']}"
        self.type: str = self.card["machine_type"]

    def score(self, clips: Rows, baseline: Rows, level_counts: bool = False) -> Scores:
        """Score, noisier_db and strange `[k, 3]` through onnxruntime."""
        judged = self.model.judge(clips, baseline, level_counts)
        return np.stack([judged.score, judged.noisier_db, judged.strange], axis=1).astype(np.float64)

    def bar(self, n: int, k: int, level_counts: bool = False) -> Bar:
        """The card's thresholds and limits."""
        limits = self.model.card.thresholds_for(n, k, level_counts)
        return Bar(limits.watch, limits.abnormal, self.model.card.limits)

    def heard(self, machine: MachineSound) -> bool:
        """Whether that machine was in its training."""
        return machine.name in self.card["trained_on"]["machines"]

    def judged(self, machine: MachineSound, machines: Iterable[MachineSound], level_counts: bool) -> Judged:
        """The shipped files, or for a machine they heard a copy trained on the others they heard.

        What a copy takes for no machine is learnt on all `machines` but that one, of any type.
        """
        same = machine.type == self.type
        by = SHIPPED
        if self.heard(machine):
            rest = [other for other in machines if other.name != machine.name]
            others = [other for other in rest if self.heard(other)]
            if len(others) >= FEWEST_FOR_COPY:
                return self._copy(machine, others, rest, level_counts)
            by = SHIPPED_HEARD
        score, bar = partial(self.score, level_counts=level_counts), partial(self.bar, level_counts=level_counts)
        return Judged(score, bar, by, self.name, same)

    def _copy(
        self, machine: MachineSound, others: list[MachineSound], rest: list[MachineSound], level_counts: bool
    ) -> Judged:
        """Only this trains, so only this needs torch."""
        try:
            from training.compare.no_machine import strange_from
            from training.held_out import leave_one_out
            from training.settings import settings_from
            from training.train import make_repeatable
        except ModuleNotFoundError as missing:
            raise Problem(
                f"{machine.name} was in the model's training, so a copy without it has to be trained first.",
                "Run make setup-training, then try again.",
                str(missing),
            ) from missing
        seed = int(self.card["settings"]["seed"])
        make_repeatable(seed)
        strange = strange_from(rest, seed) if "strange" in self.card["limits"] else None
        copy = leave_one_out(machine, others, settings_from(self.card["settings"]), strange, seed)
        return Judged(
            copy.scorer(level_counts),
            partial(copy.bar, level_counts=level_counts),
            COPY,
            self.name,
            machine.type == self.type,
        )


def evaluate(
    folder: BandsFolder, models: dict[str, ShippedModel], fallback: ShippedModel, n: int, k: int = 1,
    *, same_microphone: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """Figures of every machine and SNR, and mean and worst by type; `models` by machine type.

    `same_microphone`: all clips of a machine come from one microphone that stood still, so level is evidence.
    """
    rows: list[dict[str, Any]] = []
    notes = list(folder.skipped)
    heard = [one for one in folder.machines if any(model.heard(one) for model in (*models.values(), fallback))]
    for machine in folder.machines:
        judged = models.get(machine.type, fallback).judged(machine, heard, same_microphone)
        for snr in machine.snrs:
            found = _at_snr(judged, machine, snr, n, k)
            if found is None:
                notes.append(f"{machine.name} {snr}: too few healthy clips to learn {n} and judge {k}, skipped.")
                continue
            rows.append(_row(machine, snr, judged) | found)
    return {
        "enrol": n,
        "take_clips": k,
        "same_microphone": same_microphone,
        "enrolments": ENROLMENTS,
        "max_fpr": 0.1,
        "machines": rows,
        "types": {kind: _by_type([row for row in rows if row["type"] == kind]) for kind in _kinds(rows)},
        "skipped": notes,
    }


def _at_snr(judged: Judged, machine: MachineSound, snr: str, n: int, k: int) -> dict[str, Any] | None:
    """The figures asked for, and beside them those of longer takes and of a baseline learnt in other noise."""
    trials = run_trials(judged.score, machine, snr, n)
    found = figures(trials, judged.bar(n, k), k)
    if found is None:
        return None
    longer = {str(clips): figures(trials, judged.bar(n, clips), clips) for clips in REPORTED_CLIPS}
    learnt = {
        other: figures(run_trials(judged.score, machine, snr, n, learnt_at=other), judged.bar(n, k), k)
        for other in machine.snrs
        if other != snr
    }
    return {**found, "by_take_clips": longer, "by_snr_learnt_at": learnt}


def as_text(report: dict[str, Any]) -> str:
    """The report as a table for people."""
    lines = [
        f"Learnt from {report['enrol']} consecutive healthy clips, {report['take_clips']} clip(s) a verdict, "
        f"mean over {report['enrolments']} enrolments.",
        f"{'type':8} {'id':8} {'SNR':>6} {'AUC':>6} {'pAUC':>6} {'false alarms':>13} {'detected':>9} "
        f"{'cannot tell':>11}  judged by",
    ]
    for row in report["machines"]:
        by = row["judged_by"] if row["model_of_this_type"] else f"{row['judged_by']}; model of another type"
        lines.append(f"{row['type']:8} {row['id']:8} {row['snr']:>6} {_cells(row)}  {by} ({row['model']})")
    for kind, by_snr in report["types"].items():
        for snr, both in by_snr.items():
            for word in ("mean", "worst"):
                lines.append(f"{kind:8} {word:8} {snr:>6} {_cells(both[word])}")
    if any(row["judged_by"] == COPY for row in report["machines"]):
        lines.append("Machines this model heard in training were judged by copies trained without them.")
    return "\n".join([*lines, *(f"Note: {note}" for note in report["skipped"])])


def _row(machine: MachineSound, snr: str, judged: Judged) -> dict[str, Any]:
    return {
        "type": machine.type,
        "id": machine.id,
        "snr": snr,
        "judged_by": judged.by,
        "model": judged.model,
        "model_of_this_type": judged.of_this_type,
        "healthy_clips": len(machine.healthy(snr)),
        "faulty_clips": len(machine.faulty(snr)),
    }


def _kinds(rows: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(row["type"] for row in rows))


def _by_type(rows: list[dict[str, Any]]) -> dict[str, Any]:
    snrs = list(dict.fromkeys(row["snr"] for row in rows))
    by_snr = {snr: mean_and_worst([row for row in rows if row["snr"] == snr]) for snr in snrs}
    return {**by_snr, "all": mean_and_worst(rows)}


def _cells(row: dict[str, Any]) -> str:
    def cell(key: str, width: int, form: str) -> str:
        return format("–" if row[key] is None else format(row[key], form), f">{width}")

    return " ".join(
        [
            cell("auc", 6, ".3f"),
            cell("pauc", 6, ".3f"),
            cell("false_alarms", 13, ".1%"),
            cell("detections", 9, ".1%"),
            cell("cannot_tell_healthy", 11, ".1%"),
        ]
    )
