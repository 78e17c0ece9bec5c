"""`python -m training evaluate`: how a model does on every machine of a folder, judged by what never heard it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.diagnosis.model import Model
from app.domain.problem import Problem
from training.card import read_card
from training.data import BandsFolder, MachineSound, Rows
from training.figures import figures, mean_and_worst
from training.trials import ENROLMENTS, Scorer, Scores, run_trials, scorer_of

SHIPPED = "shipped files"
COPY = "leave-one-out copy"
SHIPPED_HEARD = "shipped files, which heard this machine in training (too few others here for a copy)"
FEWEST_FOR_COPY = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """By what a machine is judged: a scorer, its thresholds, and what to say about it."""

    score: Scorer
    table: list[dict[str, float]]
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

    def score(self, clips: Rows, baseline: Rows) -> Scores:
        """Scores through onnxruntime."""
        return self.model.judge(clips, baseline)[0].astype(np.float64)

    def heard(self, machine: MachineSound) -> bool:
        """Whether that machine was in its training."""
        return machine.type == self.type and machine.id in self.card["trained_on"]["machines"]

    def judged(self, machine: MachineSound, machines: Iterable[MachineSound]) -> Judged:
        """The shipped files, or for a machine they heard a copy trained on the others they heard."""
        same = machine.type == self.type
        if not self.heard(machine):
            return Judged(self.score, self.card["thresholds"], SHIPPED, self.name, same)
        others = [other for other in machines if self.heard(other) and other.id != machine.id]
        if len(others) < FEWEST_FOR_COPY:
            return Judged(self.score, self.card["thresholds"], SHIPPED_HEARD, self.name, same)
        return self._copy(machine, others)

    def _copy(self, machine: MachineSound, others: list[MachineSound]) -> Judged:
        """Only this trains, so only this needs torch."""
        try:
            from training.fit import Settings
            from training.train import leave_one_out, make_repeatable
        except ModuleNotFoundError as missing:
            raise Problem(
                f"{machine.name} was in the model's training, so a copy without it has to be trained first.",
                "Run make setup-training, then try again.",
                str(missing),
            ) from missing
        make_repeatable(int(self.card["settings"]["seed"]))
        settings = {key: value for key, value in self.card["settings"].items() if key != "seed"}
        copy = leave_one_out(machine, others, Settings(**settings))
        return Judged(scorer_of(copy.judge), copy.table(), COPY, self.name, machine.type == self.type)


def evaluate(
    folder: BandsFolder, models: dict[str, ShippedModel], fallback: ShippedModel, n: int, k: int = 1
) -> dict[str, Any]:
    """Figures of every machine and SNR, and mean and worst by type; `models` by machine type."""
    rows: list[dict[str, Any]] = []
    notes = list(folder.skipped)
    for machine in folder.machines:
        judged = models.get(machine.type, fallback).judged(machine, folder.machines)
        for snr in machine.snrs:
            found = figures(run_trials(judged.score, machine, snr, n), judged.table, n, k)
            if found is None:
                notes.append(f"{machine.name} {snr}: too few healthy clips to learn {n} and judge {k}, skipped.")
                continue
            rows.append(_row(machine, snr, judged) | found)
    return {
        "enrol": n,
        "take_clips": k,
        "enrolments": ENROLMENTS,
        "max_fpr": 0.1,
        "machines": rows,
        "types": {kind: _by_type([row for row in rows if row["type"] == kind]) for kind in _kinds(rows)},
        "skipped": notes,
    }


def as_text(report: dict[str, Any]) -> str:
    """The report as a table for people."""
    lines = [
        f"Learnt from {report['enrol']} consecutive healthy clips, {report['take_clips']} clip(s) a verdict, "
        f"mean over {report['enrolments']} enrolments.",
        f"{'type':8} {'id':8} {'SNR':>6} {'AUC':>6} {'pAUC':>6} {'false alarms':>13} {'detected':>9}  judged by",
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
        ]
    )
