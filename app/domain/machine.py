"""A machine, where the microphone is held at it, and how it runs while it is listened to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.identity import new_id, now
from app.language import later


class MachineType(StrEnum):
    """What kind of machine it is; the value is also the folder of its models."""

    FAN = later("fan")
    PUMP = later("pump")
    SLIDER = later("slider")
    OTHER = later("other")


class Criticality(StrEnum):
    """What it costs when the machine stands still; the value is the word shown."""

    LOW = later("low")
    NORMAL = later("normal")
    HIGH = later("high")


@dataclass(frozen=True, slots=True)
class OperatingCondition:
    """How the machine runs: a change of speed changes the sound more than most faults do."""

    name: str
    rpm: float | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class MeasuringPoint:
    """One place at a machine where the microphone is held, always the same way.

    `fixed`: one microphone is mounted there and its gain never changes, so loudness is evidence too.
    """

    name: str
    conditions: tuple[OperatingCondition, ...]
    id: str = field(default_factory=new_id)
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """One machine of a site. Every machine has at least one point, every point at least one condition.

    `area` is the part of the site it stands in; `photo` the path of a picture below the history folder, with
    forward slashes; `interval_days` how often it is to be inspected, None where nobody planned it.
    """

    name: str
    type: MachineType
    points: tuple[MeasuringPoint, ...]
    site: str = ""
    code: str = ""
    blades: int | None = None
    area: str = ""
    criticality: Criticality = Criticality.NORMAL
    notes: str = ""
    photo: str = ""
    interval_days: int | None = None
    id: str = field(default_factory=new_id)
    created_at: datetime = field(default_factory=now)

    def find(self, condition_id: str) -> tuple[MeasuringPoint, OperatingCondition]:
        """The point and condition of that condition id; KeyError when it is not this machine's."""
        for point in self.points:
            for condition in point.conditions:
                if condition.id == condition_id:
                    return point, condition
        raise KeyError(condition_id)


@dataclass(frozen=True, slots=True)
class MachineVersion:
    """A machine as somebody left it. Of two versions the one of the higher revision is the newer."""

    machine: Machine
    revision: int
    by: str = ""
    id: str = field(default_factory=new_id)
    at: datetime = field(default_factory=now)
