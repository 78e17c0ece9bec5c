"""Keeps one microphone open for as long as a watch lasts: the same one, and again by itself when it was gone."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.domain.microphone import SILENT_S, Microphone
from app.domain.problem import Problem
from app.language import later, say
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.watch.values import MicrophoneChoice

if TYPE_CHECKING:
    from app.workflows.record_take import RecordTake

RETRY_S = 10.0

_CONNECT = later("Connect it again: Earshot tries again every 10 s and goes on by itself.")


class Memory(Protocol):
    """What is remembered from one day to the next."""

    microphone: str
    """The name of the one that was chosen; empty before the first time."""

    watch_sound: bool
    """Whether a change is also heard."""


class Ear:
    """`poll` is called by the timer. Another microphone is never taken in place of the chosen one."""

    def __init__(
        self, record: "RecordTake", jobs: Runner, memory: Memory, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._record = record
        self._jobs = jobs
        self._memory = memory
        self._clock = clock
        self._found: tuple[Microphone, ...] | None = None
        self._name = memory.microphone
        self._wanted = False
        self._handle: JobHandle | None = None
        self._failed: Problem | None = None
        self._retry_at_s = 0.0
        self.problem: Problem | None = None
        """Why nothing is heard, or nothing but silence; None while all is well."""

    @property
    def choice(self) -> MicrophoneChoice:
        """The list as it is to be shown."""
        names = tuple(dict.fromkeys(one.name for one in self._found or ()))
        return MicrophoneChoice(names, self._name, None if self._found is None else self._chosen is not None)

    @property
    def hears(self) -> bool:
        """Whether sound comes from the microphone of this watch."""
        status = self._record.listener.status
        return self._wanted and status.listening and self.owns(status.microphone)

    def owns(self, microphone: Microphone | None) -> bool:
        """Whether that is the microphone of this watch: what another one hears must not be compared."""
        return microphone is not None and microphone.name == self._name

    def choose(self, name: str) -> None:
        """Another microphone, by the user's own hand; not while one is listened with."""
        if not self._wanted:
            self._name = name
            self._memory.microphone = name

    def open(self) -> None:
        """Listen from now on, and cut what is heard into chunks."""
        self._wanted = True
        self._failed = self.problem = None
        self._open()

    def close(self) -> None:
        """Give the microphone back, unless a take is being recorded with it."""
        self._wanted = False
        self._failed = None
        self._run(self._give_back)

    def poll(self) -> None:
        """Follow the microphones as they come and go; try again when it is time."""
        came_back = self._follow_list()
        if not self._wanted:
            self.problem = None
            return
        status = self._record.listener.status
        if self.hears:
            self._failed = None
            self._retry_at_s = self._clock() + RETRY_S
            self._say(self._record.blocked() if status.zero_s >= SILENT_S else None)
        elif self._handle is None or self._handle.ended:
            why = self._why_not()
            self._say(why)
            # Without a reason it was the record page that gave it back.
            due = why is None or came_back or self._clock() >= self._retry_at_s
            if due and not status.listening:
                self._open()

    @property
    def _chosen(self) -> Microphone | None:
        return next((one for one in self._found or () if one.name == self._name), None)

    def _follow_list(self) -> bool:
        """Whether the chosen microphone has just come back."""
        found = self._record.watch.microphones
        if found is None or found == self._found:
            return False
        was_here = self._chosen is not None
        self._name = self._name or self._memory.microphone
        self._found = found
        if not self._name and found:
            self._name = next((one for one in found if one.is_default), found[0]).name
        return self._chosen is not None and not was_here

    def _open(self) -> None:
        self._retry_at_s = self._clock() + RETRY_S
        microphone = self._chosen
        if microphone is None:
            return

        def work(control: Control) -> None:
            control.cancel.check()
            listener = self._record.listener
            if not listener.status.listening:
                listener.open(microphone)
            listener.watch(True)

        self._run(work)

    def _give_back(self, control: Control) -> None:
        listener = self._record.listener
        listener.watch(False)
        if not listener.status.recording:
            listener.close()

    def _run(self, work: Callable[[Control], None]) -> None:
        """On the worker on which the record page opens and closes: a device is for one thread at a time."""
        if self._handle is not None:
            self._handle.drop()
        self._handle = self._jobs.run(Kind.HISTORY, work, lambda _: None, self._not_opened)

    def _not_opened(self, problem: Problem) -> None:
        self._failed = problem
        self._retry_at_s = self._clock() + RETRY_S

    def _say(self, problem: Problem | None) -> None:
        """The same words are the same problem, so that nothing is shown anew."""
        if str(problem) != str(self.problem):
            self.problem = problem

    def _why_not(self) -> Problem | None:
        status = self._record.listener.status
        if status.listening and status.microphone is not None:
            other = status.microphone.name
            return Problem(
                say("Another microphone, “{name}”, is in use on the record page.", name=other),
                say("The watch goes on with “{name}” when that page is left.", name=self._name),
            )
        if self._found is not None and self._chosen is None:
            return Problem(say("The microphone “{name}” is not connected.", name=self._name), _CONNECT)
        if self._failed is not None:
            failed = self._failed
            again = say(
                "{advice_words} Earshot tries again every 10 s and goes on by itself.", advice_words=failed.to_do
            )
            return Problem(failed.what, again, failed.detail)
        if status.problem is not None:
            return Problem(status.problem.what, _CONNECT, status.problem.detail)
        return None
