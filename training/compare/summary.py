"""Machines side by side: mean, the worst by name, and how far another machine may lie from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from training.compare.cells import Row
from training.compare.intervals import over_machines

SITUATION = ("section", "detector", "type", "learnt_at", "snr", "n", "k", "equalised_db")
LOW_IS_GOOD = {"false_alarms", "watch_or_worse_healthy", "cannot_tell_healthy", "cannot_tell_faulty"}
MEASURES = (
    "auc", "pauc", "pr_auc", "false_alarms", "detections", "cannot_tell_healthy", "cannot_tell_faulty",
)  # fmt: skip
WITH_INTERVALS = {"auc", "false_alarms", "detections"}


def summaries(rows: Iterable[Row]) -> list[Row]:
    """A row for every situation of a type, over its machines."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in SITUATION), []).append(row)
    return [
        {**dict(zip(SITUATION, key, strict=True)), "machines": len(of_type), "measures": over(of_type)}
        for key, of_type in groups.items()
    ]


def over(rows: Sequence[Row]) -> dict[str, Row | None]:
    """Each measure over machines: `mean`, `worst`, `worst_machine`, intervals; None where no machine has it.

    A machine with several rows (noise levels) counts with their mean, its worst row is what counts as worst.
    """
    return {measure: _measure(rows, measure) for measure in MEASURES}


def _measure(rows: Sequence[Row], measure: str) -> Row | None:
    known = [row for row in rows if row[measure] is not None]
    if not known:
        return None
    sign = -1 if measure in LOW_IS_GOOD else 1
    worst = min(known, key=lambda row: (sign * row[measure], row["id"]))
    by_machine: dict[str, list[float]] = {}
    for row in known:
        by_machine.setdefault(row["id"], []).append(row[measure])
    means = [float(np.mean(values)) for values in by_machine.values()]
    return {
        "mean": round(float(np.mean(means)), 4),
        "worst": worst[measure],
        "worst_machine": worst["id"],
        "worst_snr": worst["snr"],
        **(over_machines(means) if measure in WITH_INTERVALS else {}),
    }


def found(rows: Iterable[Row], **where: object) -> list[Row]:
    """The rows of which all of this is true."""
    return [row for row in rows if all(row[key] == value for key, value in where.items())]


def measure_of(summary: Mapping[str, Any] | None, measure: str, key: str) -> Any:
    """One number of a summary, None where it is not known."""
    whole = summary and summary["measures"][measure]
    return whole[key] if whole else None
