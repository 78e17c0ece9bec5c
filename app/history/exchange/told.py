"""What a machine that comes from another laptop is here, and how much of it is new."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.machine import Machine
from app.language import later


class Standing(StrEnum):
    """What a machine from a file is here; the value is the word shown."""

    NEW = later("new")
    KNOWN = later("known")
    MATCHED = later("taken for one here")
    NAMESAKE = later("same name, kept apart")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines of each kind; `others` are room sounds, placements, bin entries and the like."""

    visits: int = 0
    reviews: int = 0
    notes: int = 0
    readings: int = 0
    baselines: int = 0
    versions: int = 0
    others: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return (
            self.visits + self.reviews + self.notes + self.readings + self.baselines + self.versions + self.others
        )

    def __add__(self, more: "Counts") -> "Counts":
        return Counts(*(getattr(self, name) + getattr(more, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class MachineTold:
    """One machine of a file: what it is here, what is new of it, and what is there already.

    `here` is the machine of this history that it is or is taken for, None for a new one; `name_here` the name it
    has or will have here. `differing` names lines that are here under the same id with other content: ours stay.
    `same_code` is a machine here that has its asset code and no other link to it: the user may say it is that one.
    """

    machine: Machine
    standing: Standing
    name_here: str
    new: Counts = field(default_factory=Counts)
    there: Counts = field(default_factory=Counts)
    differing: tuple[str, ...] = ()
    here: Machine | None = None
    same_code: Machine | None = None
