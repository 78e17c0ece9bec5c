"""What comes of holding a microphone to a simulated machine: a take, its band levels, how good it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.machine import Machine, OperatingCondition
from app.domain.quality import Quality
from app.domain.take import Clips, Take
from app.domain.verdict import Verdict
from app.history.bulk import HeardTake
from app.workflows.demo.chance import Chance
from app.workflows.demo.foreseeing import ForeseeingModel
from app.workflows.demo.growth import Bench
from app.workflows.demo.sound import Fault, Levels, Scatter
from app.workflows.hear import Heard as Sound


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """One condition of a machine, and the model that hears and judges it."""

    machine: Machine
    condition: OperatingCondition
    model: ForeseeingModel


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A take of a visit; `above_room_db` only where the room was recorded, `sound` only where there is one."""

    take: Take
    clips: Clips
    quality: Quality
    above_room_db: float | None = None
    sound: Sound | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be heard: `added_db` `[128]` beside healthy, of which `fault_db` decibels are of that fault.

    `spoilt` and `noisy` takes fail the gate.
    """

    when: datetime
    added_db: Levels
    fault: Fault | None = None
    fault_db: float = 0.0
    clips: int = 2
    spoilt: bool = False
    noisy: bool = False


class Source(Protocol):
    """One condition of a machine, as it is heard."""

    @property
    def healthy(self) -> Levels:
        """Its healthy levels in dB, once it was learnt."""
        ...

    def learn(self, when: datetime) -> list[HeardTake]:
        """The takes of one visit that are learnt from."""
        ...

    def hear(self, wanted: Wanted, chance: Chance, scatter: Scatter) -> Heard:
        """The take of one visit."""
        ...

    def judge(self, heard: Heard, bench: Bench) -> Verdict:
        """The verdict on a take that passed the gate."""
        ...

    def keep(self, heard: Heard) -> Heard:
        """What is kept of a take: until then it may be heard once more instead."""
        ...
