"""Reads folders of band levels: one `<type>.npz` a machine type, keys `<snr>/<id>/<label>`, rows of 128 bands."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.take import BAND_COUNT

HEALTHY = "normal"
FAULTY = "abnormal"
LABELS = (HEALTHY, FAULTY)
DAMAGE = (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error)
"""What numpy raises on a damaged archive."""

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class MachineSound:
    """All clips of one machine. `clips[snr, label]` float32 `[rows, 128]`; row i is one recording at every SNR."""

    type: str
    id: str
    clips: dict[tuple[str, str], Rows] = field(repr=False)

    @property
    def name(self) -> str:
        """Type and id, as it is printed."""
        return f"{self.type}/{self.id}"

    @property
    def snrs(self) -> tuple[str, ...]:
        """The noise levels of which there are healthy clips, quietest noise first."""
        found = {snr for snr, label in self.clips if label == HEALTHY}
        return tuple(sorted(found, key=_quietest_first))

    def healthy(self, snr: str) -> Rows:
        """Healthy clips at that SNR, in the order they were recorded."""
        return self.clips[snr, HEALTHY]

    def faulty(self, snr: str) -> Rows:
        """Faulty clips at that SNR; none is an empty array of the same kind of rows."""
        return self.clips.get((snr, FAULTY), self.healthy(snr)[:0])


@dataclass(frozen=True, slots=True)
class BandsFolder:
    """What a folder held: its machines, and a sentence for each thing that had to be skipped."""

    machines: tuple[MachineSound, ...]
    skipped: tuple[str, ...]

    def of_type(self, machine_type: str) -> tuple[MachineSound, ...]:
        """The machines of one type, by id."""
        return tuple(machine for machine in self.machines if machine.type == machine_type)


def read_bands(folder: Path) -> BandsFolder:
    """Read every `*.npz` of a folder.

    A damaged file, a key of another form and an array of another shape are named in `skipped` and left out;
    rows that are not finite are left out at all SNRs of that machine and label, so that rows stay aligned.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"There is no folder of bands at {folder}.")
    machines: list[MachineSound] = []
    skipped: list[str] = []
    for path in sorted(folder.glob("*.npz")):
        arrays = _arrays_of(path, skipped)
        machines += _machines_of(path.stem, arrays, skipped)
    return BandsFolder(tuple(machines), tuple(skipped))


def _arrays_of(path: Path, skipped: list[str]) -> dict[str, Rows]:
    """The usable arrays of one file by key."""
    arrays: dict[str, Rows] = {}
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            for key in archive.files:
                array, reason = _array_of(archive, key)
                if reason:
                    skipped.append(f"{path.name}: {key} skipped: {reason}.")
                else:
                    arrays[key] = array.astype(np.float32)
    except (*DAMAGE, AttributeError) as error:
        # A plain .npy under this name opens as an array, which has no `files`.
        skipped.append(f"{path.name}: damaged or no archive of arrays, skipped ({error}).")
    return arrays


def _array_of(archive: Mapping[str, NDArray[np.generic]], key: str) -> tuple[NDArray[np.generic], str]:
    """One array and why it can't be used, empty when it can."""
    try:
        array = archive[key]
    except DAMAGE as error:
        return np.empty(0), f"damaged ({error})"
    return array, _fault_of(key, array)


def _fault_of(key: str, array: NDArray[np.generic]) -> str:
    """Why an array can't be used, empty when it can."""
    parts = key.split("/")
    if len(parts) != 3 or parts[2] not in LABELS:
        return f"its key is not <snr>/<id>/{HEALTHY} or {FAULTY}"
    if array.ndim != 2 or array.shape[1] != BAND_COUNT or not np.issubdtype(array.dtype, np.number):
        return f"it is {array.dtype} {list(array.shape)}, not numbers [clips, {BAND_COUNT}]"
    return ""


def _machines_of(machine_type: str, arrays: dict[str, Rows], skipped: list[str]) -> list[MachineSound]:
    """Group arrays by machine id; a machine without healthy clips can't be used."""
    by_id: dict[str, dict[tuple[str, str], Rows]] = {}
    for key, rows in arrays.items():
        snr, machine_id, label = key.split("/")
        by_id.setdefault(machine_id, {})[snr, label] = rows
    machines = []
    for machine_id in sorted(by_id):
        clips = _without_broken_rows(f"{machine_type}/{machine_id}", by_id[machine_id], skipped)
        if any(label == HEALTHY and len(rows) for (_, label), rows in clips.items()):
            machines.append(MachineSound(machine_type, machine_id, clips))
        else:
            skipped.append(f"{machine_type}/{machine_id}: no healthy clips, machine skipped.")
    return machines


def _without_broken_rows(
    name: str, clips: dict[tuple[str, str], Rows], skipped: list[str]
) -> dict[tuple[str, str], Rows]:
    """Drop rows that are not finite, the same row at every SNR."""
    kept = dict(clips)
    for label in LABELS:
        of_label = {key: rows for key, rows in clips.items() if key[1] == label}
        bad = {int(row) for rows in of_label.values() for row in np.flatnonzero(~np.isfinite(rows).all(axis=1))}
        if bad:
            skipped.append(f"{name}: {len(bad)} {label} clips are not finite and were skipped.")
            for key, rows in of_label.items():
                kept[key] = np.delete(rows, [row for row in bad if row < len(rows)], axis=0)
    return kept


def _quietest_first(snr: str) -> tuple[float, str]:
    number = re.match(r"[+-]?\d+(\.\d+)?", snr)
    return (-float(number.group()) if number else float("inf"), snr)
