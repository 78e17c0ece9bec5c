"""What a random split of clips shows and hides: the same detector with and without having heard the machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from training.compare.cells import Row, cell, seed_of
from training.compare.plan import QUOTED_K, QUOTED_N, Plan
from training.data import LABELS, MachineSound
from training.trials import run_trials

if TYPE_CHECKING:
    from training.detectors import Detector

SHOWN_BY = ("forest_bands", "forest", "logistic")
"""Detectors that learn from labels, which is what a random split flatters; the first that can run is shown."""


def random_split_rows(detector: Detector, machines: Sequence[MachineSound], plan: Plan) -> list[Row]:
    """Figures of every machine judged by what was trained on half of its own clips, drawn at random.

    A recording is in one half at all its noise levels, so that only the machine is known, not the clip.
    """
    halves = [_halves(machine, plan.seed) for machine in machines]
    score = detector.train([heard for heard, _ in halves], plan.seed)
    rows = []
    for _, unheard in halves:
        for snr in unheard.snrs:
            trials = run_trials(score, unheard, snr, QUOTED_N, starts=plan.enrolments(detector.name))
            found = cell(trials, None, QUOTED_N, QUOTED_K, seed_of(plan.seed, unheard.name, snr))
            if found:
                who = {"detector": detector.name, "type": unheard.type, "id": unheard.id, "snr": snr}
                rows.append({**who, "n": QUOTED_N, "k": QUOTED_K, **found})
    return rows


def _halves(machine: MachineSound, seed: int) -> tuple[MachineSound, MachineSound]:
    """The machine's recordings in two halves, each in the order they were recorded."""
    first, second = {}, {}
    for label in LABELS:
        counts = [len(rows) for (_, of), rows in machine.clips.items() if of == label]
        drawn = np.random.default_rng(seed_of(seed, machine.name, label)).permutation(max(counts, default=0))
        chosen = np.zeros(len(drawn), bool)
        chosen[drawn[: len(drawn) // 2]] = True
        for (snr, of), rows in machine.clips.items():
            if of == label:
                first[snr, of], second[snr, of] = rows[chosen[: len(rows)]], rows[~chosen[: len(rows)]]
    return (MachineSound(machine.type, machine.id, first), MachineSound(machine.type, machine.id, second))
