"""What the bin's section shows, ready to be painted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BinRow:
    """One thing: `key` is its id, `about` what it is and who threw it away, `left` when it is gone for good."""

    key: str
    icon: str
    name: str
    about: str
    left: str
    soon: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class BinShown:
    """The whole section; `rows` is None until the bin was read, and only those that the search matches."""

    rows: tuple[BinRow, ...] | None = None
    lying: int = 0
    line: str = ""
    chosen: int = 0
    removing: bool = False
    working: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """What would be gone for good: "12 machines and 3 inspections with 340 visits, 1.2 GB"."""

    text: str
    known: bool = True
