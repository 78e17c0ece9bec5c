"""A microphone, its listener and the recording workflow in memory: everything that can go wrong is set by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from app.domain.microphone import Continuity, Ending, Microphone, Purpose, Recording
from app.domain.placement import LastTime, Placement, RoomSound
from app.domain.problem import Problem
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.take import RawStream, SoundFormat, Take
from app.domain.verdict import State

NOON = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)

LAPTOP = Microphone("Laptop microphone array", "hw:0", "PulseAudio", 48_000, 1, is_default=True)
USB = Microphone("USB measurement mic", "hw:1", "PulseAudio", 48_000, 1)
HEADSET = Microphone("Headset (Hands-Free)", "hw:2", "PulseAudio", 16_000, 1, telephone=True)

LOST = Problem(
    "The microphone “Laptop microphone array” was disconnected; 12.3 s are kept.",
    "Connect it again or choose another one, then record again.",
)
NO_MICROPHONE = Problem("No microphone was found.", "Connect one.")
BLOCKED = Problem(
    "The microphone delivers only silence: it is muted, or Earshot is not permitted to hear it.",
    "Switch mute off in Settings › Sound › Input, and check the microphone key that some laptops have.",
)


@dataclass(frozen=True)
class FakeStatus:
    """As the listener's own."""

    microphone: Microphone | None = None
    sample_rate_hz: int = 0
    channels: int = 0
    raw_stream: RawStream = RawStream.UNKNOWN
    listening: bool = False
    recording: bool = False
    recorded_s: float = 0.0
    wanted_s: float | None = None
    rms_dbfs: float = -28.4
    peak_dbfs: float = -19.6
    clipped: int = 0
    zero_s: float = 0.0
    overflows: int = 0
    lost_frames: int = 0
    problem: Problem | None = None
    finished: Recording | None = None


def take_of(
    purpose: Purpose, seconds: float = 30.0, ending: Ending = Ending.TIME_UP, name: str = "a.part.wav"
) -> Recording:
    """A finished recording."""
    sound = SoundFormat(48_000, 1, round(48_000 * seconds), "WAV", "PCM_24", 24)
    microphone, counted = LAPTOP.name, Continuity()
    return Recording(Path(name), purpose, sound, microphone, RawStream.YES, NOON, ending, counted)


class FakeListener:
    """Does at once what it is told; a test turns its clock by `record_for` and lets it be lost by `lose`."""

    def __init__(self) -> None:
        self.status = FakeStatus()
        self.opened: list[str] = []
        self.calls: list[str] = []
        self.open_problem: Problem | None = None
        self.begin_problem: Problem | None = None
        self.finish_problem: Problem | None = None
        self.sound: Callable[[], Any] = lambda: np.zeros(1600, np.float32)
        self._purpose: Purpose | None = None

    def open(self, microphone: Microphone) -> None:
        self.calls.append("open")
        if self.open_problem:
            self.status = FakeStatus(problem=self.open_problem)
            raise self.open_problem
        self.opened.append(microphone.name)
        self.status = FakeStatus(
            microphone, microphone.sample_rate_hz, microphone.channels, RawStream.YES, listening=True
        )

    def close(self) -> None:
        self.calls.append("close")
        if self.status.recording:
            self.end(Ending.INTERRUPTED)
        self.status = replace(self.status, listening=False)

    def begin(self, purpose: Purpose, seconds: float | None) -> None:
        self.calls.append("begin")
        if self.begin_problem:
            raise self.begin_problem
        self._purpose = purpose
        self.status = replace(self.status, recording=True, recorded_s=0.0, wanted_s=seconds, problem=None)

    def record_for(self, seconds: float) -> None:
        """So much has been written by now."""
        self.status = replace(self.status, recorded_s=seconds)
        if self.status.wanted_s is not None and seconds >= self.status.wanted_s:
            self.end(Ending.TIME_UP)

    def end(self, ending: Ending) -> None:
        assert self._purpose is not None
        recording = take_of(self._purpose, self.status.recorded_s, ending)
        self.status = replace(self.status, recording=False, recorded_s=0.0, finished=recording)

    def lose(self, ending: Ending = Ending.LOST, problem: Problem = LOST) -> None:
        """The device goes, and with it what was being recorded ends."""
        if self.status.recording:
            self.end(ending)
        self.status = replace(self.status, listening=False, problem=problem)

    def finish(self) -> Recording | None:
        self.calls.append("finish")
        if self.finish_problem:
            raise self.finish_problem
        if self.status.recording:
            self.end(Ending.ASKED)
        return self.status.finished

    def abandon(self) -> None:
        self.calls.append("abandon")
        self.status = replace(self.status, recording=False, recorded_s=0.0)

    def take_finished(self) -> Recording | None:
        finished, self.status = self.status.finished, replace(self.status, finished=None)
        return finished

    def pull(self) -> Any:
        return self.sound() if self.status.listening else np.zeros(0, np.float32)

    def reset_clip(self) -> None:
        self.status = replace(self.status, clipped=0)


