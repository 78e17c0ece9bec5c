"""What an import would do, file by file and machine by machine, before anything is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path

from app.domain.identity import new_id, now
from app.domain.machine import MachineType
from app.language import later
from app.recordings.file_time import DateOrder, TimeFrom

__all__ = ["DateOrder", "Options", "Place", "PlacePreview", "Plan", "PlannedFile", "TimeFrom", "Unmatched"]

FIRST_POINT = later("Usual place")
FIRST_CONDITION = later("Usual running")
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Options:
    """What the technician said about the archive.

    `table` and `pattern` say which machine a file belongs to; without either the folders' names are read. `learn`:
    so many healthy files of each condition, the oldest, become its baseline; None for all. `healthy`: files that
    have no label are healthy. `type` and `fixed` are of machines and points that are new.
    """

    table: Path | None = None
    pattern: str = ""
    type: MachineType = MachineType.FAN
    date_order: DateOrder | None = None
    learn: int | None = None
    healthy: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where files belong: names of a machine, a measuring point and a condition; empty for a machine's first.

    `known`: the machine is in the history already, and its `type` is the history's.
    """

    machine: str
    type: MachineType
    point: str = ""
    condition: str = ""
    known: bool = False
    fixed: bool = False

    @property
    def words(self) -> str:
        """In one line: "Fan 3, Inlet, Stage 2"."""
        return ", ".join(name for name in (self.machine, self.point, self.condition) if name)


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file: `path` below the archive's folder with forward slashes, `number` its place in the order of work.

    `learn`: it becomes part of the baseline; all others are judged. `when` is None where nobody knows.
    """

    number: int
    path: str
    size: int
    place: Place
    learn: bool
    when: datetime | None
    time_from: TimeFrom


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A file that is left where it is, since nobody knows whose it is."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class PlacePreview:
    """What would happen at one place."""

    place: Place
    files: int
    to_learn: int
    first: datetime | None
    last: datetime | None
    times_from: Counter[TimeFrom]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All files of an archive in the order of work: place by place, those to learn from first, then by time.

    `undecided` are names of which day and month could be either, with no other name to tell: the import is refused
    until `Options.date_order` is given. `unused` are lines of the table that fit no file, `other_files` how many
    files are no sound.
    """

    folder: Path
    options: Options
    files: tuple[PlannedFile, ...]
    unmatched: tuple[Unmatched, ...] = ()
    undecided: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    other_files: int = 0
    id: str = field(default_factory=new_id)
    made_at: datetime = field(default_factory=now)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(file.size for file in self.files)

    def preview(self) -> Iterator[PlacePreview]:
        """What would happen at each place."""
        for place, group in groupby(self.files, key=lambda file: file.place):
            files = list(group)
            times = sorted(file.when for file in files if file.when is not None)
            yield PlacePreview(
                place,
                len(files),
                sum(file.learn for file in files),
                times[0] if times else None,
                times[-1] if times else None,
                Counter(file.time_from for file in files),
                tuple(file.path for file in files[:EXAMPLES]),
            )
