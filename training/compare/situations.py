"""What a machine held out is put through: baselines of many sizes, other noise, another microphone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from training.compare.cells import Row, cell, seed_of
from training.compare.copies import Held
from training.compare.plan import EQUALISED_DB, QUOTED_K, QUOTED_N, SHIPS, Plan
from training.data import Rows
from training.trials import Trial, run_trials

BASELINE, NOISE, MICROPHONE, UNHEARD = "baseline", "noise", "microphone", "unheard type"
"""Sections of the comparison."""


def rows_of(held: Held, detector: str, plan: Plan, on_bands: bool) -> Iterator[Row]:
    """A row for every situation of one machine; another microphone can only be had of bands."""
    snrs = held.machine.snrs
    for snr in snrs:
        for n in plan.baselines(detector):
            yield from _rows(held, detector, plan, BASELINE, {"learnt_at": snr, "snr": snr, "n": n})
    for learnt, snr in plan.noise_pairs(snrs):
        yield from _rows(held, detector, plan, NOISE, {"learnt_at": learnt, "snr": snr, "n": QUOTED_N})
    if on_bands:
        for snr in snrs:
            for rms_db in EQUALISED_DB:
                where = {"learnt_at": snr, "snr": snr, "n": QUOTED_N, "equalised_db": rms_db}
                yield from _rows(held.on_other_microphone, detector, plan, MICROPHONE, where)


def rows_of_unheard(held: Held, detector: str, plan: Plan) -> Iterator[Row]:
    """The quoted case alone, of a machine whose whole type was left out."""
    for snr in held.machine.snrs:
        yield from _rows(held, detector, plan, UNHEARD, {"learnt_at": snr, "snr": snr, "n": QUOTED_N})


def _rows(held: Held, detector: str, plan: Plan, section: str, where: Row) -> Iterator[Row]:
    n = where["n"]
    takes = plan.takes if section == BASELINE or detector == SHIPS else (QUOTED_K,)
    trials = trials_of(held, detector, plan, where)
    for k in takes:
        found = cell(trials, held.bar(n, k), n, k, seed_of(plan.seed, held.machine.name, sorted(where.items()), k))
        if found:
            machine = {"detector": detector, "type": held.machine.type, "id": held.machine.id}
            yield {"section": section, **machine, "equalised_db": None, **where, "k": k, **found}


def trials_of(held: Held, detector: str, plan: Plan, where: dict[str, Any]) -> list[Trial]:
    """The trials of one situation; the same places and the same microphones for every detector."""
    return run_trials(
        held.score,
        held.machine,
        where["snr"],
        where["n"],
        starts=plan.enrolments(detector),
        learnt_at=where["learnt_at"],
        other_microphone=other_microphone(held, plan.seed, where["snr"], where.get("equalised_db") or 0.0),
    )


def other_microphone(held: Held, seed: int, snr: str, rms_db: float) -> Callable[[Rows, int], Rows] | None:
    """What another microphone would have heard of the clips of trial number i; one microphone a trial."""
    if not rms_db:
        return None
    from training.augment.bands import equalise

    def heard(clips: Rows, number: int) -> Rows:
        random = np.random.default_rng(seed_of(seed, held.machine.name, snr, number))
        return np.asarray(equalise(clips, rms_db, random), np.float32)

    return heard