@dataclass
class FakeWatch:
    """The list of microphones; None is "not known yet"."""

    microphones: tuple[Microphone, ...] | None = None
    problem: Problem | None = None
    running: bool = False

    def start(self) -> None:
        self.running = True

    def close(self) -> None:
        self.running = False


GOOD = (
    Finding(Check.LEVEL, Grade.PASSED, "−28.6 dBFS"),
    Finding(Check.CLIPPING, Grade.PASSED, "none"),
    Finding(Check.SILENCE, Grade.PASSED, "no gaps"),
    Finding(Check.BANDWIDTH, Grade.PASSED, "0–18 kHz"),
    Finding(Check.LENGTH, Grade.PASSED, "30 s"),
    Finding(Check.COMPLETE, Grade.PASSED, "complete"),
    Finding(Check.DROPOUTS, Grade.PASSED, "0 lost"),
    Finding(Check.PROCESSING, Grade.PASSED, "none"),
    Finding(Check.STEADINESS, Grade.PASSED, "steady"),
    Finding(Check.SPEECH, Grade.PASSED, "none"),
    Finding(Check.KNOCKS, Grade.PASSED, "none"),
    Finding(Check.HUM, Grade.PASSED, "none"),
    Finding(Check.ROOM, Grade.PASSED, "+19 dB"),
)
LIVE = (
    *GOOD[:4],
    Finding(Check.LENGTH, Grade.FAILED, "1 s", "The take is too short.", "Record 10 s or more."),
    GOOD[6],
)
SPEECH = Finding(
    Check.SPEECH,
    Grade.FAILED,
    "4.2 s",
    "Somebody talked for 4.2 s of this take.",
    "Ask for quiet, then record again.",
)
SILENT = Finding(Check.SILENCE, Grade.FAILED, "silent", "There is no sound in this take.", "Check the microphone.")


def quality(*instead: Finding) -> Quality:
    """All passed, but for these."""
    other = {finding.check: finding for finding in instead}
    return Quality(tuple(other.get(finding.check, finding) for finding in GOOD), -28.6, -15.0)


@dataclass(frozen=True)
class FakeHeard:
    recording: Recording
    quality: Quality
    above_room_db: float | None = 19.0


class FakeBeside:
    """The levels of the other microphones; empty until somebody looks."""

    def __init__(self) -> None:
        self.levels_dbfs: dict[str, float] = {}
        self.looks = 0

    def close(self) -> None:
        self.levels_dbfs = {}


