"""What a stopped run had finished is kept, so that the same command goes on from there."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from collections.abc import Iterable
from pathlib import Path

from training.compare.job import Done, Work

ROOT = Path(__file__).resolve().parents[2]
CODE = ("training", "app")


class Kept:
    """Finished jobs in a folder of their own for this code, this data and this plan: nothing stale is ever found.

    Args:
        folder: where the folder goes; what was kept for other code lies beside it until a run is complete.
        about: what the numbers depend on besides code and data.
        data: folders whose files they come from.
    """

    def __init__(self, folder: Path, about: object, data: Iterable[Path]) -> None:
        self._all = folder
        self._folder = folder / _digest(about, data)

    def get(self, job: Work) -> tuple[Done, float] | None:
        """What came of a job and how many seconds it took; None where it was not finished."""
        try:
            done, took_s = pickle.loads(self._path(job).read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ValueError):
            return None
        return (done, float(took_s)) if isinstance(done, Done) else None

    def put(self, job: Work, done: Done, took_s: float) -> None:
        """Keep it, whole or not at all; raises OSError where nothing can be written."""
        path = self._path(job)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(pickle.dumps((done, took_s)))
        part.replace(path)

    def forget(self) -> None:
        """Everything is written: the next run starts anew."""
        shutil.rmtree(self._all, ignore_errors=True)

    def _path(self, job: Work) -> Path:
        return self._folder / f"{hashlib.sha256(repr(job).encode()).hexdigest()[:24]}.job"


def _digest(about: object, data: Iterable[Path]) -> str:
    """Of all code, of what the data's files are called, their sizes and times, and of the rest."""
    found = hashlib.sha256(repr(about).encode())
    for path in sorted(path for name in CODE for path in (ROOT / name).rglob("*.py")):
        found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    for folder in data:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            stat = path.stat()
            found.update(f"{path}{stat.st_size}{stat.st_mtime_ns}".encode())
    return found.hexdigest()[:24]
