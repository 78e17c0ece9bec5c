"""The record page without its widgets: what is listened with, what is under way, and what is shown of it."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from app.domain.inspection import Inspection
from app.domain.microphone import Recording
from app.domain.placement import LastTime
from app.domain.problem import Problem
from app.domain.quality import Quality
from app.ui.jobs import Runner
from app.ui.pages.offer import Place
from app.ui.pages.record.checks import check_lines
from app.ui.pages.record.choosing import DEVICE, Microphones
from app.ui.pages.record.faces import Moment, face
from app.ui.pages.record.meter import Meter
from app.ui.pages.record.moment import moment
from app.ui.pages.record.placing import Placing
from app.ui.pages.record.ports import AskPermission, Memory, RecordView, Status
from app.ui.pages.record.taking import ROOM_S, Taking
from app.ui.pages.record.values import Face, LevelShown, Phase, Press, Step, Wish

if TYPE_CHECKING:
    from app.workflows.learn_healthy import Learnt
    from app.workflows.record_take import RecordTake

T = TypeVar("T")

MICROPHONE = "microphone"
"""Under this key a deaf microphone is told."""

_SECOND_S = 1.0


class RecordPresenter:
    """`tick` is called 30 times a second while `alive`."""

    def __init__(
        self,
        record: "RecordTake",
        jobs: Runner,
        view: RecordView,
        *,
        memory: Memory,
        ask_permission: AskPermission,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._record = record
        self._jobs = jobs
        self._view = view
        self._memory = memory
        self._clock = clock
        self.microphones = Microphones(record, jobs, memory, ask_permission, clock)
        self.taking = Taking(record, jobs, self.microphones, self, clock)
        self.placing = Placing(record, jobs, view, view.show_before)
        self._meter = Meter(record, view, clock)
        self._open = False
        self._to_give_back = False
        self._idle_step = Step.PLACE
        self._second_s = -_SECOND_S
        self._level = LevelShown()
        self._growing: Quality | None = None
        self._problem: Problem | None = None
        self._previous: LastTime | None = None
        self._shown: dict[str, object] = {}

    @property
    def alive(self) -> bool:
        """Whether it has to be ticked."""
        return self._open or self.taking.busy or self._to_give_back

    @property
    def place(self) -> Place | None:
        """Where the take is made."""
        return self.taking.place

    @property
    def face(self) -> Face:
        """The record panel as it is now."""
        return face(self._moment(self._record.listener.status))

    # What the user does

    def enter(self, place: Place | None, wish: Wish | None = None) -> None:
        """Open the page; what is under way at another machine is shown first."""
        self._open = True
        if not self.taking.busy:
            self.show(place, wish)
        self.microphones.enter()
        self.tick()

    def show(self, place: Place | None, wish: Wish | None = None) -> None:
        """The machine at which the next take is made; nothing may be under way."""
        elsewhere = _spot(place) != _spot(self.taking.place)
        if elsewhere or (self.taking.phase is Phase.DONE and not self.taking.undecided):
            self.taking.clear()
        if wish is not None or elsewhere:
            self.taking.wish = wish or Wish.INSPECT
        self.taking.place = place
        self._view.show_place(place)
        self.placing.show(place)

    def place_changed(self, place: Place | None) -> None:
        """The machine or its baseline was read again; a take on the screen stays there."""
        if self.taking.place is None:
            self.show(place)
        elif place is not None and _spot(place) == _spot(self.taking.place):
            self.taking.place = place
            self._view.show_place(place)

    def leave(self) -> None:
        """Another page: the microphone is given back, unless it records; then afterwards."""
        self._open = False
        self._meter.leave()
        self._to_give_back = self.taking.recording_now
        if not self._to_give_back:
            self.microphones.leave()
        self._tell_problem(None)

    def close(self) -> None:
        """The window closes: what is being recorded is ended, and offered at the next start."""
        self._open = False
        recording = self.taking.recording_now
        listener, watch = self._record.listener, self._record.watch

        def work() -> None:
            if recording:
                listener.finish()
            listener.close()
            watch.close()

        self._jobs.run(DEVICE, lambda control: work(), lambda _: None, lambda problem: None)

    def toggle(self) -> None:
        """The big button, or Space."""
        now = self.face
        again = self.taking.phase is Phase.DONE and Press.AGAIN in now.others
        if now.big is Press.STOP:
            self.taking.stop(self._record.listener.status.recorded_s)
        elif now.big_enabled and (now.big is not None or again):
            self.taking.start(self._memory.take_s or None)
        self.tick()

    def press(self, press: Press) -> None:
        """One of the other buttons."""
        if press is Press.AGAIN:
            self.taking.start(self._memory.take_s or None)
        elif press is Press.START_AGAIN:
            room = self.taking.room
            self.taking.start(ROOM_S if room else self._memory.take_s or None, room, again=True)
        elif press in (Press.PAUSE_VIEW, Press.RESUME_VIEW):
            self.taking.paused = press is Press.PAUSE_VIEW
            self._view.pause_live(self.taking.paused)
        else:
            self.taking.press(press)
        self.tick()

    def record_room(self) -> None:
        """Listen to the room for a few seconds, with the machine off or from afar."""
        if not self.taking.undecided:
            self.taking.start(ROOM_S, room=True)
        self.tick()

    def choose(self, key: str) -> None:
        """Another microphone, unless one is recording."""
        if not self.taking.recording_now:
            self.microphones.choose(key)
        self.tick()

    def set_length(self, seconds: int) -> None:
        """How long the next take is; 0 is open-ended."""
        self._memory.take_s = seconds
        self.tick()

    def set_wish(self, wish: Wish) -> None:
        """What the next take is for."""
        self.taking.wish = wish
        self.tick()

    def reset_clip(self) -> None:
        """The clip light was seen."""
        self._record.listener.reset_clip()
        self.tick()

    def check(self, place: Place | None, recording: Recording, known: bool) -> None:
        """A take that was not finished: hear it at its machine, or ask whose it is."""
        if self.taking.busy:
            return
        self.show(place, Wish.INSPECT)
        if known and place is not None:
            self.taking.check(recording)
        else:
            self.taking.ask_whose(recording)
        self.tick()

    # What the timer does

    def tick(self) -> None:
        """Look at the microphone and the recording, and show what has changed."""
        status: Status = self._record.listener.status
        self.microphones.poll(status, self.taking.busy)
        self.taking.follow(status)
        if self._to_give_back and not self.taking.recording_now:
            self._to_give_back = False
            if not self._open:
                self.microphones.leave()
        if self._open:
            last = self.placing.before.last
            self._level = self._meter.look(status, last.level_dbfs if last else None)
        now_s = self._clock()
        if now_s - self._second_s >= _SECOND_S:
            self._second_s = now_s
            self._each_second(status)
        self._tell_problem(self.microphones.problem(status) if self._open else None)
        self._show(status)

    def _each_second(self, status: Status) -> None:
        self._growing = self._record.live_quality() if self.taking.phase is Phase.RECORDING else None
        level_is_good = status.listening and self._level.tone == "healthy"
        self._idle_step = Step.RECORD if level_is_good else Step.LEVEL if status.listening else Step.PLACE

    def _show(self, status: Status) -> None:
        taking, view = self.taking, self._view
        self._changed("microphones", self.microphones.shown(status, taking.recording_now), view.show_microphones)
        self._changed("level", self._level, view.show_level)
        growing = taking.recording_now and not taking.room
        quality = self._growing if growing else taking.quality
        self._changed("checks", check_lines(quality, recording=growing), view.show_checks)
        self._changed("face", face(self._moment(status)), view.show_face)
        self._changed("verdict", taking.inspection, lambda shown: view.show_verdict(shown, self._previous))

    def _changed(self, name: str, value: T, show: Callable[[T], None]) -> None:
        if name not in self._shown or self._shown[name] != value:
            self._shown[name] = value
            show(value)

    def _moment(self, status: Status) -> Moment:
        return moment(self.taking, self.microphones, status, self._idle_step, self._memory.take_s)

    def _tell_problem(self, problem: Problem | None) -> None:
        """The banner, without saying the same thing thirty times a second."""
        said, now = (str(one) if one else "" for one in (self._problem, problem))
        self._problem = problem
        if problem is None:
            if said:
                self._view.clear_problem(MICROPHONE)
        elif now != said:
            self._view.show_problem(MICROPHONE, problem)

    # What the take and the placement tell

    def begun(self) -> None:
        """The take before this one is last time now; until here it was the one to compare with."""
        self._growing = None
        self.placing.refresh()
        self._view.begun()

    def inspected(self, inspection: Inspection) -> None:
        """The verdict beside the one before it."""
        self._previous = self.placing.before.last
        self._view.inspected(inspection)

    def learnt(self, learnt: "Learnt") -> None:
        """The baseline has grown."""
        self._view.show_place(self.taking.place)
        self._view.learnt(learnt)

    def room_kept(self) -> None:
        """The room is known now."""
        self.placing.refresh()
        self._view.room_kept()

    def waits(self, text: str) -> None:
        """Said only to somebody who is elsewhere."""
        if not self._open:
            self._view.waits(text)

    def restored(self) -> None:
        """Passed on."""
        self._view.restored()

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Passed on."""
        self._view.offer_undo(text, undo)

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._view.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._view.clear_problem(key)


def _spot(place: Place | None) -> tuple[str, str] | None:
    return (place.machine.id, place.condition_id) if place else None
