"""A healthy and a faulty clip of two machines side by side, with whose recordings they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.domain.problem import Problem
from training.compare.pictures.style import named, panels, save
from training.compare.report.words import snr
from training.data import FAULTY, HEALTHY

if TYPE_CHECKING:
    from training.datasets import MachineRecordings

MACHINES = 2
RATE_HZ = 16000
WINDOW, HOP = 512, 160
POOLED = 4
"""Frames a column: more would not be seen, only weigh."""
FLOOR_DB = -80.0


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One clip of a machine, 16 kHz mono."""

    machine: str
    label: str
    snr: str
    sound: NDArray[np.float32]


Pair = tuple[bool, "MachineRecordings", tuple[str, str]]
"""Whether the noise levels differ, the machine, and the noise levels of its healthy and its faulty clip."""


def examples(folders: Iterable[Path]) -> tuple[list[Example], str]:
    """A healthy and a faulty clip of up to two machines at one noise level where there is one, and their licence.

    Sound without a stated licence is not pictured: the pictures are handed on with the report.
    """
    for folder in folders:
        found, licence = _of_folder(folder)
        if found:
            return found, licence
    return [], ""


def _of_folder(folder: Path) -> tuple[list[Example], str]:
    """Examples of one data set; none where it has no sound, no licence or no faulty clips."""
    from training.datasets import open_data_set
    from training.datasets.plain import NO_LICENCE

    try:
        data_set = open_data_set(folder)
    except Problem:
        return [], ""
    if data_set.licence == NO_LICENCE:
        return [], ""
    pairs: list[Pair] = []
    for machine in data_set.machines:
        levels = {label: [level for level, of in machine.clips if of == label] for label in (HEALTHY, FAULTY)}
        if all(levels.values()):
            same = [level for level in levels[HEALTHY] if level in levels[FAULTY]]
            chosen = (same[0], same[0]) if same else (levels[HEALTHY][0], levels[FAULTY][0])
            pairs.append((not same, machine, chosen))
    pairs.sort(key=lambda pair: (pair[0], pair[1].name))
    return [
        Example(machine.name, label, level, machine.clips[level, label][0].read())
        for _, machine, levels in _of_different_types(pairs)
        for label, level in zip((HEALTHY, FAULTY), levels, strict=True)
    ], data_set.licence


def _of_different_types(pairs: list[Pair]) -> list[Pair]:
    """Two machines, of two types where there are two."""
    first_of_type = {pair[1].type: pair for pair in reversed(pairs)}
    best = sorted(first_of_type.values(), key=lambda pair: (pair[0], pair[1].name))
    return [*best, *(pair for pair in pairs if pair not in best)][:MACHINES]


def draw_spectrograms(shown: list[Example], path: Path) -> bool:
    """A row for each machine: healthy left, faulty right, one scale of colours."""
    if not shown:
        return False
    rows = len(shown) // 2
    figure, axes = panels(rows, 2, "Healthy and faulty, level over time and frequency", panel_in=(4.4, 2.5))
    image = None
    for axis, example in zip(axes.flat, shown, strict=True):
        level_db, seconds = spectrogram_db(example.sound), len(example.sound) / RATE_HZ
        image = axis.imshow(
            level_db.T,
            origin="lower",
            aspect="auto",
            extent=(0, seconds, 0, RATE_HZ / 2000),
            cmap="cividis",
            vmin=FLOOR_DB,
            vmax=0,
        )
        axis.grid(False)
        said = "healthy" if example.label == HEALTHY else "faulty"
        named(axis, f"{example.machine}, {said}, {snr(example.snr)}", "time (s)", "frequency (kHz)")
    figure.colorbar(image, ax=axes, label="level (dB below the loudest)", shrink=0.8)
    save(figure, path)
    return True


def spectrogram_db(sound: NDArray[np.float32]) -> NDArray[np.float64]:
    """Level `[frames, 257]` in dB below the loudest point, at least −80."""
    frames = np.lib.stride_tricks.sliding_window_view(sound.astype(np.float64), WINDOW)[::HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(WINDOW), axis=1)) ** 2
    whole = len(power) // POOLED * POOLED
    power = power[:whole].reshape(-1, POOLED, power.shape[1]).mean(axis=1)
    return np.asarray(10 * np.log10(np.maximum(power / max(power.max(), 1e-30), 10 ** (FLOOR_DB / 10))))
