"""What every detector is, and the sentences with which it refuses machines that it can't learn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.problem import Problem
from training.data import FAULTY, MachineSound
from training.detectors.features import Feature
from training.trials import Scorer

Matrix = NDArray[np.float64]
Array = NDArray[np.floating]


class Detector(Protocol):
    """Something that learns on some machines how to tell faulty from healthy clips on another."""

    @property
    def name(self) -> str:
        """One word, as it is asked for on the command line."""

    @property
    def what(self) -> str:
        """One sentence on what it does, for a report."""

    @property
    def feature(self) -> Feature:
        """What the clips of the machines must hold, and later those given to the scorer."""

    def train(self, machines: Sequence[MachineSound], seed: int) -> Scorer:
        """Learn; the scorer takes clips `[k, ...]` and a baseline `[n, ...]` of another machine, n ≥ 1, and gives
        float64 `[k]`, higher the less healthy. Same machines, same seed: the same scores.

        Networks have what happened in training as `.curves` on the scorer: `{name: one value an epoch}`.

        Raises:
            Problem: these machines are too few, or lack what it learns from.
        """


def need_machines(name: str, machines: Sequence[MachineSound], fewest: int = 1) -> None:
    """Refuse too few machines to learn from."""
    if len(machines) < fewest:
        raise Problem(
            f"{name} needs {'a machine' if fewest == 1 else f'{fewest} machines'} to learn from, here "
            f"{'is none' if not machines else 'are only ' + str(len(machines))}.",
            "Add other machines of the same type.",
        )


def need_healthy(name: str, machines: Sequence[MachineSound], fewest: int = 2) -> None:
    """Refuse machines none of which has enough healthy clips at one noise level to show how they vary."""
    need_machines(name, machines)
    if not any(len(machine.healthy(snr)) >= fewest for machine in machines for snr in machine.snrs):
        raise Problem(
            f"{name} learns how healthy clips of a machine vary, and no machine here has {fewest} of them.",
            "Add healthy clips.",
        )


def need_faults(name: str, machines: Sequence[MachineSound]) -> None:
    """Refuse machines without a single faulty clip."""
    need_machines(name, machines)
    if not any(len(faulty_of(machine, snr)) for machine in machines for snr in machine.snrs):
        raise Problem(
            f"{name} learns from labelled faults, and none of the machines here has a faulty clip.",
            "Add machines with faulty clips, or choose a detector that learns from healthy ones alone.",
        )


def faulty_of(machine: MachineSound, snr: str) -> Array:
    """Faulty clips at that SNR, whatever feature they hold; none is `[0, ...]`."""
    return machine.clips.get((snr, FAULTY), machine.healthy(snr)[:0])


def cells(machines: Sequence[MachineSound]) -> Iterator[tuple[MachineSound, str]]:
    """Every machine at every noise level it has healthy clips of."""
    for machine in machines:
        for snr in machine.snrs:
            yield machine, snr


def thinned(rows: Array, most: int) -> Array:
    """At most that many rows, evenly spread: neighbours in time tell the least that is new."""
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).round().astype(int)]


def without_level(bands: Array) -> Matrix:
    """Bands `[rows, bands]` less their mean: what a gain or another distance does not change."""
    exact = np.asarray(bands, np.float64)
    return exact - exact.mean(axis=1, keepdims=True)
