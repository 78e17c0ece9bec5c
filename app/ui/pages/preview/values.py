"""What the preview shows, as plain values: decided by the presenter, painted by the page."""

from dataclasses import dataclass
from enum import Enum

from app.language import later


class Zoom(Enum):
    """How large a page is shown, in words."""

    WIDTH = later("Fit width")
    PAGE = later("Whole page")
    FULL = "100 %"


class Stage(Enum):
    """How far the report is."""

    MAKING = "making"
    THERE = "there"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's width and height in pt (1/72 inch)."""

    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True)
class PreviewShown:
    """The whole preview but its pictures, which come one by one; `share` is None where nobody knows."""

    title: str = ""
    about: str = ""
    stage: Stage = Stage.MAKING
    sheets: tuple[Sheet, ...] = ()
    paper: str = ""
    size_bytes: int = 0
    doing: str = ""
    share: float | None = None
    what: str = ""
    to_do: str = ""
