"""What the backups section shows, as plain values: decided by the presenter, painted by the page."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup in the list."""

    path: Path
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class ContentsFace:
    """The chosen backup: what is in it, and whether it can be restored.

    `facts` are (name, text); `missing` names takes of it whose recordings are no longer in the takes folder.
    """

    title: str
    line: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    problem: Problem | None = None
    reading: bool = False
    restorable: bool = False


@dataclass(frozen=True, slots=True)
class CheckFace:
    """How the check of everything kept stands: in one sentence, and the takes that are not as they were kept."""

    line: str
    rows: tuple[tuple[str, str], ...] = ()
    clean: bool = True
    may_go_on: bool = False


@dataclass(frozen=True, slots=True)
class BackupsShown:
    """The whole section; `rows` is None until the folder was read."""

    rows: tuple[BackupRow, ...] | None = None
    line: str = ""
    folder: str = ""
    chosen: Path | None = None
    contents: ContentsFace | None = None
    check: CheckFace | None = None
    busy: str = ""
    share: float | None = None
