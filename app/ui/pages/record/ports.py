"""What the record page needs of its surroundings, so that its presenters know no widget and no sound card."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.inspection import Inspection
from app.domain.microphone import Microphone, Recording
from app.domain.placement import LastTime
from app.domain.problem import Problem
from app.domain.take import RawStream
from app.ui.pages.offer import Place
from app.ui.pages.problems import ProblemView
from app.ui.pages.record.values import Before, CheckLine, Face, LevelShown, MicrophoneList

if TYPE_CHECKING:
    from app.workflows.learn_healthy import Learnt


class Status(Protocol):
    """The listener's snapshot, asked for 30 times a second."""

    @property
    def microphone(self) -> Microphone | None:
        """The one that is open."""

    @property
    def sample_rate_hz(self) -> int:
        """Its own."""

    @property
    def raw_stream(self) -> RawStream:
        """Whether the system leaves its sound alone."""

    @property
    def listening(self) -> bool:
        """Whether sound is expected from it."""

    @property
    def recording(self) -> bool:
        """Whether that is being written."""

    @property
    def recorded_s(self) -> float:
        """How much of it is written."""

    @property
    def wanted_s(self) -> float | None:
        """How much was asked for; None is open-ended."""

    @property
    def rms_dbfs(self) -> float:
        """Of the last 0.3 s."""

    @property
    def peak_dbfs(self) -> float:
        """Of the last 0.3 s."""

    @property
    def clipped(self) -> int:
        """Samples at full scale since it was opened, or since the light was reset."""

    @property
    def zero_s(self) -> float:
        """For how long every sample has been exactly 0."""

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it."""

    @property
    def finished(self) -> Recording | None:
        """A recording that has ended and was not fetched yet."""


class Memory(Protocol):
    """What is remembered from one day to the next."""

    microphone: str
    """The name of the one that was chosen; empty before the first time."""

    take_s: int
    """How long a take is to be, in seconds; 0 is open-ended."""


AskPermission = Callable[[Callable[[bool], None]], None]
"""Asks the system whether the microphone may be used; the answer may take as long as the user does."""


class TakeView(ProblemView, Protocol):
    """What a take tells its surroundings."""

    def begun(self) -> None:
        """Recording has begun."""

    def inspected(self, inspection: Inspection) -> None:
        """A take was judged and kept."""

    def learnt(self, learnt: "Learnt") -> None:
        """A take was learnt from."""

    def room_kept(self) -> None:
        """The room was heard."""

    def waits(self, text: str) -> None:
        """The take is over, or needs a decision."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back."""

    def restored(self) -> None:
        """A discarded take is there again, undecided."""


class RecordView(TakeView, Protocol):
    """What the presenter tells the page and the window around it."""

    def show_place(self, place: Place | None) -> None:
        """Where the take is made."""

    def show_microphones(self, microphones: MicrophoneList) -> None:
        """The list."""

    def show_level(self, level: LevelShown) -> None:
        """The meter, 30 times a second."""

    def show_checks(self, lines: tuple[CheckLine, ...]) -> None:
        """The gate, once a second."""

    def show_face(self, face: Face) -> None:
        """The record panel."""

    def show_before(self, before: Before) -> None:
        """Earlier takes here."""

    def show_verdict(self, inspection: Inspection | None, last: LastTime | None) -> None:
        """The verdict on the take, or none yet; `last` is the one before."""

    def start_live(self, sample_rate_hz: int) -> None:
        """Another microphone, or the same one again."""

    def add_sound(self, mono: NDArray[np.float32]) -> None:
        """What has arrived, float32 `[n]`."""

    def mark_live(self) -> None:
        """The sound that arrives from now on is recorded."""

    def pause_live(self, paused: bool) -> None:
        """Hold the picture; the sound goes on."""
