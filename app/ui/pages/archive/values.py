"""What the archive section shows, as plain values: decided by the presenter, painted by the page."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Step(StrEnum):
    """Where the section is."""

    CHOOSE = "choose"
    LOOKING = "looking"
    PREVIEW = "preview"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table: its cells, and whether it wants to be looked at."""

    cells: tuple[str, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heads; `more` says how many lines are not in it."""

    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that was broken off."""

    id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What can be said of an archive beside its folder; `table` is the mapping file, "" where the names tell."""

    type: str = "fan"
    healthy: bool = False
    fixed: bool = False
    learn: int | None = None
    date_order: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveShown:
    """The whole section."""

    step: Step = Step.CHOOSE
    folder: Path | None = None
    line: str = ""
    doubts: tuple[str, ...] = ()
    answers: Answers = Answers()
    undecided: bool = False
    table: Table | None = None
    unfinished: tuple[Unfinished, ...] = ()
    main: str = ""
    progress: str = ""
    share: float | None = None
    failures: Path | None = None
    may_retry: bool = False
