"""What the first start shows, as plain values: decided by the presenter, shown by the page."""

from dataclasses import dataclass
from enum import IntEnum

from app.ui.pages.record.values import LevelShown, Mark, MicrophoneList


class Screen(IntEnum):
    """The screens in their order; the third one is the start page with the sample fan."""

    YOU = 1
    MICROPHONE = 2


SCREENS = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the test of the microphone has come to: how it stands, what is so, and what to do about it."""

    mark: Mark
    what: str
    to_do: str = ""


@dataclass(frozen=True, slots=True)
class FirstShown:
    """One screen; `inspector` and `company` are what is known already."""

    screen: Screen = Screen.YOU
    inspector: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """Where somebody is and what stands in the fields: with it the first start goes on in another window."""

    screen: Screen = Screen.YOU
    inspector: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class HearingShown:
    """The microphones, the level now and what the test has come to."""

    microphones: MicrophoneList
    level: LevelShown
    outcome: Outcome
