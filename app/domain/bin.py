"""What was thrown away: it can be brought back for a while, and only then is gone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.identity import new_id, now
from app.domain.take import Take

KEPT = timedelta(days=90)


class Thing(StrEnum):
    """What can be thrown away."""

    MACHINE = "machine"
    INSPECTION = "inspection"


@dataclass(frozen=True, slots=True)
class Binned:
    """Something thrown away, or (`brought_back`) taken out of the bin again. The newest of a thing counts."""

    thing: Thing
    thing_id: str
    name: str
    by: str = ""
    brought_back: bool = False
    id: str = field(default_factory=new_id)
    at: datetime = field(default_factory=now)

    @property
    def gone_at(self) -> datetime:
        """When it may be removed for good."""
        return self.at + KEPT


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed for good. The files of `takes` and `photos` are no longer needed by anything kept.

    `photos` are paths below the history folder, with forward slashes.
    """

    things: tuple[Binned, ...]
    takes: tuple[Take, ...]
    photos: tuple[str, ...]
