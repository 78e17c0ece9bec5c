"""Plays A or B: loaded and started off the GUI thread, followed by a timer."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from app.domain.problem import Problem
from app.domain.take import Take
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.listen_back import ListenBack

PROBLEM = "compare playback"

MOST_GAIN_DB = 20.0
"""The quieter take is raised by no more than this: beyond, one would hear the microphone's noise."""

_END_S = 0.05


@dataclass(frozen=True, slots=True)
class Piece:
    """What is to be heard of a take: `start_s` to `end_s`, beginning at `from_s`; which range of it, how loud.

    `shift_s` is when the take starts on the common time axis.
    """

    take: Take
    start_s: float
    end_s: float
    from_s: float
    shift_s: float
    low_hz: float | None = None
    high_hz: float | None = None
    loop: bool = False
    gain_db: float = 0.0


class PositionView(ProblemView, Protocol):
    """What the player tells."""

    def show_position(self, common_s: float | None) -> None:
        """Where the sound is on the common axis, or None when nothing plays."""


class PairPlayer:
    """Plays one piece at a time; `tick` is called 30 times a second while something plays."""

    def __init__(self, listen: "ListenBack", jobs: Runner, view: PositionView) -> None:
        self._listen = listen
        self._jobs = jobs
        self._view = view
        self._loading: JobHandle | None = None
        self._now: tuple[Piece, float] | None = None

    @property
    def active(self) -> bool:
        """Whether something plays."""
        return self._now is not None

    def play(self, piece: Piece) -> None:
        """Load and play; what played before gives way."""
        self._drop()
        self._view.clear_problem(PROBLEM)
        self._loading = self._jobs.run(
            Kind.HISTORY, lambda control: self._start(piece, control), self._started, self._failed
        )

    def stop(self) -> None:
        """Fall silent. Closing a device may take a moment, so that happens off the GUI thread too."""
        heard = self._now is not None or (self._loading is not None and not self._loading.ended)
        self._drop()
        self._view.show_position(None)
        if heard:
            self._jobs.run(Kind.HISTORY, lambda control: self._listen.playback.stop(), _nothing, self._failed)

    def tick(self) -> None:
        """Tell where the sound is; at the end of a piece of a long take go on with the next."""
        if self._now is None:
            return
        piece, until_s = self._now
        if self._listen.playback.playing:
            self._view.show_position(piece.shift_s + piece.start_s + self._listen.playback.position_s)
            return
        self._now = None
        problem = self._listen.playback.problem
        if problem is not None:
            self._failed(problem)
        elif until_s < piece.end_s - _END_S and not piece.loop:
            self.play(replace(piece, start_s=until_s, from_s=until_s))
        else:
            self._view.show_position(None)

    def _drop(self) -> None:
        if self._loading is not None:
            self._loading.drop()
        self._now = None

    def _start(self, piece: Piece, control: Control) -> tuple[Piece, float]:
        """Runs on the history's worker."""
        sound = self._listen.load(piece.take, piece.start_s, piece.end_s, piece.low_hz, piece.high_hz)
        control.cancel.check()
        self._listen.playback.play(
            sound.samples,
            sound.sample_rate_hz,
            start_s=piece.from_s - piece.start_s,
            loop=piece.loop,
            gain_db=piece.gain_db,
        )
        return piece, piece.start_s + len(sound.samples) / sound.sample_rate_hz

    def _started(self, now: tuple[Piece, float]) -> None:
        self._now = now
        self._view.show_position(now[0].shift_s + now[0].from_s)

    def _failed(self, problem: Problem) -> None:
        self._view.show_position(None)
        self._view.show_problem(PROBLEM, problem)


def matched_gains_db(levels_dbfs: tuple[float, float], peaks_dbfs: tuple[float, float]) -> tuple[float, float]:
    """Gains that make two takes equally loud without driving either beyond full scale.

    The quieter one is raised as far as its peak allows, and at most by `MOST_GAIN_DB`; the louder one is lowered
    by what is left.
    """
    apart_db = levels_dbfs[1] - levels_dbfs[0]
    quieter = 0 if apart_db > 0 else 1
    raised_db = min(abs(apart_db), MOST_GAIN_DB, max(-peaks_dbfs[quieter], 0.0))
    lowered_db = max(raised_db - abs(apart_db), -MOST_GAIN_DB)
    return (raised_db, lowered_db) if quieter == 0 else (lowered_db, raised_db)


def _nothing(_: object) -> None:
    """Silence needs no answer."""