@dataclass
class FakeRecord:
    """The workflow; `gate` is what it finds in every whole take, `judge` and `teach` make the result."""

    judge: Callable[[Recording, bool], Any] | None = None
    teach: Callable[[Recording], Any] | None = None
    gate: Quality = field(default_factory=quality)
    live: Quality | None = field(default_factory=lambda: Quality(LIVE, -28.6, -15.0))
    hear_problem: Problem | None = None
    keep_problem: Problem | None = None
    listener: FakeListener = field(default_factory=FakeListener)
    watch: FakeWatch = field(default_factory=FakeWatch)
    beside: FakeBeside = field(default_factory=FakeBeside)
    begun: list[tuple[Purpose, float | None]] = field(default_factory=list)
    kept: list[tuple[str, bool]] = field(default_factory=list)
    discarded: list[Recording] = field(default_factory=list)
    left: list[Recording] = field(default_factory=list)
    placements: dict[str, Placement] = field(default_factory=dict)
    rooms: dict[str, RoomSound] = field(default_factory=dict)
    last: LastTime | None = None
    photo_path: Path | None = None

    def look_beside(self) -> None:
        self.beside.looks += 1
        chosen = self.listener.status.microphone
        others = [one for one in self.watch.microphones or () if one != chosen and not one.telephone]
        self.beside.levels_dbfs = {one.key: -40.0 for one in others}

    def open(self, microphone: Microphone) -> None:
        self.listener.open(microphone)

    def pull(self) -> Any:
        return self.listener.pull()

    def blocked(self) -> Problem:
        return BLOCKED

    def no_microphone(self) -> Problem:
        return NO_MICROPHONE

    def begin(self, purpose: Purpose, seconds: float | None) -> None:
        self.listener.begin(purpose, seconds)
        self.begun.append((purpose, seconds))

    def live_quality(self) -> Quality | None:
        return self.live

    def hear(self, recording: Recording, *, on_progress: Any = None, cancel: Any = None) -> FakeHeard:
        if cancel:
            cancel.check()
        if self.hear_problem:
            raise self.hear_problem
        return FakeHeard(recording, self.gate)

    def inspect(self, one: FakeHeard, use_anyway: bool = False) -> Any:
        if self.keep_problem:
            raise self.keep_problem
        self.kept.append(("inspect", use_anyway))
        assert self.judge is not None
        return self.judge(one.recording, use_anyway)

    def learn(self, one: FakeHeard, *, start_over: bool = False) -> Any:
        if self.keep_problem:
            raise self.keep_problem
        self.kept.append(("learn", start_over))
        assert self.teach is not None
        return self.teach(one.recording)

    def keep_room(self, one: FakeHeard) -> RoomSound:
        self.kept.append(("room", False))
        sound = one.recording.format
        take = Take("r" * 64, "room.wav", "takes/room.wav", sound)
        room = RoomSound("point", take, None, -51.0, heard_at=NOON)  # type: ignore[arg-type]
        self.rooms["point"] = room
        return room

    def last_time(self, condition_id: str) -> LastTime | None:
        return self.last

    def room(self, point_id: str) -> RoomSound | None:
        return next(iter(self.rooms.values()), None)

    def placement(self, point_id: str) -> Placement | None:
        return self.placements.get(point_id)

    def place(self, point_id: str, note: str, photo: Path | None = None) -> Placement:
        if self.keep_problem:
            raise self.keep_problem
        self.placements[point_id] = Placement(point_id, note, str(photo or ""), placed_at=NOON)
        return self.placements[point_id]

    def photo(self, placement: Placement) -> Path | None:
        return self.photo_path

    def unfinished(self) -> tuple[Recording, ...]:
        return tuple(self.left)

    def discard(self, recording: Recording) -> None:
        self.discarded.append(recording)
        self.left = [one for one in self.left if one is not recording]

    def restore(self, recording: Recording) -> None:
        self.discarded.remove(recording)
        self.left.append(recording)


def last_time(level_dbfs: float = -28.0) -> LastTime:
    """A visit before this one."""
    return LastTime("before", NOON, level_dbfs, 19.0, State.WATCH, 0.81, LAPTOP.name)


@dataclass
class FakeMemory:
    """What the window would remember."""

    microphone: str = ""
    take_s: int = 30
