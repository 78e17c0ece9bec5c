"""From what was dropped or chosen to the sound files in it."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from app.domain.problem import Problem
from app.language import later, say, tr

ENDINGS = (".wav", ".flac", ".ogg", ".mp3", ".aiff", ".aif")
"""What a folder is searched for, in any case; a file that was named itself is tried whatever its ending."""

_PATTERNS = " ".join(f"*{ending} *{ending.upper()}" for ending in ENDINGS)

MOST_FILES = 5000
"""A folder with more is surely the wrong one."""


def dialog_filter() -> str:
    """What a file dialog offers: sound files, or all."""
    return f"{tr('Sound files')} ({_PATTERNS});;{tr('All files')} (*)"


def sound_files(paths: Iterable[Path], check: Callable[[], None] = lambda: None) -> list[Path]:
    """The files among `paths`, and the sound files in the folders among them, sorted, each once.

    `check` is called for every folder and may raise Cancelled. Raises Problem when there is none, or too many.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _inside(path, check) if path.is_dir() else [path]:
            found[file] = None
            if len(found) > MOST_FILES:
                raise Problem(
                    say("There are more than {n} sound files in there.", n=f"{MOST_FILES:,}"),
                    later("Choose a smaller folder, the recordings of one machine."),
                )
    if not found:
        raise Problem(
            later("There is no sound file in there."), later("Choose WAV, FLAC, OGG, MP3 or AIFF files.")
        )
    return list(found)


def _inside(folder: Path, check: Callable[[], None]) -> Iterable[Path]:
    for where, folders, names in os.walk(folder):
        check()
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield Path(where) / name
