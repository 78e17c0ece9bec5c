"""Recordings of the history as an exchange finds them: where they lie, whether they are still there."""

from collections.abc import Iterator
from pathlib import Path

from app.domain.problem import Problem
from app.domain.take import SoundFormat, Take
from app.history.exchange.outgoing import Recording
from app.recordings.take_store import TakeStore

_ANY = SoundFormat(0, 0, 0, "", "")


def path_of(store: TakeStore, recording: Recording) -> Path:
    """Where its file lies; Problem when it is not there any more."""
    return store.path(Take(recording.sha256, recording.file_name, recording.stored_as, _ANY))


def size_of(store: TakeStore, recording: Recording) -> int | None:
    """How large it is, None where it is not there any more."""
    try:
        return path_of(store, recording).stat().st_size
    except (Problem, OSError):
        return None


def sizes(store: TakeStore, recordings: Iterator[Recording]) -> tuple[int, int, int]:
    """How many there are, how many of them are missing, and the bytes of the others."""
    count = missing = size = 0
    for one in recordings:
        found = size_of(store, one)
        count += 1
        missing += found is None
        size += found or 0
    return count, missing, size
