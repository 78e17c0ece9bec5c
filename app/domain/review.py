"""What a technician found out after a verdict, and what happened to a baseline. Nothing of it is overwritten."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.identity import new_id, now
from app.domain.verdict import State
from app.language import later


class Found(StrEnum):
    """How the machine really was; `OPEN` takes an earlier review back."""

    HEALTHY = later("healthy")
    FAULTY = later("faulty")
    OPEN = later("open")


@dataclass(frozen=True, slots=True)
class Review:
    """What was found at a machine after an inspection. The newest review of an inspection counts.

    `cause` is free text, `cause_code` an ISO 14224 code or empty, `by` who says so.
    """

    inspection_id: str
    found: Found
    cause: str = ""
    cause_code: str = ""
    by: str = ""
    id: str = field(default_factory=new_id)
    at: datetime = field(default_factory=now)

    def confirms(self, state: State) -> bool | None:
        """Whether the verdict was right; None where there was none, or nothing was found out.

        "Watch" is right at a faulty machine; at a healthy one it is a false alarm like "abnormal".
        """
        if self.found is Found.OPEN or state not in {State.HEALTHY, State.WATCH, State.ABNORMAL}:
            return None
        return (state is State.HEALTHY) == (self.found is Found.HEALTHY)


class BaselineEvent(StrEnum):
    """Why another baseline counts from now on, or none; the value is the word shown."""

    LEARNT = later("learnt")
    GROWN = later("grown")
    HEARD_AGAIN = later("heard again by a newer model")
    REPAIR = later("repair")
    UNDONE = later("undone")


@dataclass(frozen=True, slots=True)
class BaselineChange:
    """One line of a condition's baseline log: `baseline_id` counts from now on, None is "learn it anew"."""

    condition_id: str
    event: BaselineEvent
    baseline_id: str | None
    what: str = ""
    by: str = ""
    id: str = field(default_factory=new_id)
    at: datetime = field(default_factory=now)
