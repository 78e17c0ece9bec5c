"""Playback of the shown take and of a healthy one: loaded and started off the GUI thread, followed by a timer."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from app.acoustics.levels import rms_dbfs
from app.domain.inspection import Inspection
from app.domain.problem import Problem
from app.domain.take import Take
from app.language import later
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.listen_back import Sound
    from app.workflows.workflows import Workflows

PROBLEM = "playback"

MOST_GAIN_DB = 20.0
"""A healthy take is matched in level to the shown one, but never by more than this either way."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be heard: from where to where (None = the end), only this range of it, again and again."""

    start_s: float
    end_s: float | None = None
    low_hz: float | None = None
    high_hz: float | None = None
    healthy: bool = False
    loop: bool = False


@dataclass(frozen=True, slots=True)
class Playing:
    """What is heard now: a piece that starts at `start_s`, `length_s` long, of what ends at `end_s`."""

    wish: Wish
    start_s: float
    length_s: float
    end_s: float


class PlayView(ProblemView, Protocol):
    """What the player tells the page."""

    def show_playing(self, position_s: float | None) -> None:
        """Where the sound is, or None when nothing plays."""


class Player:
    """Plays what the page wishes; `tick` is called 30 times a second while something plays."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: PlayView) -> None:
        self._listen = workflows.listen
        self._jobs = jobs
        self._view = view
        self._inspection: Inspection | None = None
        self._loading: JobHandle | None = None
        self._now: Playing | None = None

    @property
    def active(self) -> bool:
        """Whether something plays."""
        return self._now is not None

    def show(self, inspection: Inspection | None) -> None:
        """Another inspection is on the screen: what played falls silent."""
        before = self._inspection
        self._inspection = inspection
        if before is not None and (inspection is None or inspection.id != before.id):
            self._view.clear_problem(PROBLEM)
            self.stop()

    def play(self, wish: Wish) -> None:
        """Load and play; what played before gives way."""
        inspection = self._inspection
        if inspection is None:
            return
        self._drop()
        self._view.clear_problem(PROBLEM)
        self._loading = self._jobs.run(
            Kind.HISTORY, lambda control: self._start(inspection, wish, control), self._started, self._failed
        )

    def stop(self) -> None:
        """Fall silent. Closing a device may take a moment, so that happens off the GUI thread too."""
        heard = self._now is not None or (self._loading is not None and not self._loading.ended)
        self._drop()
        self._view.show_playing(None)
        if heard:
            self._jobs.run(Kind.HISTORY, lambda control: self._listen.playback.stop(), _nothing, self._failed)

    def tick(self) -> None:
        """Move the play head; at the end of a piece of a long take go on with the next.

        A loudspeaker that was lost ends a sound too, so that is looked at first.
        """
        now = self._now
        if now is None:
            return
        if self._listen.playback.playing:
            self._view.show_playing(now.start_s + self._listen.playback.position_s)
            return
        self._now = None
        problem = self._listen.playback.problem
        if problem is not None:
            self._failed(problem)
            return
        reached_s = now.start_s + now.length_s
        if reached_s < now.end_s - 0.05 and not now.wish.healthy:
            self.play(replace(now.wish, start_s=reached_s))
        else:
            self._view.show_playing(None)

    def _drop(self) -> None:
        if self._loading is not None:
            self._loading.drop()
        self._now = None

    def _start(self, inspection: Inspection, wish: Wish, control: Control) -> Playing:
        """Runs on the history's worker."""
        take, gain_db, start_s = inspection.take, 0.0, wish.start_s
        if wish.healthy:
            take = self._healthy(inspection)
            start_s = _inside(start_s, take)
        end_s = min(take.format.duration_s, wish.end_s if wish.end_s is not None else take.format.duration_s)
        if end_s <= start_s:
            end_s = take.format.duration_s
        sound = self._listen.load(take, start_s, end_s, wish.low_hz, wish.high_hz)
        if wish.healthy:
            whole = sound if wish.low_hz is None else self._listen.load(take, start_s, end_s)
            gain_db = _matching_gain_db(inspection, whole)
        control.cancel.check()
        self._listen.playback.play(sound.samples, sound.sample_rate_hz, loop=wish.loop, gain_db=gain_db)
        return Playing(wish, start_s, len(sound.samples) / sound.sample_rate_hz, end_s)

    def _healthy(self, inspection: Inspection) -> Take:
        take = self._listen.healthy(inspection.condition_id)
        if take is None:
            raise Problem(
                later("There is no healthy take to compare with yet."),
                later("Learn a baseline for this point and condition first."),
            )
        return take

    def _started(self, playing: Playing) -> None:
        self._now = playing
        self._view.show_playing(playing.start_s)

    def _failed(self, problem: Problem) -> None:
        self._view.show_playing(None)
        self._view.show_problem(PROBLEM, problem)


def _inside(seconds: float, take: Take) -> float:
    """The same moment in a take that may be shorter: it begins anew."""
    duration_s = take.format.duration_s
    return seconds % duration_s if duration_s > 0 else 0.0


def _matching_gain_db(inspection: Inspection, healthy: "Sound") -> float:
    """By how much the healthy take is raised to be as loud as the shown one: only the character differs then.

    Levels are of the whole sound, even when only a range is heard: that range's difference is the point.
    """
    gain_db = inspection.quality.level_dbfs - rms_dbfs(healthy.samples)
    return min(max(gain_db, -MOST_GAIN_DB), MOST_GAIN_DB)


def _nothing(_: object) -> None:
    """Silence needs no answer."""
