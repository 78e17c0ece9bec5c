"""Features that were computed are kept, in units of a few dozen clips: a file that is there whole or not at all.

Each version of a feature has a folder of its own. A unit's name is a hash of what it was made of (each file's
path, size and time, where the clip lies), so nothing old is taken for new, and two programs at work at once at
worst do the same work twice.
"""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.problem import Problem
from training.data import DAMAGE
from training.datasets.sound import SoundClip

FORMAT = 1
_PART = ".part"
_LEFT_BEHIND_S = 24 * 3600.0

Values = NDArray[np.generic]


class FeatureCache:
    """The kept units of one feature, in a folder of its own below `folder`.

    Raises:
        Problem: the folder can't be made or written to.
    """

    def __init__(self, folder: Path, feature: str, version: int) -> None:
        self._folder = folder / f"{feature}-{version}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._clear_away()
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def key(self, clips: Sequence[SoundClip]) -> str:
        """The name of a unit of these clips."""
        made_of = hashlib.sha256(str(FORMAT).encode())
        for clip in clips:
            made_of.update(os.fsencode(clip.path.absolute()))
            made_of.update(repr((clip.size, clip.mtime_ns, clip.start_s, clip.duration_s)).encode())
        return made_of.hexdigest()

    def get(self, key: str, clips: int) -> Values | None:
        """What is kept under that name, `[clips, …]`; None where there is nothing or it is damaged."""
        try:
            with (self._folder / f"{key}.npz").open("rb") as file, np.load(file, allow_pickle=False) as archive:
                values: Values = archive["values"]
        except FileNotFoundError:
            return None
        except (*DAMAGE, KeyError, AttributeError):
            return None
        return values if values.ndim and len(values) == clips else None

    def put(self, key: str, values: Values) -> None:
        """Keep a unit.

        Raises:
            Problem: it can't be written.
        """
        part = self._folder / f"{key}.{uuid.uuid4().hex}{_PART}"
        try:
            with part.open("wb") as file:
                np.savez(file, values=values)
            _replace(part, self._folder / f"{key}.npz")
        except OSError as error:
            raise _unwritable(self._folder, error) from error
        finally:
            part.unlink(missing_ok=True)

    def _clear_away(self) -> None:
        """Parts that a killed program left behind."""
        for part in self._folder.glob(f"*{_PART}"):
            try:
                if time.time() - part.stat().st_mtime > _LEFT_BEHIND_S:
                    part.unlink()
            except FileNotFoundError:
                continue


def _replace(part: Path, whole: Path) -> None:
    try:
        part.replace(whole)
    except PermissionError:
        # Windows: another program just reads the same unit, so it is there already.
        if not whole.exists():
            raise


def _unwritable(folder: Path, error: OSError) -> Problem:
    return Problem(
        f"Features can't be kept in {folder}: {error.strerror or error}.",
        "Make room there, or name another folder with --cache.",
        str(error),
    )
