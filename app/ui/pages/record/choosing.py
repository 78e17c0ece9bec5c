"""Which microphone listens: remembered by name, followed as it comes and goes, never replaced unasked."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.microphone import SILENT_S, Microphone
from app.domain.problem import Problem
from app.domain.take import RawStream
from app.domain.words import channels_text, rate_khz
from app.language import later, say, tr
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.record.ports import AskPermission, Memory, Status
from app.ui.pages.record.values import MicrophoneLine, MicrophoneList

if TYPE_CHECKING:
    from app.workflows.record_take import RecordTake

DEVICE = Kind.DEVICE

RETRY_S, SELDOM_S = 3.0, 60.0
"""A microphone that fails is tried again while the page is open: after 3 s, 6 s, 12 s …, at last each minute."""

_MOST_TRIES = 6
"""Enough to have come to the minute; a page may stay open for days."""

_SOUND_S = 10.0
"""One that listened this long did not fail because it was opened."""


class Microphones:
    """The list, the chosen one, and whether it listens. `poll` is called by the page's timer."""

    def __init__(
        self,
        record: "RecordTake",
        jobs: Runner,
        memory: Memory,
        ask_permission: AskPermission,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._record = record
        self._jobs = jobs
        self._memory = memory
        self._ask = ask_permission
        self._clock = clock
        self._name = memory.microphone
        self._key = ""
        self._found: tuple[Microphone, ...] | None = None
        self._chosen: Microphone | None = None
        self._wanted = False
        self._allowed: bool | None = None
        self._failed: Problem | None = None
        self._handle: JobHandle | None = None
        self._retry_at_s = 0.0
        self._tries = 0
        self._heard_since_s: float | None = None
        self._beside: object = None

    @property
    def chosen(self) -> Microphone | None:
        """The one to record with; None while none is chosen or the chosen one is not connected."""
        return self._chosen

    @property
    def found(self) -> tuple[Microphone, ...] | None:
        """All that are connected; None while nobody knows."""
        return self._found

    @property
    def name(self) -> str:
        """What the chosen one is called, connected or not."""
        return self._name

    @property
    def opening(self) -> bool:
        """Whether the device is being opened or closed."""
        return self._handle is not None and not self._handle.ended

    @property
    def usable(self) -> bool:
        """Whether a recording could begin, now or after opening."""
        return self._chosen is not None and self._allowed is True

    def enter(self) -> None:
        """The page is open: listen, as soon as there is something to listen with."""
        self._wanted = True
        self._ask(self._permitted)

    def leave(self) -> None:
        """The page is left: the microphone is given back."""
        self._wanted = False
        self._beside = None

        def work(control: Control) -> None:
            self._record.listener.close()
            self._record.beside.close()

        self._run(work)

    def choose(self, key: str) -> None:
        """Another microphone, by the user's own hand: it is remembered."""
        for microphone in self._found or ():
            if microphone.key == key:
                self._name, self._key, self._chosen = microphone.name, key, microphone
                self.remember()
                self._tries = 0
                self.open()
                return

    def remember(self) -> None:
        """The chosen one is the one to begin with next time."""
        self._memory.microphone = self._name

    def open(self) -> None:
        """Open the chosen one, whatever was open before."""
        microphone = self._chosen
        if microphone is None or not self._allowed:
            return
        self._failed = None

        def work(control: Control) -> None:
            self._record.listener.close()
            control.cancel.check()
            self._record.open(microphone)

        self._run(work)

    def poll(self, status: Status, busy: bool) -> None:
        """Follow what comes and goes. `busy`: nothing is opened now."""
        found = self._record.watch.microphones
        if found is not None and found != self._found:
            self._found = found
            self._settle()
            self._retry_at_s, self._tries = 0.0, 0
        now_s = self._clock()
        if status.listening:
            self._well(now_s)
            self._look_beside(status)
        elif self._wanted and self.usable and not busy and not self.opening and now_s >= self._retry_at_s:
            self._retry_at_s = now_s + min(RETRY_S * 2**self._tries, SELDOM_S)
            self._tries, self._heard_since_s = min(self._tries + 1, _MOST_TRIES), None
            self.open()

    def _look_beside(self, status: Status) -> None:
        """Have the others' levels too, from when nothing is recorded; anew when one comes, goes or is chosen."""
        wanted = None if status.recording or self.opening else (status.microphone, self._found)
        if wanted is not None and self._wanted and wanted != self._beside:
            self._jobs.run(DEVICE, lambda control: self._record.look_beside(), lambda _: None, self._not_opened)
        self._beside = wanted

    def problem(self, status: Status) -> Problem | None:
        """What keeps the microphone from being heard, the most telling first."""
        if self._allowed is False or (status.listening and status.zero_s >= SILENT_S):
            return self._record.blocked()
        if self._found == () and not status.listening:
            return self._record.watch.problem or status.problem or self._record.no_microphone()
        if status.problem is not None or self._failed is not None:
            return status.problem or self._failed
        if self._found is None:
            return self._record.watch.problem
        if self._name and self._chosen is None:
            return Problem(
                say("The microphone “{name}” is not connected.", name=self._name),
                later("Connect it again, or choose another one."),
            )
        return None

    def shown(self, status: Status, locked: bool) -> MicrophoneList:
        """The list as it is to be shown."""
        here = [self._line(microphone, status) for microphone in self._found or ()]
        if self._name and self._chosen is None and self._found is not None:
            here.insert(0, MicrophoneLine("", tr(self._name), tr("not connected"), False, chosen=True, here=False))
        empty = tr("Looking for microphones…") if self._found is None else tr("No microphone")
        kept = tr("{rate} · 24 bit · kept as recorded", rate=rate_khz(status.sample_rate_hz))
        foot = kept if status.listening else ""
        return MicrophoneList(tuple(here), locked, foot, "" if here else empty)

    def _line(self, microphone: Microphone, status: Status) -> MicrophoneLine:
        chosen = self._chosen is not None and microphone.key == self._chosen.key
        name, rate = tr(microphone.name), rate_khz(microphone.sample_rate_hz)
        if microphone.telephone:
            about = tr("Telephone quality, {rate}", rate=rate)
            return MicrophoneLine(microphone.key, name, about, True, chosen)
        open_now = chosen and status.listening
        raw = open_now and status.raw_stream is RawStream.YES
        parts = [tr("Default")] if microphone.is_default else []
        parts += [tr("raw stream")] if raw else [f"{rate}, {channels_text(microphone.channels)}"]
        return MicrophoneLine(microphone.key, name, " · ".join(parts), False, chosen)

    def _settle(self) -> None:
        """Find the chosen one in the new list; only where none was ever chosen the system's default is."""
        found = self._found or ()
        if not self._name and found:
            self._name = next((one for one in found if one.is_default), found[0]).name
        same = [one for one in found if one.name == self._name]
        self._chosen = next((one for one in same if one.key == self._key), same[0] if same else None)
        self._key = self._chosen.key if self._chosen else self._key

    def _well(self, now_s: float) -> None:
        """It listens: when that ends it is tried again soon, but ever later where it never lasts."""
        if self._heard_since_s is None:
            self._heard_since_s = now_s
        if now_s - self._heard_since_s > _SOUND_S:
            self._tries = 0
        self._retry_at_s = now_s + min(RETRY_S * 2 ** max(0, self._tries - 1), SELDOM_S)

    def _permitted(self, granted: bool) -> None:
        self._allowed = granted
        if granted and self._wanted:
            self._retry_at_s = 0.0

    def _run(self, work: Callable[[Control], None]) -> None:
        if self._handle is not None:
            self._handle.drop()
        self._handle = self._jobs.run(DEVICE, work, lambda _: None, self._not_opened)

    def _not_opened(self, problem: Problem) -> None:
        self._failed = problem
