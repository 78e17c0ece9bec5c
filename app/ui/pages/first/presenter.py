"""Decides what the first start shows: two screens, each of which can be skipped, then the sample fan."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.domain.settings import Settings, typed
from app.ui.jobs import Runner
from app.ui.pages.first.trial import IN_USE, LOOKING, OPENING, Trial, trouble
from app.ui.pages.first.values import FirstShown, HearingShown, Outcome, Screen, Typed
from app.ui.pages.record.choosing import Microphones
from app.ui.pages.record.levels import PeakHold, level_word
from app.ui.pages.record.ports import AskPermission, Memory, Status
from app.ui.pages.record.values import LevelShown

if TYPE_CHECKING:
    from app.workflows.record_take import RecordTake

_ASKED_S = 0.5
"""The outcome is looked at so often: a sentence that changes with every clap can't be read."""


class Preferences(Protocol):
    """Where name and company are kept."""

    @property
    def now(self) -> Settings:
        """What holds."""

    def change(self, *, inspector: str, company: str) -> Settings:
        """Have these hold from now on."""


class FirstView(Protocol):
    """What the presenter tells the page."""

    def show(self, shown: FirstShown) -> None:
        """Another screen."""

    def show_hearing(self, hearing: HearingShown) -> None:
        """The microphone now, 30 times a second."""

    def over(self) -> None:
        """The last screen was left: on to the sample fan."""


class FirstPresenter:
    """`tick` is called 30 times a second while the microphone's screen is open."""

    def __init__(
        self,
        preferences: Preferences,
        record: "RecordTake",
        jobs: Runner,
        view: FirstView,
        *,
        memory: Memory,
        ask_permission: AskPermission,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._preferences = preferences
        self._record = record
        self._jobs = jobs
        self._view = view
        self._clock = clock
        self.microphones = Microphones(record, jobs, memory, ask_permission, clock)
        self.shown = FirstShown()
        self._hold = PeakHold()
        self._trial: Trial | None = None
        self._tried: tuple[str, int] | None = None
        self._outcome: Outcome = LOOKING
        self._asked_s = -_ASKED_S
        self._told: HearingShown | None = None
        self._in_use = False

    @property
    def listening(self) -> bool:
        """Whether it has to be ticked."""
        return self.shown.screen is Screen.MICROPHONE

    def open(self, typed: Typed | None = None) -> None:
        """From the beginning with what is known already, or as it was in a window before this one."""
        now = self._preferences.now
        known = Typed(Screen.YOU, now.inspector, now.company) if typed is None else typed
        if known.screen is Screen.MICROPHONE:
            self._listen()
        else:
            self._show(FirstShown(Screen.YOU, known.inspector, known.company))

    def leave(self) -> None:
        """Another page is in front: the microphone is given back."""
        self._give_back()
        self.shown = FirstShown()

    def keep(self, inspector: str, company: str) -> None:
        """Keep who listens and for whom, and go on."""
        self._preferences.change(inspector=typed(inspector), company=typed(company))
        self.skip()

    def skip(self) -> None:
        """On to the next screen, with nothing changed."""
        if self.listening:
            self.finish()
        else:
            self._listen()

    def finish(self) -> None:
        """On to the sample fan, from either screen."""
        self.leave()
        self._view.over()

    def back(self) -> None:
        """To the first screen again."""
        self._give_back()
        self.open()

    def choose(self, key: str) -> None:
        """Try another microphone."""
        self.microphones.choose(key)
        self.tick()

    def tick(self) -> None:
        """Look at the microphone, and show what has changed."""
        status: Status = self._record.listener.status
        if self._in_use and not status.listening:
            self._in_use = False
            self.microphones.enter()
        if not self._in_use:
            self.microphones.poll(status, busy=False)
            self._hear(status)
        now_s = self._clock()
        if now_s - self._asked_s >= _ASKED_S:
            self._asked_s = now_s
            self._outcome = self._result(status)
        microphones = self.microphones.shown(status, locked=self._in_use)
        told = HearingShown(microphones, self._level(status), self._outcome)
        if told != self._told:
            self._told = told
            self._view.show_hearing(told)

    def _hear(self, status: Status) -> None:
        if not status.listening or status.microphone is None:
            self._trial = self._tried = None
            return
        tried = (status.microphone.key, status.sample_rate_hz)
        if tried != self._tried:
            self._tried, self._trial = tried, Trial(status.sample_rate_hz)
            self._hold.forget()
        if self._trial is not None:
            self._trial.add(self._record.pull(), status)

    def _result(self, status: Status) -> Outcome:
        if self._in_use:
            return IN_USE
        problem = self.microphones.problem(status)
        if problem is not None:
            return trouble(problem)
        if self._trial is None:
            return LOOKING if self.microphones.found is None else OPENING
        return self._trial.outcome(status, status.microphone is not None and status.microphone.telephone)

    def _level(self, status: Status) -> LevelShown:
        if not status.listening:
            return LevelShown()
        word, tone = level_word(status.rms_dbfs, None, clipping=False, silent=False)
        held_dbfs = self._hold.take(status.peak_dbfs, self._clock())
        return LevelShown(status.rms_dbfs, status.peak_dbfs, held_dbfs, None, word, tone)

    def _listen(self) -> None:
        self._trial = self._tried = self._told = None
        self._outcome = LOOKING
        # What is recorded elsewhere must not be ended from here; what is being given back is nobody's.
        self._in_use = self._record.listener.status.listening and not self.microphones.opening
        if not self._in_use:
            self.microphones.enter()
        self._show(FirstShown(Screen.MICROPHONE))
        self.tick()

    def _give_back(self) -> None:
        if self.listening and not self._in_use:
            self.microphones.leave()

    def _show(self, shown: FirstShown) -> None:
        self.shown = shown
        self._view.show(shown)
