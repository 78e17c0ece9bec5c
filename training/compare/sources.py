"""The machines that are compared on: which data sets there are, and what detectors can hear of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.problem import Problem
from training.compare.cells import seed_of
from training.data import BandsFolder, MachineSound

if TYPE_CHECKING:
    from training.datasets import DataSet, Feature

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
BANDS_FOLDER = DATA / "mimii-bands"
SOUND_FOLDER = DATA / "wav"

REAL_SOUND = ("uav", "bldc")
"""Folders in a data folder that the whole app is tried on, instead of detectors alone."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Source:
    """One data set."""

    path: Path
    data_set: DataSet

    def machines(
        self, feature: Feature, most: int | None, say: Say = lambda _: None, machine_type: str | None = None
    ) -> BandsFolder:
        """All machines (or those of one type) in that feature, at most so many clips of each label.

        Raises:
            Problem: this data set has no sound to compute it from.
        """
        from training.datasets import features_of
        from training.datasets.command import CACHE

        wanted = [one for one in self.data_set.machines if machine_type in {None, one.type}]
        found = features_of(
            replace(self.data_set, machines=tuple(wanted)),
            feature,
            CACHE,
            _progress(say, self.path.name, feature.name),
        )
        return BandsFolder(tuple(thinned(machine, most) for machine in found.machines), found.skipped)

    def as_json(self) -> dict[str, Any]:
        """What a report says of it."""
        return {
            "name": self.data_set.name,
            "folder": self.path.name,
            "kind": str(self.data_set.kind),
            "licence": self._licence(),
        }

    def _licence(self) -> str:
        """The bands in `shared/data` are MIMII's, which their folder does not say."""
        if self.path.resolve() != BANDS_FOLDER.resolve():
            return self.data_set.licence
        from training.card import Origin

        origin = Origin()
        return f"{origin.licence}, {origin.data_set}, {origin.source}"


def open_source(path: Path) -> Source:
    """Problem when the folder holds nothing that is known."""
    from training.datasets import open_data_set

    return Source(path, open_data_set(path))


def sorted_out(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Data sets to compare detectors on, and folders of real sound for the whole app."""
    real = [path for path in paths if any((path / name).is_dir() for name in REAL_SOUND)]
    return [path for path in paths if path not in real], real


def default_paths() -> list[Path]:
    """What is there of the data the figures in the documentation are from.

    Raises:
        Problem: nothing is.
    """
    there = [path for path in (BANDS_FOLDER, SOUND_FOLDER) if path.is_dir()]
    if BANDS_FOLDER not in there:
        raise Problem(
            f"There is no machine sound at {BANDS_FOLDER}.", "Name a folder of machine sound with --data DIR."
        )
    return there


def thinned(machine: MachineSound, most: int | None) -> MachineSound:
    """The same stretch of at most so many clips of each label at every noise level, so that rows stay aligned."""
    if most is None:
        return machine
    clips = {}
    for (snr, label), rows in machine.clips.items():
        spare = max(0, len(rows) - most)
        start = seed_of(machine.name, label) % (spare + 1)
        clips[snr, label] = rows[start : start + most]
    return MachineSound(machine.type, machine.id, clips)


def types_of(machines: Sequence[MachineSound]) -> list[str]:
    """Machine types in the order they come."""
    return list(dict.fromkeys(machine.type for machine in machines))


def _progress(say: Say, folder: str, feature: str) -> Callable[..., None]:
    """`on_progress(done, total)` to a line every tenth."""
    told = -1

    def on_progress(done: int, total: int, *_: object) -> None:
        nonlocal told
        tenth = math.floor(10 * done / total) if total else 10
        if tenth != told:
            told = tenth
            say(f"{folder}: {feature} of {done} of {total} clips.")

    return on_progress
