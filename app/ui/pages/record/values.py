"""What the record page shows, as plain values: decided by the presenters, painted by the panels."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.domain.placement import LastTime, Placement, RoomSound
from app.language import later


class Step(IntEnum):
    """The steps of a take, in their order."""

    PLACE = 0
    LEVEL = 1
    RECORD = 2
    CHECK = 3
    VERDICT = 4


class Wish(StrEnum):
    """What a good take is for; the value is what the choice says."""

    INSPECT = later("Inspect")
    LEARN = later("Learn healthy")


class Phase(StrEnum):
    """Where the take is."""

    IDLE = "idle"
    STARTING = "starting"
    RECORDING = "recording"
    STOPPING = "stopping"
    HEARING = "hearing"
    DECIDING = "deciding"
    KEEPING = "keeping"
    DONE = "done"


class Press(StrEnum):
    """What can be pressed beside the take; the value is what the button says."""

    RECORD = later("Record")
    STOP = later("Stop")
    RETAKE = later("Retake")
    AGAIN = later("Record again")
    START_AGAIN = later("Start again")
    PAUSE_VIEW = later("Pause view")
    RESUME_VIEW = later("Resume view")
    CHECK = later("Check it")
    CANCEL = later("Cancel")
    USE_ANYWAY = later("Use anyway")
    CANNOT_TELL = later("Keep as cannot tell")
    LEARN = later("Learn as healthy")
    DISCARD = later("Discard")
    OPEN_RESULT = later("Open result")
    OPEN_MACHINE = later("Open machine")


class Mark(StrEnum):
    """How a check stands; the value is what a screen reader says."""

    PASSED = later("passed")
    NOTED = later("noted")
    FAILED = later("failed")
    LISTENING = later("not known yet")
    LATER = later("after stop")


@dataclass(frozen=True, slots=True)
class MicrophoneLine:
    """One microphone in the list. `here` is False for the chosen one that is not connected."""

    key: str
    name: str
    about: str
    telephone: bool
    chosen: bool
    here: bool = True


@dataclass(frozen=True, slots=True)
class MicrophoneList:
    """All of them; `empty` is said where there is none, `foot` how the chosen one is recorded."""

    lines: tuple[MicrophoneLine, ...]
    locked: bool
    foot: str
    empty: str = ""


@dataclass(frozen=True, slots=True)
class LevelShown:
    """The meter at one moment; None is "not listening". `beside` are the other microphones' levels by key."""

    rms_dbfs: float | None = None
    peak_dbfs: float | None = None
    hold_dbfs: float | None = None
    last_dbfs: float | None = None
    word: str = ""
    tone: str = "text2"
    clipped: int = 0
    beside: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the checks; `why` is the whole sentence, with what to do."""

    name: str
    mark: Mark
    value: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Clips:
    """How many clips are whole, how far the next one is, how many there will be (0: nobody knows)."""

    whole: int
    part: float
    of: int
    label: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Face:
    """The record panel at one moment.

    `big` is the one large button with the Space key, `main` the filled button of ordinary height where the next
    step is another one, `others` what else can be done. `options`: length and purpose can be chosen now.
    """

    step: Step
    state: str
    tone: str = "text"
    aside: str = ""
    time: str = ""
    time_unit: str = ""
    clips: Clips | None = None
    progress: float | None = None
    what: str = ""
    to_do: str = ""
    big: Press | None = None
    big_enabled: bool = True
    main: Press | None = None
    others: tuple[Press, ...] = ()
    options: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of earlier takes at this point; `photo_path` is where the placement's picture lies."""

    last: LastTime | None = None
    placement: Placement | None = None
    photo_path: str = ""
    room: RoomSound | None = None
