"""How a kind of model does on a machine it never heard: a copy trained without it, in every case reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from training.confidence import Takes, takes_of
from training.data import MachineSound
from training.figures import Bar, figures, mean_and_worst
from training.settings import Settings
from training.strange import Strange
from training.thresholds import visits_key
from training.trained import Trained, train_on
from training.trials import Trial, run_trials

REPORTED_N = (3, 5, 10, 20)
REPORTED_K = (1, 3, 6)
REPORTED_OF_TWO_VISITS, REPORTED_K_OF_TWO_VISITS = (5,), (1, 6)
SHIFTED_AT = (5, (1,))
CONFIDENCE_AT = ((5, 1), (5, 3))
"""Where the share of faulty takes at a score is measured; it hardly differs elsewhere from five clips on."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """One machine judged by a copy that never heard it."""

    rows: list[Row]
    takes: Takes | None


def leave_one_out(
    machine: MachineSound, machines: Sequence[MachineSound], settings: Settings,
    strange: Strange | None = None, seed: int = 0,
) -> Trained:  # fmt: skip
    """A copy of the model that never heard that machine: neither its weights nor its thresholds know it."""
    others = [other for other in machines if other.name != machine.name]
    return train_on(others, settings, strange=strange, seed=seed)


def held_out(machine: MachineSound, copy: Trained, enrolments: int) -> HeldOut:
    """One row for each level, SNR, n and k, and for each pair of an SNR learnt and one inspected."""
    rows: list[Row] = []
    cells: list[tuple[Sequence[Trial], Bar, int, int]] = []
    for level in (True, False):
        score = copy.scorer(level)
        for learnt, inspected, n, counts, visits in _cases(machine.snrs):
            trials = run_trials(score, machine, inspected, n, starts=enrolments, learnt_at=learnt, visits=visits)
            for k in counts:
                bar = copy.bar(n, k, level, visits)
                found = figures(trials, bar, k)
                if found is None:
                    continue
                at = {"id": machine.name, "level": level, "learnt_at": learnt, "snr": inspected, "n": n, "k": k}
                rows.append({**at, **visits_key(visits), **found})
                if learnt == inspected and visits == 1 and (n, k) in CONFIDENCE_AT:
                    cells.append((trials, bar, n, k))
    return HeldOut(rows, takes_of(machine.name, cells))


def summary_of(rows: Sequence[Row]) -> dict[str, Any]:
    """Mean and worst over machines never heard: by `n=5 k=1` (with level, without; one visit, two) and SNR, and
    `noise shifted`."""
    summary: dict[str, Any] = {}
    alike = [row for row in rows if row["learnt_at"] == row["snr"]]
    for level, visits, words in (
        (True, 1, "n={n} k={k}"),
        (False, 1, "n={n} k={k} without level"),
        (True, 2, "n={n} k={k} two visits"),
        (False, 2, "n={n} k={k} without level two visits"),
    ):
        of_level = [row for row in alike if row["level"] is level and row.get("visits", 1) == visits]
        for n, k in sorted({(row["n"], row["k"]) for row in of_level}):
            cases = [row for row in of_level if (row["n"], row["k"]) == (n, k)]
            snrs = list(dict.fromkeys(row["snr"] for row in cases))
            by_snr = {snr: mean_and_worst([row for row in cases if row["snr"] == snr]) for snr in snrs}
            summary[words.format(n=n, k=k)] = {**by_snr, "all": mean_and_worst(cases)}
    for level, name in ((True, "noise shifted"), (False, "noise shifted without level")):
        shifted = [row for row in rows if row["learnt_at"] != row["snr"] and row["level"] is level]
        if shifted:
            summary[name] = mean_and_worst(shifted)
    return summary


def _cases(snrs: Sequence[str]) -> Iterator[tuple[str, str, int, tuple[int, ...], int]]:
    """SNR learnt at, SNR inspected at, n, the k to report, and on how many visits it was learnt."""
    for snr in snrs:
        yield from ((snr, snr, n, REPORTED_K, 1) for n in REPORTED_N)
        yield from ((snr, snr, n, REPORTED_K_OF_TWO_VISITS, 2) for n in REPORTED_OF_TWO_VISITS)
    yield from ((learnt, snr, *SHIFTED_AT, 1) for learnt in snrs for snr in snrs if learnt != snr)
