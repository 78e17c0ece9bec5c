"""One take from the press of the button to the verdict: begun, ended, heard, decided, kept."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.inspection import Inspection
from app.domain.microphone import Ending, Purpose, Recording
from app.domain.placement import RoomSound
from app.domain.problem import Problem
from app.domain.quality import Quality
from app.domain.words import capital
from app.language import retold, tr
from app.ui.jobs import Control, Kind, Runner
from app.ui.pages.offer import Place
from app.ui.pages.record.choosing import DEVICE, Microphones
from app.ui.pages.record.faces import Learned
from app.ui.pages.record.judging import PROBLEM, Judging
from app.ui.pages.record.ports import Status, TakeView
from app.ui.pages.record.values import Phase, Press, Wish

if TYPE_CHECKING:
    from app.workflows.learn_healthy import Learnt
    from app.workflows.record_take import HeardRecording, RecordTake

ROOM_S = 5.0
"""Long enough for a mean of the room, short enough to be made each time."""

_LEAST_S = 0.5
"""A second press within this time is a bounce of the key or a doubled tap of a glove."""

_BEGINS_WITHIN_S = 1.0


class Taking:
    """The take at one place; the place may only change while nothing is under way."""

    def __init__(
        self,
        record: "RecordTake",
        jobs: Runner,
        microphones: Microphones,
        view: TakeView,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._record = record
        self._jobs = jobs
        self._microphones = microphones
        self._view = view
        self._clock = clock
        self._judging = Judging(record, jobs, self)
        self._began_s = 0.0
        self._heard: HeardRecording | None = None
        self.place: Place | None = None
        self.phase = Phase.IDLE
        self.wish = Wish.INSPECT
        self.room = False
        self.recording: Recording | None = None
        self.inspection: Inspection | None = None
        self.learned: Learned | None = None
        self.share = 0.0
        self.paused = False
        self.asked = False
        """Whether the take on the screen may be of another machine: nobody knows whose it is."""

    @property
    def busy(self) -> bool:
        """Whether something is under way that must not be left."""
        return self.phase not in (Phase.IDLE, Phase.DECIDING, Phase.DONE)

    @property
    def recording_now(self) -> bool:
        """Whether the microphone is held for a recording."""
        return self.phase in (Phase.STARTING, Phase.RECORDING, Phase.STOPPING)

    @property
    def undecided(self) -> bool:
        """Whether there is a take that was neither kept nor discarded."""
        refused = self.learned is not None and bool(self.learned.reason)
        return self.recording is not None and (self.phase is Phase.DECIDING or refused)

    @property
    def quality(self) -> Quality | None:
        """What the gate found in the whole take."""
        return self._heard.quality if self._heard else None

    @property
    def ending(self) -> Ending | None:
        """Why it ended."""
        return self.recording.ending if self.recording else None

    @property
    def kept_s(self) -> float:
        """How long it is."""
        return self.recording.format.duration_s if self.recording else 0.0

    def start(self, seconds: float | None, room: bool = False, again: bool = False) -> None:
        """Begin a recording; a take that waits for a decision is set aside first.

        `again` forgets the one that is running.
        """
        microphone, place = self._microphones.chosen, self.place
        if microphone is None or place is None or (self.busy and not again):
            return
        if self.undecided:
            self.discard()
        self.clear()
        self.phase, self.room = Phase.STARTING, room
        self._microphones.remember()
        purpose = Purpose(place.machine.id, place.condition_id, room)

        def work(control: Control) -> None:
            listener = self._record.listener
            if again:
                listener.abandon()
            if not listener.status.listening:
                listener.close()
                self._record.open(microphone)
            self._record.begin(purpose, seconds)

        self._jobs.run(DEVICE, work, self._begun, self._not_begun, on_end=self._if_not_begun)

    def stop(self, recorded_s: float) -> None:
        """End it; the file is finished off the GUI thread."""
        if self.phase is Phase.RECORDING and recorded_s >= _LEAST_S:
            self.phase = Phase.STOPPING
            finish = self._record.listener.finish
            self._jobs.run(
                DEVICE, lambda control: finish(), self._stopped, self._failed, on_end=self._if_not_stopped
            )

    def follow(self, status: Status) -> None:
        """See whether the recording ended, by itself or not."""
        if self.phase not in (Phase.RECORDING, Phase.STOPPING):
            return
        if status.finished is not None:
            self._over(self._record.listener.take_finished() or status.finished)
        elif not status.recording and self._clock() - self._began_s > _BEGINS_WITHIN_S:
            self.phase = Phase.IDLE

    def check(self, recording: Recording) -> None:
        """Hear a take of an earlier day."""
        self.clear()
        self._over(recording)

    def ask_whose(self, recording: Recording) -> None:
        """A take that nobody knows the machine of: show it, and wait for a word."""
        self.clear()
        self.recording, self.phase, self.asked = recording, Phase.DECIDING, True

    def press(self, press: Press) -> None:
        """A decision on the take."""
        one = self._heard
        if press is Press.CANCEL:
            self._judging.cancel()
        elif press is Press.DISCARD:
            self.discard()
        elif press is Press.CHECK and self.recording is not None:
            self._check_again(self.recording)
        elif one is not None and press in (Press.USE_ANYWAY, Press.CANNOT_TELL):
            self._keep(Wish.INSPECT, lambda: self._judging.inspect(one, use_anyway=press is Press.USE_ANYWAY))
        elif one is not None and press is Press.LEARN:
            self._keep(Wish.LEARN, lambda: self._judging.learn(one))

    def discard(self) -> None:
        """Set the take aside; it can be brought back for a week."""
        recording = self.recording
        self.clear()
        if recording is None:
            return
        self._jobs.run(
            Kind.HISTORY,
            lambda control: self._record.discard(recording),
            lambda _: self._view.offer_undo(tr("The take was discarded."), lambda: self._restore(recording)),
            self._failed,
        )

    def clear(self) -> None:
        """An empty page for the next take."""
        self.phase, self.room, self.asked, self.paused = Phase.IDLE, False, False, False
        self.recording = self.inspection = self.learned = self._heard = None
        self.share = 0.0
        self._view.clear_problem(PROBLEM)

    # How it goes on

    def _begun(self, _: None) -> None:
        self._began_s = self._clock()
        self.phase = Phase.RECORDING
        self._view.begun()

    def _not_begun(self, problem: Problem) -> None:
        self.phase = Phase.IDLE
        self._failed(problem)

    def _if_not_begun(self) -> None:
        """A crash in beginning must not leave the button dead."""
        if self.phase is Phase.STARTING:
            self.phase = Phase.IDLE

    def _stopped(self, recording: Recording | None) -> None:
        if self.phase is not Phase.STOPPING:
            return
        taken = self._record.listener.take_finished() or recording
        if taken is None:
            self.phase = Phase.IDLE
        else:
            self._over(taken)

    def _if_not_stopped(self) -> None:
        """Then it can be tried again."""
        if self.phase is Phase.STOPPING:
            self.phase = Phase.RECORDING

    def _over(self, recording: Recording) -> None:
        self.recording, self.phase, self.share = recording, Phase.HEARING, 0.0
        self.room = recording.purpose.room
        self._judging.hear(recording)

    def _check_again(self, recording: Recording) -> None:
        if self.asked and self.place is not None:
            purpose = Purpose(self.place.machine.id, self.place.condition_id, recording.purpose.room)
            recording = replace(recording, purpose=purpose)
        self.asked = False
        if self._heard is not None:
            one = self._heard
            self._keep(Wish.INSPECT, lambda: self._judging.inspect(one))
        else:
            self._over(recording)

    def _keep(self, wish: Wish, work: Callable[[], None]) -> None:
        self.wish, self.phase = wish, Phase.KEEPING
        work()

    def _restore(self, recording: Recording) -> None:
        self._jobs.run(
            Kind.HISTORY,
            lambda control: self._record.restore(recording),
            lambda _: self._view.restored(),
            self._failed,
        )

    def _failed(self, problem: Problem) -> None:
        self._view.show_problem(PROBLEM, problem)

    # What the judging tells

    def progressed(self, share: float) -> None:
        """How far the hearing is."""
        self.share = share

    def heard(self, one: "HeardRecording") -> None:
        """Judge or learn at once where nothing stands against it; else the technician decides."""
        self._heard = one
        if one.quality.failures:
            self.phase = Phase.DECIDING
            self._view.waits(retold(one.quality.failures[0].what))
        elif self.wish is Wish.LEARN:
            self._keep(Wish.LEARN, lambda: self._judging.learn(one))
        elif self.place is not None and self.place.baseline is not None:
            self._keep(Wish.INSPECT, lambda: self._judging.inspect(one))
        else:
            self.phase = Phase.DECIDING
            self._view.waits(tr("There is no baseline yet."))

    def not_heard(self) -> None:
        """It lies where it was, and can be checked again."""
        self.phase = Phase.DECIDING

    def inspected(self, inspection: Inspection) -> None:
        """Done: the verdict."""
        self.inspection, self.phase = inspection, Phase.DONE
        self._view.inspected(inspection)
        self._view.waits(f"{capital(tr(inspection.verdict.state.value))}: {retold(inspection.verdict.finding)}")

    def learnt(self, learnt: "Learnt") -> None:
        """Done: one more healthy take, or the reason why not."""
        refused = learnt.refused[0] if learnt.refused and not learnt.taken else None
        self.learned = Learned(
            learnt.baseline, refused.reason if refused else "", refused.to_do if refused else ""
        )
        self.phase = Phase.DONE
        if self.place is not None:
            self.place = replace(self.place, baseline=learnt.baseline)
        self._view.learnt(learnt)
        self._view.waits(retold(refused.reason) if refused else tr("The take was learnt from."))

    def room_kept(self, room: RoomSound) -> None:
        """The room is known now."""
        self.clear()
        self._view.room_kept()

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._view.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._view.clear_problem(key)
