"""Where the microphone is held, so that the next take is made from the same place at the same level."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.identity import new_id, now
from app.domain.take import Clips, Take
from app.domain.verdict import State


@dataclass(frozen=True, slots=True)
class Placement:
    """How the microphone was placed at a measuring point; the newest one counts, the earlier ones are kept.

    `photo` is the path of a picture below the history folder, with forward slashes; empty where there is none.
    """

    point_id: str
    note: str
    photo: str = ""
    by: str = ""
    id: str = field(default_factory=new_id)
    placed_at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True, eq=False)
class RoomSound:
    """The room without the machine: a take with it off, or from afar, heard from the same measuring point."""

    point_id: str
    take: Take
    clips: Clips
    level_dbfs: float
    id: str = field(default_factory=new_id)
    heard_at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class LastTime:
    """The newest inspection at a condition, as far as it helps to make the next take alike."""

    inspection_id: str
    when: datetime
    level_dbfs: float
    above_room_db: float | None
    state: State
    score: float | None
    device: str
