"""Detectors of a few lines, a folder of made-up machines, and a comparison of both, for tests."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from app.diagnosis.card import Limits
from app.domain.problem import Problem
from tests.training.made_up import as_arrays, machine
from training.data import MachineSound, Rows
from training.datasets import BANDS, Feature
from training.figures import Bar
from training.trials import Scorer, Scores

NOISY_DB = 3.0


def far_from(clips: Rows, baseline: Rows) -> Scores:
    """Distance from the baseline's mean."""
    return np.sqrt(((clips - baseline.mean(axis=0)) ** 2).mean(axis=1)).astype(np.float64)


@dataclass
class Distance:
    """Learns nothing. `heard` is what each training was given."""

    name: str = "distance"
    what: str = "Distance from the mean."
    feature: Feature = BANDS
    heard: list[tuple[str, ...]] = field(default_factory=list)

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        if not machines:
            raise Problem("There is no machine to learn from.", "Add one.")
        self.heard.append(tuple(one.name for one in machines))
        return far_from


@dataclass
class Judge(Distance):
    """Has its own thresholds, says how sure it is, can't tell where it is much louder."""

    name: str = "judge"

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        super().train(machines, seed)
        return Sure(1.0, Sure(2.0))


@dataclass
class Sure:
    """A scorer with everything that one may bring."""

    divided_by: float
    elsewhere: Sure | None = None
    curves: dict[str, list[float]] = field(default_factory=lambda: {"loss": [2.0, 1.0]})

    def __call__(self, clips: Rows, baseline: Rows) -> Scores:
        louder_db = 4.34 * (clips.mean(axis=1) - baseline.mean())
        score = far_from(clips, baseline) / self.divided_by
        return np.stack([score, louder_db, np.zeros(len(clips))], axis=1).astype(np.float64)

    def bar(self, n: int, k: int) -> Bar:
        return Bar(0.25, 0.3, Limits(noisier_db=NOISY_DB))

    def faulty_share(self, score: float, n: int, k: int) -> float:
        return float(np.clip(score / 2, 0.02, 0.98))


@dataclass
class Unlucky(Distance):
    """Breaks."""

    name: str = "unlucky"

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        raise RuntimeError("a bug of its own")


@dataclass
class Deadly(Distance):
    """Takes its process with it, as a system short of memory does."""

    name: str = "deadly"

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        os._exit(9)


@dataclass
class Absent(Distance):
    """Needs what is not installed."""

    name: str = "absent"

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        raise ModuleNotFoundError("No module named 'torch'", name="torch")


@dataclass
class Hears(Distance):
    """Wants sound."""

    name: str = "hears"
    feature: Feature = field(
        default_factory=lambda: Feature("loudness", 1, lambda sound: np.array([abs(sound).max()]))
    )


def known() -> dict[str, Any]:
    """All of them."""
    return {one.name: one for one in (Judge(), Distance(), Unlucky(), Deadly(), Absent(), Hears())}


def bands_folder(folder: Path, *types: str, machines: int = 3, rows: int = 40) -> Path:
    """A folder of bands with that many machines of each type."""
    folder.mkdir(exist_ok=True)
    for number, kind in enumerate(types or ("fan",)):
        made = [machine(f"id_{at:02d}", 10 * number + at, rows, kind) for at in range(machines)]
        np.savez(folder / f"{kind}.npz", **as_arrays(*made))
    return folder
