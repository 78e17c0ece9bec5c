"""What "strange" is learnt from: baselines, own clips after them, other machines, everyday sounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS
from app.domain.take import BAND_COUNT
from training.data import MachineSound, Rows
from training.strange import Matrix, Shape, level_removed

HEALTHY, FAULTY, OTHER_NOISE, MICROPHONE, MACHINE, SOUND = (
    "healthy", "faulty", "other noise", "microphone", "machine", "sound",
)  # fmt: skip
OWN = (HEALTHY, FAULTY, OTHER_NOISE, MICROPHONE)

CLIPS = {HEALTHY: 20, FAULTY: 60, OTHER_NOISE: 15, MICROPHONE: 15, MACHINE: 6, SOUND: 5}
"""At most so many clips of a kind (of each other machine, of each kind of sound) after one baseline."""
MICROPHONES_DB = (2.3, 4.6)
"""By how much (rms) another microphone is taken to bend the spectrum."""
MICROPHONE_WIDTH_BANDS = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Rows of a case from one source; `who` names the machine or the kind of sound."""

    kind: str
    who: str
    rows: slice


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One baseline and what was heard after it; everything level-removed.

    `clips` float32 `[m, 124]`, `baseline` float32 `[1, 124]` (the mean), `shape` float32 `[m, Shape.COUNT]`.
    """

    own: str
    baseline: torch.Tensor
    clips: torch.Tensor
    shape: torch.Tensor
    groups: tuple[Group, ...]


def make_cases(
    machines: Sequence[MachineSound], sounds: Mapping[str, Rows], *, ns: Sequence[int], seed: int
) -> list[Case]:
    """At every SNR of every machine one baseline of each of `ns` consecutive clips, from evenly spread places."""
    rng = np.random.default_rng(seed)
    shape = Shape()
    cases = []
    for machine in machines:
        for snr in machine.snrs:
            healthy = machine.healthy(snr)
            fitting = [n for n in ns if n < len(healthy)]
            for at, n in enumerate(fitting):
                start = (len(healthy) - n) * at // max(1, len(fitting) - 1)
                rest = np.concatenate([healthy[:start], healthy[start + n :]])
                sources = [*_own(machine, snr, rest, rng), *_others(machine, snr, machines, sounds, rng)]
                cases.append(_case(machine.name, healthy[start : start + n], sources, shape))
    return cases


Source = tuple[str, str, Rows]
"""Kind, who, clips `[m, 128]`."""


def _own(machine: MachineSound, snr: str, rest: Rows, rng: np.random.Generator) -> list[Source]:
    """The machine's own clips: as learnt, at other noise levels, and through other microphones."""
    faulty = machine.faulty(snr)
    sources = [(HEALTHY, machine.name, rest), (FAULTY, machine.name, faulty)]
    for other in machine.snrs:
        if other != snr:
            sources += [
                (OTHER_NOISE, machine.name, rows) for rows in (machine.healthy(other), machine.faulty(other))
            ]
    for rms_db in MICROPHONES_DB:
        bent = _microphone(rms_db, rng)
        sources += [(MICROPHONE, machine.name, rows + bent) for rows in (rest, faulty)]
    return [(kind, who, some(rows, CLIPS[kind], rng)) for kind, who, rows in sources]


def _others(
    machine: MachineSound, snr: str, machines: Sequence[MachineSound], sounds: Mapping[str, Rows],
    rng: np.random.Generator,
) -> list[Source]:  # fmt: skip
    """Other machines at the same noise level (the nearest there is), and sounds of every kind."""
    sources = []
    for other in machines:
        if other.name != machine.name:
            at = snr if snr in other.snrs else other.snrs[min(machine.snrs.index(snr), len(other.snrs) - 1)]
            sources.append((MACHINE, other.name, some(other.healthy(at), CLIPS[MACHINE], rng)))
    return sources + [(SOUND, kind, some(rows, CLIPS[SOUND], rng)) for kind, rows in sounds.items()]


def _case(own: str, baseline: Rows, sources: Sequence[Source], shape: Shape) -> Case:
    ends = np.cumsum([len(rows) for _, _, rows in sources])
    groups = [
        Group(kind, who, slice(end - len(rows), end))
        for (kind, who, rows), end in zip(sources, ends.tolist(), strict=True)
        if len(rows)
    ]
    clips = level_removed(torch.from_numpy(np.concatenate([rows for _, _, rows in sources]).astype(np.float32)))
    mean = level_removed(torch.from_numpy(baseline.astype(np.float32))).mean(dim=0, keepdim=True)
    with torch.no_grad():
        return Case(own, mean, clips, shape(clips, mean), tuple(groups))


def some(rows: Rows, most: int, rng: np.random.Generator) -> Rows:
    """At most so many rows, drawn without order being lost."""
    return rows if len(rows) <= most else rows[np.sort(rng.choice(len(rows), most, replace=False))]


def smooth_kernel(bands: int, width_bands: float) -> Matrix:
    """Gaussian `[bands, bands]` of the distance between bands."""
    band = np.arange(bands)
    return np.asarray(np.exp(-0.5 * ((band[:, None] - band) / width_bands) ** 2))


def _microphone(rms_db: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """A smooth curve over the bands with that rms over the trusted ones, natural log of power."""
    curve = smooth_kernel(BAND_COUNT, MICROPHONE_WIDTH_BANDS) @ rng.standard_normal(BAND_COUNT)
    curve -= curve[:TRUSTED_BANDS].mean()
    curve *= rms_db * np.log(10) / 10 / np.sqrt((curve[:TRUSTED_BANDS] ** 2).mean())
    return curve.astype(np.float32)
