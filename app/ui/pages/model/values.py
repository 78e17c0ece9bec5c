"""What the model page shows, as plain values: decided by the presenter, painted by the panels."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.problem import Problem
from app.domain.verdict import State

Key = tuple[str, str]
"""A kind and a version."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the list: a kind where `key` is None, else one of its versions."""

    title: str
    note: str
    key: Key | None = None
    in_use: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the card: `whole` is what `text` is short for."""

    name: str
    text: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One figure at machines never heard: over all of them, and at the worst."""

    mean: str
    worst: str


@dataclass(frozen=True, slots=True)
class Figures:
    """One table: `columns` names the figures, each row is a noise level with its cells."""

    key: str
    word: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[FigureCell, ...]], ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Months:
    """Reviewed verdicts of one version from a month on, as many months long as `length`."""

    start: datetime
    version: str
    right: int
    false_alarms: int
    missed: int
    length: int = 1

    @property
    def wrong(self) -> int:
        """False alarms and missed faults."""
        return self.false_alarms + self.missed


@dataclass(frozen=True, slots=True)
class TrackLine:
    """How one version has done here, in numbers; `given` are all its verdicts, reviewed or not."""

    version: str
    given: int
    right: int
    false_alarms: int
    missed: int
    cannot_tell: int

    @property
    def reviewed(self) -> int:
        """Verdicts of which somebody said how the machine really was."""
        return self.right + self.false_alarms + self.missed


@dataclass(frozen=True, slots=True)
class Track:
    """How the versions of a kind have done here; `months` are those with a review, oldest first."""

    lines: tuple[TrackLine, ...] = ()
    months: tuple[Months, ...] = ()
    chosen: str = ""
    summary: str = ""

    @property
    def empty(self) -> bool:
        """Whether nobody has confirmed or rejected anything yet."""
        return not self.months


@dataclass(frozen=True, slots=True)
class VersionFace:
    """The chosen version, all of it."""

    key: Key
    title: str
    chip: str
    line: str
    problem: Problem | None
    facts: tuple[Fact, ...]
    figures: tuple[Figures, ...]
    track: Track
    switch: str = ""
    back: str = ""
    removable: bool = False
    versions: tuple[str, ...] = ()
    """Those that can be compared, newest first; with fewer than two there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class ModelsShown:
    """All of the page but a comparison; `rows` is None until the history was asked."""

    rows: tuple[ListRow, ...] | None = None
    facts: str = ""
    chosen: VersionFace | None = None
    in_use: str = ""


@dataclass(frozen=True, slots=True)
class Differing:
    """A take of which two versions say something else."""

    machine_id: str
    inspection_id: str
    machine: str
    when: datetime
    first: State
    first_score: float | None
    second: State
    second_score: float | None
    found: str


@dataclass(frozen=True, slots=True)
class CompareFace:
    """What came of a comparison, in sentences and rows."""

    first: str
    second: str
    summary: str
    lines: tuple[str, ...]
    rows: tuple[Differing, ...]
