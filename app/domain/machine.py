"""A machine, where the microphone is held at it, and how it runs while it is listened to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.identity import new_id, now


class MachineType(StrEnum):
    """What kind of machine it is; the value is also the folder of its models."""

    FAN = "fan"
    PUMP = "pump"
    SLIDER = "slider"
    OTHER = "other"


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
    """One machine of a site. Every machine has at least one point, every point at least one condition."""

    name: str
    type: MachineType
    points: tuple[MeasuringPoint, ...]
    site: str = ""
    code: str = ""
    blades: int | None = None
    id: str = field(default_factory=new_id)
    created_at: datetime = field(default_factory=now)

    def find(self, condition_id: str) -> tuple[MeasuringPoint, OperatingCondition]:
        """The point and condition of that condition id; KeyError when it is not this machine's."""
        for point in self.points:
            for condition in point.conditions:
                if condition.id == condition_id:
                    return point, condition
        raise KeyError(condition_id)
