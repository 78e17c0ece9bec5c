"""The listening watch without its widgets: what is listened to, what was heard, and when to say so."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from app.domain.identity import now
from app.domain.inspection import Inspection
from app.domain.problem import Problem
from app.domain.take import CLIP_S
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.problems import ProblemView
from app.ui.pages.watch.aiming import aim_at
from app.ui.pages.watch.changes import Changes
from app.ui.pages.watch.ear import Ear, Memory
from app.ui.pages.watch.values import Aim, News, Phase, WatchShown

if TYPE_CHECKING:
    from app.workflows.listening_watch import WatchState
    from app.workflows.workflows import Workflows

PROBLEM = "watch"
MICROPHONE = "watch microphone"
HEARING = "watch hearing"
"""Under these keys it is told what keeps a watch from starting, from hearing and from keeping what it heard."""

_CLIP = timedelta(seconds=CLIP_S)
_SECOND = timedelta(seconds=1)


class WatchView(ProblemView, Protocol):
    """What the presenter tells the page and the window around it."""

    def show(self, shown: WatchShown) -> None:
        """All but the level, when it has changed."""

    def show_level(self, rms_dbfs: float | None, peak_dbfs: float | None) -> None:
        """How loud it is; None while nothing is heard."""

    def tell(self, news: News, inspection: Inspection) -> None:
        """The machine has changed and stayed so."""


class WatchPresenter:
    """One watch at a time. `tick` is called a few times a second while `alive`, whether anybody looks or not."""

    def __init__(
        self,
        workflows: "Workflows",
        jobs: Runner,
        view: WatchView,
        memory: Memory,
        *,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], datetime] = now,
    ) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._view = view
        self._memory = memory
        self._now = today
        self._ear = Ear(workflows.record, jobs, memory, clock)
        self._open = False
        self._reading: JobHandle | None = None
        self._hearing: JobHandle | None = None
        self._played_at: datetime | None = None
        self._watch_number = 0
        self._next_aim: Aim | None = None
        self._changes = Changes()
        self._told_problem: Problem | None = None
        self._wish = WatchShown(sound=memory.watch_sound)
        self.shown: WatchShown | None = None

    @property
    def alive(self) -> bool:
        """Whether it has to be ticked."""
        return self._open or self.running

    @property
    def running(self) -> bool:
        """Whether it listens, or wants to."""
        return self._wish.phase.running

    # What the user does

    def open(self, machine_id: str, condition_id: str) -> None:
        """The page is open for this machine; a watch that is running elsewhere is shown first, and goes on."""
        self._open = True
        if self._reading is not None:
            self._reading.drop()
        self._reading = self._jobs.run(
            Kind.HISTORY,
            lambda control: aim_at(self._workflows.machines, machine_id, condition_id),
            self._aimed,
            lambda problem: self._view.show_problem(PROBLEM, problem),
        )
        self.tick()

    def refresh(self) -> None:
        """A baseline or the machine has changed."""
        aim = self._wish.aim
        if self._open and aim is not None and not self.running:
            self.open(*aim.spot)

    def leave(self) -> None:
        """Another page: the watch goes on."""
        self._open = False

    def close(self) -> None:
        """The window closes, and with it the watch."""
        self._open = False
        if self.running:
            self._stop()

    def toggle(self) -> None:
        """The large button."""
        if self.running:
            self._stop()
        elif self._wish.can_start:
            self._start()
        self.tick()

    def choose_microphone(self, name: str) -> None:
        """Another microphone; not while it is listened with."""
        self._ear.choose(name)
        self.tick()

    def set_sound(self, on: bool) -> None:
        """Whether a change is also heard."""
        self._memory.watch_sound = on
        self.show_sound(on)

    def show_sound(self, on: bool) -> None:
        """It was chosen elsewhere."""
        if on != self._wish.sound:
            self._change(sound=on)

    def seen(self) -> None:
        """The user has seen what was told."""
        self._changes.unseen = 0
        self._change(unseen=0)

    # What the timer does

    def tick(self) -> None:
        """Look at the microphone, hear what has come, show what has changed."""
        self._ear.poll()
        heard = self._ear.hears
        if self.running:
            self._hear_next()
            self._follow(heard)
        status = self._workflows.record.listener.status
        self._view.show_level(status.rms_dbfs if heard else None, status.peak_dbfs if heard else None)
        self._change(microphones=self._ear.choice, problem=self._ear.problem, until=self._until())

    def _follow(self, heard: bool) -> None:
        """Whether it hears decides the phase; a microphone is starting until it was heard for the first time."""
        problem = self._ear.problem
        if heard:
            self._change(phase=Phase.LISTENING, since=self._wish.since or self._now())
        elif problem is not None or self._wish.phase is Phase.LISTENING:
            self._change(phase=Phase.DEAF)
        self._tell_problem(problem)

    def _hear_next(self) -> None:
        """One chunk at a time. What another microphone heard is thrown away: it would look like a change."""
        if self._workflows.listen.playback.playing:
            self._played_at = self._now()
        if self._hearing is not None and not self._hearing.ended:
            return
        listener = self._workflows.record.listener
        chunk, status = listener.take_chunk(), listener.status
        if chunk is None or not self._ear.owns(status.microphone) or self._played_into(chunk.started_at):
            return
        number = self._watch_number
        name = status.microphone.name if status.microphone else ""
        self._hearing = self._jobs.run(
            Kind.ANALYSIS,
            lambda control: self._workflows.watch.hear(chunk, name, status.raw_stream),
            lambda state: self._heard(number, state),
            lambda problem: self._view.show_problem(HEARING, problem),
        )

    def _played_into(self, started_at: datetime) -> bool:
        """Whether Earshot itself was heard since then: a take that is listened to is not the machine."""
        return self._played_at is not None and started_at <= self._played_at + _SECOND

    def _heard(self, number: int, state: "WatchState") -> None:
        self._view.clear_problem(HEARING)
        if number == self._watch_number:
            self._change(steps=state.steps, now=state.now, told=state.told, until=self._now())
        aim = self._wish.aim
        if state.change is not None and aim is not None:
            line = self._changes.add(state.change.inspection, state.change.state)
            self._change(changes=self._changes.lines, unseen=self._changes.unseen)
            self._view.tell(News(aim.machine.name, line), state.change.inspection)

    # Starting and stopping

    def _start(self) -> None:
        aim = self._wish.aim
        assert aim is not None
        self._watch_number += 1
        number = self._watch_number
        self._view.clear_problem(PROBLEM)
        self._change(phase=Phase.STARTING, steps=(), now=None, since=None)

        def begun(state: "WatchState") -> None:
            if number == self._watch_number:
                self._change(told=state.told)
                self._ear.open()

        def refused(problem: Problem) -> None:
            self._view.show_problem(PROBLEM, problem)
            if number == self._watch_number:
                self._change(phase=Phase.READY)

        watch = self._workflows.watch
        self._jobs.run(Kind.ANALYSIS, lambda control: watch.start(*aim.spot), begun, refused)

    def _stop(self) -> None:
        self._watch_number += 1
        self._ear.close()
        self._tell_problem(None)
        self._change(phase=Phase.READY, until=self._now())
        if self._next_aim is not None:
            self._take_aim(self._next_aim)

    def _aimed(self, aim: Aim) -> None:
        current = self._wish.aim
        if self.running and current is not None and aim.spot != current.spot:
            self._next_aim = aim
            self._change(other=aim.machine.name)
        elif self.running:
            self._next_aim = None
            self._change(aim=aim, other="")
        else:
            self._take_aim(aim)

    def _take_aim(self, aim: Aim) -> None:
        """What was heard of another machine does not belong to this one; what was told stays in the list."""
        before = self._wish.aim
        self._next_aim = None
        if before is None or before.spot != aim.spot:
            self._changes.clear()
            self._change(steps=(), now=None, since=None, until=None, changes=(), unseen=0)
        self._change(aim=aim, other="", phase=Phase.READY if aim.can_be_judged else Phase.NOT_READY)

    # Telling the view

    def _tell_problem(self, problem: Problem | None) -> None:
        """In the banner once, not every 10 s again."""
        if problem is None and self._told_problem is not None:
            self._view.clear_problem(MICROPHONE)
        elif problem is not None and str(problem) != str(self._told_problem):
            self._view.show_problem(MICROPHONE, problem)
        self._told_problem = problem

    def _until(self) -> datetime | None:
        """The right edge of the hour: it moves on clip by clip, so that the strip is not painted all the time."""
        before, moment = self._wish.until, self._now()
        if not self.running:
            return before
        return moment if before is None or not _CLIP > moment - before >= timedelta() else before

    def _change(self, **changed: object) -> None:
        self._wish = replace(self._wish, **changed)  # type: ignore[arg-type]
        if self._wish != self.shown:
            self.shown = self._wish
            self._view.show(self._wish)
