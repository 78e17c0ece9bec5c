"""Fits "strange": what tells sounds that are no machine of ours from its faults, and loses few of those."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from app.acoustics.bands import TRUSTED_BANDS
from training.data import MachineSound, Rows
from training.logistic import Table, fit_line, top
from training.strange import MOST, Far, Matrix, Spread, Strange, level_removed
from training.strange_cases import (
    FAULTY,
    HEALTHY,
    MACHINE,
    MICROPHONE,
    MICROPHONE_WIDTH_BANDS,
    OTHER_NOISE,
    OWN,
    SOUND,
    Case,
    Group,
    make_cases,
    smooth_kernel,
)

OWN_WEIGHTS = {HEALTHY: 1.0, FAULTY: 3.0, OTHER_NOISE: 0.5, MICROPHONE: 0.5}
"""How much a group of own clips counts, whatever its size."""
SPREAD_WEIGHTS = {HEALTHY: 0.1, FAULTY: 0.6, OTHER_NOISE: 0.05, MICROPHONE: 0.0}
"""How much a group counts in the covariance `inside`; the microphone has a term of its own."""
FEWEST_MACHINES = 2


@dataclass(frozen=True, slots=True)
class StrangeSettings:
    """How it is fitted; chosen on machines and kinds of sound left out."""

    ns: tuple[int, ...] = (3, 5, 5, 10)
    """Clips in the baselines it is fitted on."""
    microphone_variance: float = 0.25
    floor: float = 0.01
    machines_weight: float = 0.5
    sounds_weight: float = 3.0
    ridge: float = 0.01
    lost: float = 0.01
    """Which share of the faulty clips of machines left out may be called strange …"""
    margin: float = 1.05
    """… and how much further the limit is put (in the sum; strange is 1.3 times less): a fault larger than any
    that was there to fit on must not be lost."""
    seed: int = 0


class Evidence:
    """All cases, and what each machine says about how sounds spread; fits on any part of it are cheap."""

    def __init__(
        self, machines: Sequence[MachineSound], sounds: Mapping[str, Rows], settings: StrangeSettings
    ) -> None:
        self.settings = settings
        self.kinds = tuple(sounds)
        cases = make_cases(machines, sounds, ns=settings.ns, seed=settings.seed)
        # A machine with too few healthy clips for a baseline has no case and takes no part.
        self.machines = tuple(dict.fromkeys(case.own for case in cases))
        self.cases = {name: [case for case in cases if case.own == name] for name in self.machines}
        self.inside = {name: _inside(self.cases[name]) for name in self.machines}
        self.baselines = {
            name: np.concatenate([case.baseline.double().numpy() for case in self.cases[name]])
            for name in self.machines
        }
        self.sounds = {
            kind: level_removed(torch.from_numpy(rows)).double().numpy() for kind, rows in sounds.items()
        }

    def fit(self, without_machines: Collection[str] = (), without_kinds: Collection[str] = ()) -> Strange:
        """Fit without some machines and kinds of sound; the limit comes from each machine judged by the others.

        Each machine's rows are seen through covariances of the other machines only, as those of a new one will be.

        Raises:
            ValueError: fewer than two machines, no faulty clips, or no sounds are left.
        """
        names = [name for name in self.machines if name not in without_machines]
        kinds = [kind for kind in self.kinds if kind not in without_kinds]
        if len(names) < FEWEST_MACHINES or not kinds:
            raise ValueError("At least two machines and one kind of everyday sound are needed.")
        tables = {name: self._table(name, names, kinds) for name in names}
        if not any(table.guarded.any() for table in tables.values()):
            raise ValueError("Faulty clips are needed to know which sounds may not be called strange.")
        line = fit_line(list(tables.values()), self.settings.ridge, MOST)
        lost = []
        for name in names:
            others = [tables[other] for other in names if other != name]
            of_others = fit_line(others, self.settings.ridge, MOST, start=line)
            lost.append(of_others.sums(tables[name].measures[tables[name].guarded]))
        return Strange(
            spread=self._spread(names, kinds),
            mean=line.mean,
            scale=line.scale,
            weights=line.weights,
            offset=top(lost, self.settings.lost) + self.settings.margin,
            heard=kinds,
        )

    def _table(self, name: str, names: Sequence[str], kinds: Sequence[str]) -> Table:
        """The rows of one machine's cases as the other machines make one see them."""
        far = Far(self._spread([other for other in names if other != name], kinds))
        parts = []
        for case in self.cases[name]:
            with torch.no_grad():
                measures = torch.cat([case.shape, far(case.clips, case.baseline)], dim=1).double().numpy()
            for group in case.groups:
                weight = _weight(group, names, kinds, self.settings)
                if weight:
                    rows = measures[group.rows]
                    strange, faulty, each = group.kind not in OWN, group.kind == FAULTY, weight / len(rows)
                    parts.append((rows, *(np.full(len(rows), value) for value in (float(strange), each, faulty))))
        return Table(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def _spread(self, names: Sequence[str], kinds: Sequence[str]) -> Spread:
        """Machines and sounds at large count alike in where any sound lies and how far."""
        centring = np.eye(TRUSTED_BANDS) - 1 / TRUSTED_BANDS
        bent = centring @ smooth_kernel(TRUSTED_BANDS, MICROPHONE_WIDTH_BANDS) @ centring
        inside = np.mean([self.inside[name] for name in names], axis=0)
        inside += self.settings.microphone_variance * bent / np.trace(bent) * TRUSTED_BANDS
        inside += self.settings.floor * np.eye(TRUSTED_BANDS)
        everything = [self.baselines[name] for name in names], [self.sounds[kind] for kind in kinds]
        centre = np.mean([np.mean([rows.mean(axis=0) for rows in part], axis=0) for part in everything], axis=0)
        around = np.mean(
            [np.mean([_moment(rows - centre) for rows in part], axis=0) for part in everything], axis=0
        )
        return Spread(np.linalg.inv(inside), np.linalg.inv(inside + around), centre)


def fit_strange(
    machines: Sequence[MachineSound], sounds: Mapping[str, Rows], settings: StrangeSettings | None = None
) -> Strange:
    """Fit on machines of all types and on everyday sounds by kind, rows `[m, 128]`; same input, same result.

    Raises:
        ValueError: fewer than two machines, so none can be left out; no faulty clips; or no sounds.
    """
    return Evidence(machines, sounds, settings or StrangeSettings()).fit()


def _weight(group: Group, names: Collection[str], kinds: Collection[str], settings: StrangeSettings) -> float:
    """How much a group counts; nothing where it is left out."""
    if group.kind == MACHINE:
        return settings.machines_weight / (len(names) - 1) if group.who in names else 0.0
    if group.kind == SOUND:
        return settings.sounds_weight / len(kinds) if group.who in kinds else 0.0
    return OWN_WEIGHTS[group.kind]


def _inside(cases: Sequence[Case]) -> Matrix:
    """How a machine's own clips lie around its baselines, `[124, 124]`; large deviations count by their shape."""
    total = np.zeros((TRUSTED_BANDS, TRUSTED_BANDS))
    for case in cases:
        for group in case.groups:
            if weight := SPREAD_WEIGHTS.get(group.kind, 0.0):
                apart = (case.clips[group.rows] - case.baseline).double().numpy()
                size = (apart**2).mean(axis=1, keepdims=True) + 0.02
                total += weight * _moment(apart / np.sqrt(size) * np.exp(0.5 * np.log(size).mean()))
    return total / len(cases)


def _moment(rows: Matrix) -> Matrix:
    return np.asarray(rows.T @ rows / len(rows))
