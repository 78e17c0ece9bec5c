"""Finds the sound files of a folder in the order people count, whatever else lies around in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from training.datasets.place import Parts, natural_key

ENDINGS = frozenset(
    {".wav", ".wave", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aif", ".aiff", ".aifc", ".au", ".caf", ".w64"}
)
_OUTER_LEVELS = 3
_NOT_DATA = frozenset({"__macosx"})


def sound_files(root: Path, skipped: list[str]) -> list[Parts]:
    """Paths below `root` as their parts, sorted; hidden ones and a Mac's shadow files (`._x.wav`) don't count.

    Linked folders are followed, but each folder once. A folder that can't be read is named in `skipped`.
    """
    return sorted(_walk(root, skipped), key=lambda parts: [natural_key(part) for part in parts])


def outer_parts(root: Path) -> Parts:
    """The names of the root and of up to two folders above it, outermost first."""
    return tuple(part for part in root.resolve().parts[-_OUTER_LEVELS:] if part.strip("/\\"))


def _walk(root: Path, skipped: list[str]) -> Iterator[Parts]:
    def tell(error: OSError) -> None:
        skipped.append(f"{error.filename or root}: can't be read ({error.strerror}), skipped.")

    seen: set[str] = set()
    for folder, below, names in os.walk(root, onerror=tell, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:
            below.clear()
            continue
        seen.add(real)
        below[:] = sorted(name for name in below if not _is_hidden(name))
        parts = Path(folder).relative_to(root).parts
        for name in names:
            if not _is_hidden(name) and Path(name).suffix.lower() in ENDINGS:
                yield (*parts, name)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.casefold() in _NOT_DATA
