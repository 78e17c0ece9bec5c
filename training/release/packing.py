"""A model in one file, as the app imports it: same model, same bytes, and nothing that the app would refuse."""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path

from app.diagnosis.importing import FILES, SUFFIX, checked
from app.domain.problem import Problem

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold: when a model was packed says nothing of it."""
UNIX, READABLE = 3, 0o644 << 16


def file_for(asked: Path, kind: str, version: str) -> Path:
    """Where a model file goes: what was asked for, in a folder `<kind>-<version>.earshot-model`.

    Raises:
        Problem: there is such a file already, its name is none that the app looks for, or nothing can be written.
    """
    path = asked / f"{kind}-{version}{SUFFIX}" if asked.is_dir() else asked
    if path.suffix != SUFFIX:
        raise Problem(f"{path.name} is no name for a model file.", f"Let it end in {SUFFIX}.")
    if path.exists():
        raise _there(path)
    if not path.parent.is_dir():
        raise Problem(f"There is no folder {path.parent}.", "Make it, or name another one.")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise _not_writable(path)
    return path


def pack(model: Path, path: Path) -> Path:
    """Write the files of a version's folder as one model file: whole and proved as the app does it, or not at all.

    Nothing is compressed: weights hardly shrink, and compressors differ from one computer to the next.

    Raises:
        Problem: there is such a file already, it can't be written, or the app would refuse it.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".packing-") as scratch:
            part = Path(scratch) / path.name
            with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
                for name in FILES:
                    archive.writestr(_entry(name), (model / name).read_bytes())
            with checked(part):
                if path.exists():
                    raise _there(path)
                part.replace(path)
    except OSError as error:
        raise _not_writable(path, str(error)) from error
    return path


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.create_system, entry.external_attr = UNIX, READABLE
    return entry


def _there(path: Path) -> Problem:
    return Problem(f"{path} is there already.", "Name another file, or remove that one.")


def _not_writable(path: Path, detail: str = "") -> Problem:
    return Problem(f"{path} can't be written.", "Make room there, or name a folder that you may write to.", detail)
