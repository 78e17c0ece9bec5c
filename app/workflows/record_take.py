"""Record a take: from the open microphone to a recording that is judged, learnt from, or kept for later."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.capture import advice, unfinished
from app.capture.beside import Beside
from app.capture.listener import Listener
from app.capture.recorder import NewRecording
from app.capture.scanner import MicrophoneWatch
from app.diagnosis.registry import ModelRegistry
from app.domain.identity import now
from app.domain.inspection import Inspection
from app.domain.microphone import Microphone, Purpose, Recording
from app.domain.placement import LastTime, Placement, RoomSound
from app.domain.problem import Problem
from app.domain.quality import Quality
from app.history.history import History
from app.language import later
from app.recordings import room
from app.recordings.opening import Opening, with_opening
from app.recordings.photos import PhotoStore
from app.recordings.take_store import TakeStore
from app.workflows.hear import Heard, hear, teller
from app.workflows.inspect_take import InspectTake
from app.workflows.learn_healthy import LearnHealthy, Learnt
from app.workflows.live_gate import LiveGate
from app.workflows.progress import Cancel, OnProgress

FOLDER = "recording"
"""Below the history folder: what is being recorded, and what a crash left there."""

ROOM_COUNTS_FOR = timedelta(hours=12)
"""A room heard longer ago says little of the room today: other machines have come on, the gain was changed."""


@dataclass(frozen=True, slots=True, eq=False)
class HeardRecording:
    """A recording that was heard to its end: how good it is, and how far the machine stands above the room."""

    recording: Recording
    quality: Quality
    above_room_db: float | None
    heard: Heard


@dataclass(frozen=True, slots=True)
class _Opened:
    """The open microphone, since when, and what was heard of it first."""

    name: str
    at: datetime
    heard: Opening


class RecordTake:
    """One microphone, one recording at a time. What is recorded stays on the disk until it is kept or discarded.

    Args:
        folder: the history's folder; recordings are made below it, so that keeping one moves no sound.
    """

    def __init__(
        self,
        *,
        history: History,
        store: TakeStore,
        photos: PhotoStore,
        models: ModelRegistry,
        inspect: InspectTake,
        learn: LearnHealthy,
        listener: Listener,
        beside: Beside,
        watch: MicrophoneWatch,
        folder: Path,
    ) -> None:
        self._history = history
        self._store = store
        self._photos = photos
        self._models = models
        self._inspect = inspect
        self._learn = learn
        self._gate: LiveGate | None = None
        self._opening: _Opened | None = None
        self.listener = listener
        self.beside = beside
        self.watch = watch
        self.folder = folder / FOLDER

    def open(self, microphone: Microphone) -> None:
        """Opens a microphone, in place of one that was open, and looks out for a filter from its first moment.

        Raises:
            Problem: it is gone, held by another program, or does not answer.
        """
        self._opening = None
        # PortAudio finds a microphone that was plugged in later only while nothing is open.
        self.beside.close()
        self.listener.open(microphone)
        self._opening = _Opened(microphone.name, now(), Opening(self.listener.status.sample_rate_hz))

    def look_beside(self) -> None:
        """Shows how loud the other microphones are, in `beside.levels_dbfs`; not while a take is recorded."""
        status = self.listener.status
        if status.microphone is not None and status.listening and not status.recording:
            others = [one for one in self.watch.microphones or () if one.key != status.microphone.key]
            self.beside.open(others)

    def pull(self) -> NDArray[np.float32]:
        """What was heard since the last pull, float32 `[n]`, the mean of the channels; at most the last 10 s."""
        sound = self.listener.pull()
        if self._opening is not None:
            self._opening.heard.add(sound)
        return sound

    def begin(self, purpose: Purpose, seconds: float | None) -> None:
        """Begins to record from the open microphone, until `seconds` have come or `listener.finish`.

        Raises:
            Problem: no microphone is open, or the disk is full or can't be written.
        """
        status = self.listener.status
        gate = LiveGate(status.sample_rate_hz, status.channels, seconds)
        self.listener.on_block = gate.add
        self._gate = gate
        self.listener.begin(NewRecording(self.folder, purpose, seconds))
        self.beside.close()

    def live_quality(self) -> Quality | None:
        """What the gate says of what was recorded so far; None before the first second."""
        status = self.listener.status
        return self._gate.quality(status.overflows, status.lost_frames) if self._gate else None

    def hear(
        self, recording: Recording, *, on_progress: OnProgress | None = None, cancel: Cancel | None = None
    ) -> HeardRecording:
        """Hears a finished recording as its machine's model does. Nothing is kept or removed yet.

        Raises:
            Problem: it can't be read.
            Cancelled: asked to stop.
        """
        machine = self._history.machine(recording.purpose.machine_id)
        model = self._models.model_for(machine.type)
        say = teller(recording.path.name, 0, 1, on_progress, cancel)
        heard = hear(recording.path, model, say, recording)
        if recording.purpose.room:
            return HeardRecording(recording, heard.quality, None, heard)
        above_db = self._above_room_db(recording, heard)
        quality = room.with_room(self._with_opening(heard.quality, recording), above_db)
        heard = replace(heard, quality=quality)
        return HeardRecording(recording, heard.quality, above_db, heard)

    def inspect(self, one: HeardRecording, use_anyway: bool = False) -> Inspection:
        """Judges it against the baseline and keeps it; the recording's own file is gone afterwards.

        Raises:
            Problem: it can't be kept; then it still is where it was.
        """
        purpose = one.recording.purpose
        inspection = self._inspect.heard(
            purpose.machine_id,
            purpose.condition_id,
            one.heard,
            use_anyway=use_anyway,
            above_room_db=one.above_room_db,
        )
        unfinished.settle(one.recording)
        return inspection

    def learn(self, one: HeardRecording, *, start_over: bool = False) -> Learnt:
        """Learns from it as healthy and keeps it; refused by the gate, it stays where it is.

        Raises:
            Problem: there is no model for the machine, or it can't be kept; then it still is where it was.
        """
        purpose = one.recording.purpose
        learnt = self._learn.heard(purpose.machine_id, purpose.condition_id, one.heard, start_over=start_over)
        if learnt.taken:
            unfinished.settle(one.recording)
        return learnt

    def keep_room(self, one: HeardRecording) -> RoomSound:
        """Keeps how the room sounds without the machine, for the takes of the next hours.

        Raises:
            Problem: there is too little sound in it, or it can't be kept; then it still is where it was.
        """
        purpose = one.recording.purpose
        point, _ = self._history.machine(purpose.machine_id).find(purpose.condition_id)
        if not len(one.heard.clips):
            raise Problem(
                later("The recording of the room is too short."),
                later("Record at least 2 s of the room without the machine."),
            )
        take = self._history.add_take(one.heard.keep(self._store), one.heard.clips, one.quality)
        self._store.keep_picture(take, one.heard.picture)
        kept = RoomSound(point.id, take, one.heard.clips, one.quality.level_dbfs)
        self._history.add_room(kept)
        unfinished.settle(one.recording)
        return kept

    def no_microphone(self) -> Problem:
        """There is none to record with; says where this system shows them."""
        return advice.no_microphone()

    def blocked(self) -> Problem:
        """Nothing but silence comes from it, or it is not permitted; says where this system allows it."""
        return advice.blocked()

    def last_time(self, condition_id: str) -> LastTime | None:
        """The newest inspection there, to make the next take alike."""
        return self._history.last_time(condition_id)

    def room(self, point_id: str) -> RoomSound | None:
        """The room as it was heard last at that point, however long ago."""
        return self._history.room(point_id)

    def placement(self, point_id: str) -> Placement | None:
        """How the microphone was placed last; None where nobody wrote it down."""
        return self._history.placement(point_id)

    def place(self, point_id: str, note: str, photo: Path | None = None) -> Placement:
        """Keeps how the microphone is placed; without a new photo the one before is kept.

        Raises:
            Problem: the photo can't be read, or nothing can be written.
        """
        before = self._history.placement(point_id)
        picture = self._photos.keep(photo) if photo else (before.photo if before else "")
        placement = Placement(point_id, note.strip(), picture, by=self._history.who())
        self._history.add_placement(placement)
        return placement

    def photo(self, placement: Placement) -> Path | None:
        """Where the placement's photo lies; None where there is none any more."""
        try:
            return self._photos.path(placement.photo) if placement.photo else None
        except Problem:
            return None

    def unfinished(self) -> tuple[Recording, ...]:
        """Recordings that a crash, or the end of the program, left behind."""
        return unfinished.unfinished(self.folder)

    def discard(self, recording: Recording) -> None:
        """Sets a recording aside; for a week it can be brought back."""
        unfinished.discard(recording)

    def restore(self, recording: Recording) -> None:
        """Brings a discarded recording back."""
        unfinished.restore(recording)

    def _with_opening(self, quality: Quality, recording: Recording) -> Quality:
        opened = self._opening
        if opened is None or opened.name != recording.microphone or recording.started_at < opened.at:
            return quality
        return with_opening(quality, opened.heard.finding())

    def _above_room_db(self, recording: Recording, heard: Heard) -> float | None:
        point, _ = self._history.machine(recording.purpose.machine_id).find(recording.purpose.condition_id)
        known = self._history.room(point.id)
        if known is None or not len(heard.clips) or now() - known.heard_at > ROOM_COUNTS_FOR:
            return None
        if known.take.device != recording.microphone or known.clips.ear_sha256 != heard.clips.ear_sha256:
            return None
        return room.above_room_db(heard.clips.bands, known.clips.bands)
