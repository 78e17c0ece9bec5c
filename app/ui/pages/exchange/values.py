"""What the exchange section shows, as plain values: decided by the presenter, painted by the page."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.problem import Problem
from app.language import tr


@dataclass(frozen=True, slots=True)
class PickRow:
    """A machine that may be sent: ticked or not."""

    id: str
    title: str
    note: str
    picked: bool


@dataclass(frozen=True, slots=True)
class SendFace:
    """What to send. `places` are (key, word) of all machines, each site and each area; `rows` those of `place`.

    `line` is what the file would hold and how large it gets, `all_picked` whether every row is ticked.
    """

    places: tuple[tuple[str, str], ...] = field(default_factory=lambda: (("", tr("All machines")),))
    place: str = ""
    rows: tuple[PickRow, ...] | None = None
    all_picked: bool = True
    recordings: str = "baselines"
    reports: bool = False
    line: str = ""
    warning: str = ""
    may_write: bool = False


@dataclass(frozen=True, slots=True)
class MachineRow:
    """A machine of a file; `here` is its id in this history, empty where it is not here yet."""

    key: str
    title: str
    note: str
    here: str = ""


class Stage(StrEnum):
    """How far somebody is with a file from another laptop."""

    NONE = "none"
    LOOKING = "looking"
    LOOKED = "looked"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileFace:
    """A file from another laptop: where it is from, what of it is new, machine by machine.

    `same_code` counts machines here that have the asset code of one in the file; `matched` says whether these are
    taken for one another.
    """

    stage: Stage = Stage.NONE
    title: str = ""
    line: str = ""
    news: str = ""
    rows: tuple[MachineRow, ...] = ()
    same_code: int = 0
    matched: bool = False
    problem: Problem | None = None
    may_take: bool = False


@dataclass(frozen=True, slots=True)
class TablesFace:
    """From when to when, as (key, word) choices, and what was written last."""

    since: tuple[tuple[str, str], ...] = ()
    until: tuple[tuple[str, str], ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeShown:
    """The whole section; `busy` is what is being done, `share` how far it is (None: nobody knows)."""

    send: SendFace = field(default_factory=SendFace)
    file: FileFace = FileFace()
    tables: TablesFace = TablesFace()
    busy: str = ""
    share: float | None = None
