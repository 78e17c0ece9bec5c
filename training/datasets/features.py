"""Features of a whole data set: computed once, kept, and handed over as the machines that everything trains on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.problem import Problem
from training.data import FAULTY, HEALTHY, LABELS, BandsFolder, MachineSound
from training.datasets.cache import FeatureCache, Values
from training.datasets.data_set import DataSet, MachineRecordings
from training.datasets.shipped_ear import bands_of
from training.datasets.sound import DamagedSound, SoundClip

CLIPS_A_UNIT = 64
"""So much is lost when the work is stopped; fewer would make tens of thousands of files."""

WORKERS = 2

OnProgress = Callable[[int, int], None]
"""Clips done, clips in all; what it raises stops the work, and what was done so far stays kept."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something computed from a clip: `of` takes float32 `[n]` at 16 kHz and gives an array of one fixed shape.

    `version` rises whenever `of` gives something else than before, and what was kept is computed anew. `of` runs
    in several threads at once.
    """

    name: str
    version: int
    of: Callable[[NDArray[np.float32]], NDArray[Any]]


BANDS = Feature("bands", 1, bands_of)
"""The 128 band levels of the ear that ships."""


@dataclass(frozen=True, slots=True, eq=False)
class _Unit:
    """Some clips of one machine, one SNR and one label, and where they stand there."""

    machine: int
    key: tuple[str, str]
    start: int
    clips: tuple[SoundClip, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    """Values `[good, …]` of a unit's clips `good`, and why others have none."""

    values: Values
    good: tuple[int, ...]
    damage: dict[int, str]

    def not_finite(self) -> list[int]:
        """The clips whose values are no numbers."""
        return [at for at, value in zip(self.good, self.values, strict=True) if not np.isfinite(value).all()]


def features_of(
    data_set: DataSet, feature: Feature, cache: Path, on_progress: OnProgress | None = None, workers: int = WORKERS
) -> BandsFolder:
    """The feature of every clip: machines with `clips[snr, label]` `[rows, …]`, and all that was skipped.

    What is kept in `cache` is not computed again. A clip that turns out to be damaged is named and left out at
    every SNR of its machine and label, so that rows stay aligned; a faulty label without clips is `[0, …]`.

    Raises:
        Problem: the data set has no sound, or what was computed can't be kept.
    """
    if data_set.bands is not None:
        if feature == BANDS:
            return data_set.bands
        raise Problem(
            f"{data_set.name} holds band levels and no sound, so {feature.name} can't be computed from it.",
            "Name the folder of the recordings instead.",
        )
    kept = FeatureCache(cache, feature.name, feature.version)
    units = [unit for at, machine in enumerate(data_set.machines) for unit in _units(at, machine)]
    of_machine: dict[int, list[tuple[_Unit, _Done]]] = {at: [] for at in range(len(data_set.machines))}
    for unit, done in _compute(units, feature, kept, on_progress, workers):
        of_machine[unit.machine].append((unit, done))
    skipped = list(data_set.skipped)
    machines = []
    for at, machine in enumerate(data_set.machines):
        # Taken out, so that no more than one machine's features are held twice.
        sound = MachineSound(machine.type, machine.id, _rows(machine.name, of_machine.pop(at), skipped))
        if any(label == HEALTHY and len(rows) for (_, label), rows in sound.clips.items()):
            machines.append(sound)
        else:
            skipped.append(f"{machine.name}: no healthy clips, machine skipped.")
    return BandsFolder(tuple(machines), tuple(skipped))


def _units(machine: int, recordings: MachineRecordings) -> list[_Unit]:
    return [
        _Unit(machine, key, start, clips[start : start + CLIPS_A_UNIT])
        for key, clips in recordings.clips.items()
        for start in range(0, len(clips), CLIPS_A_UNIT)
    ]


def _compute(
    units: Sequence[_Unit], feature: Feature, cache: FeatureCache, on_progress: OnProgress | None, workers: int
) -> Iterator[tuple[_Unit, _Done]]:
    """Each unit with its values, in order."""
    total, finished = sum(len(unit.clips) for unit in units), 0
    with ThreadPoolExecutor(workers) as pool:
        futures: dict[Future[_Done], _Unit] = {pool.submit(_values, unit, feature, cache): unit for unit in units}
        try:
            for future in as_completed(futures):
                future.result()
                finished += len(futures[future].clips)
                if on_progress:
                    on_progress(finished, total)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return ((unit, future.result()) for future, unit in futures.items())


def _values(unit: _Unit, feature: Feature, cache: FeatureCache) -> _Done:
    """One unit, from what is kept or computed now. A unit with damage is not kept: a network drive may be back."""
    key = cache.key(unit.clips)
    kept = cache.get(key, len(unit.clips))
    if kept is not None:
        return _Done(kept, tuple(range(len(unit.clips))), {})
    values, good, damage = [], [], {}
    for at, clip in enumerate(unit.clips):
        try:
            sound = clip.read()
        except DamagedSound as reason:
            damage[at] = f"{clip.path}: {reason}, skipped."
            continue
        values.append(feature.of(sound))
        good.append(at)
    stacked = np.stack(values) if values else np.empty((0,))
    if not damage:
        cache.put(key, stacked)
    return _Done(stacked, tuple(good), damage)


def _rows(
    name: str, own: Sequence[tuple[_Unit, _Done]], skipped: list[str]
) -> dict[tuple[str, str], NDArray[Any]]:
    """One machine's arrays, rows aligned over its SNRs."""
    clips: dict[tuple[str, str], NDArray[Any]] = {}
    for label in LABELS:
        of_label = [(unit, done) for unit, done in own if unit.key[1] == label]
        bad = {unit.start + at for unit, done in of_label for at in done.damage}
        skipped += [note for _, done in of_label for note in done.damage.values()]
        wild = {unit.start + at for unit, done in of_label for at in done.not_finite()}
        if wild:
            skipped.append(f"{name}: {len(wild)} {label} clips are not finite and were skipped.")
        bad |= wild
        for key in dict.fromkeys(unit.key for unit, _ in of_label):
            parts = [
                done.values[[unit.start + at not in bad for at in done.good]]
                for unit, done in of_label
                if unit.key == key and done.good
            ]
            if parts:
                clips[key] = np.concatenate(parts)
    shape = next((rows.shape[1:] for rows in clips.values()), ())
    dtype = next((rows.dtype for rows in clips.values()), np.dtype(np.float32))
    for snr in [snr for snr, label in clips if label == HEALTHY]:
        clips.setdefault((snr, FAULTY), np.empty((0, *shape), dtype))
    return clips
