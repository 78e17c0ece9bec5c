"""What the listening watch shows, as plain values: decided by the presenter, painted by the panels."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.inspection import Visit
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.domain.verdict import State
from app.domain.why import CannotTell
from app.language import tr
from app.ui.pages.next_step import NextStep

if TYPE_CHECKING:
    from app.workflows.listening_watch import WatchStep


class Phase(StrEnum):
    """Where the watch is."""

    NOT_READY = "not ready"
    READY = "ready"
    STARTING = "starting"
    LISTENING = "listening"
    DEAF = "deaf"

    @property
    def running(self) -> bool:
        """Whether there is something to stop."""
        return self in (Phase.STARTING, Phase.LISTENING, Phase.DEAF)


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """What is to be listened to, and what it still needs before it can be."""

    machine: Machine
    condition_id: str
    step: NextStep
    can_be_judged: bool

    @property
    def spot(self) -> tuple[str, str]:
        """Machine and condition."""
        return self.machine.id, self.condition_id


@dataclass(frozen=True, slots=True)
class MicrophoneChoice:
    """The microphones by name; `here` is False where the chosen one is not connected, None while nobody knows."""

    names: tuple[str, ...] = ()
    chosen: str = ""
    here: bool | None = None


@dataclass(frozen=True, slots=True)
class WatchShown:
    """All of the page but the level. Times are aware; `until` is the right edge of the hour that is shown.

    `told` is the state that has lasted and was last told, `problem` why nothing is heard, `other` the machine that
    is asked for while another one is listened to.
    """

    phase: Phase = Phase.NOT_READY
    aim: Aim | None = None
    microphones: MicrophoneChoice = MicrophoneChoice()
    since: datetime | None = None
    until: datetime | None = None
    steps: "tuple[WatchStep, ...]" = ()
    now: "WatchStep | None" = None
    told: State = State.HEALTHY
    changes: tuple[Visit, ...] = ()
    unseen: int = 0
    problem: Problem | None = None
    other: str = ""
    sound: bool = False

    @property
    def can_start(self) -> bool:
        """Whether the large button starts something."""
        return self.phase is Phase.READY and bool(self.microphones.here)

    @property
    def outgrown(self) -> bool:
        """Whether the noise of the baseline's day is gone for good: only a new baseline helps."""
        return self.phase.running and self.now is not None and self.now.cannot is CannotTell.NOISIER_BASELINE


@dataclass(frozen=True, slots=True)
class News:
    """A change that has lasted: said on the screen, by the system, and if wanted aloud."""

    machine: str
    visit: Visit

    @property
    def title(self) -> str:
        """ "Supply fan 3 is abnormal"."""
        return f"{self.machine}: {tr(self.visit.state.value)}"
