"""Writes band levels as a bands folder: what `train --bands` and `evaluate --bands` take."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from app.domain.problem import Problem
from training.data import MachineSound

LICENCE_FILE = "LICENCE"
_NO_FILE_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def write_bands(machines: Iterable[MachineSound], out: Path, licence: str) -> tuple[Path, ...]:
    """One `<type>.npz` a machine type with keys `<snr>/<id>/<label>`, the licence beside them; what was written.

    Files of the same name are replaced, each at once.

    Raises:
        Problem: the folder can't be written to.
    """
    by_type: dict[str, dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]] = {}
    for machine in machines:
        arrays = by_type.setdefault(_NO_FILE_NAME.sub("-", machine.type).strip(" .") or "other", {})
        arrays.update({f"{snr}/{machine.id}/{label}": rows for (snr, label), rows in machine.clips.items()})
    written = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for machine_type, arrays in by_type.items():
            path = out / f"{machine_type}.npz"
            _write(path, arrays)
            written.append(path)
        (out / LICENCE_FILE).write_text(f"{licence}\n", encoding="utf-8")
    except OSError as error:
        what = f"{out} can't be written to: {error.strerror or error}."
        raise Problem(what, "Make room there, or name another folder with --out.", str(error)) from error
    return tuple(written)


def _write(path: Path, arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]) -> None:
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    try:
        with part.open("wb") as file:
            # Keys hold slashes and may be called "file": as keywords they go through a dict.
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
