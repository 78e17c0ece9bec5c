"""A microphone, a watch workflow and a clock that do as they are told, at once."""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.microphone import Microphone
from app.domain.problem import Problem
from app.domain.take import RawStream
from app.domain.verdict import State
from app.domain.why import CannotTell
from tests.ui.fakes import FakeWorkflows, baseline, fan, inspection

START = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
LAPTOP = Microphone("Laptop microphone", "key-laptop", "PulseAudio", 48_000, 1, is_default=True)
USB = Microphone("USB measurement mic", "key-usb", "PulseAudio", 48_000, 1)
SCORES = {State.HEALTHY: 0.34, State.WATCH: 0.81, State.ABNORMAL: 1.42, State.CANNOT_TELL: None}


@dataclass(frozen=True)
class Step:
    """As the workflow's `WatchStep`."""

    at: datetime
    state: State
    score: float | None
    why: str = ""
    to_do: str = ""
    cannot: CannotTell | None = None


@dataclass(frozen=True, eq=False)
class Change:
    state: State
    inspection: Inspection


@dataclass(frozen=True, eq=False)
class Heard:
    """As the workflow's `WatchState`."""

    steps: tuple[Step, ...] = ()
    now: Step | None = None
    told: State = State.HEALTHY
    change: Change | None = None


@dataclass(frozen=True)
class Status:
    microphone: Microphone | None = None
    sample_rate_hz: int = 48_000
    raw_stream: RawStream = RawStream.UNKNOWN
    listening: bool = False
    recording: bool = False
    rms_dbfs: float = -31.0
    peak_dbfs: float = -18.0
    zero_s: float = 0.0
    problem: Problem | None = None


@dataclass(frozen=True, eq=False)
class Chunk:
    """What it sounds like is said instead of sampled."""

    started_at: datetime
    state: State
    why: str = ""
    to_do: str = ""
    cannot: CannotTell | None = None


@dataclass
class FakeListener:
    status: Status = Status()
    watching: bool = False
    opened: list[str] = field(default_factory=list)
    closed: int = 0
    refuses: Problem | None = None
    waiting: deque[Chunk] = field(default_factory=deque)

    def open(self, microphone: Microphone) -> None:
        self.opened.append(microphone.name)
        if self.refuses is not None:
            raise self.refuses
        self.status = Status(microphone, listening=True)

    def close(self) -> None:
        self.closed += 1
        self.status = replace(self.status, listening=False, problem=None)

    def watch(self, on: bool) -> None:
        self.watching = on
        self.waiting.clear()

    def take_chunk(self) -> Chunk | None:
        return self.waiting.popleft() if self.waiting else None

    def lose(self) -> None:
        """The plug is pulled."""
        assert self.status.microphone is not None
        name = self.status.microphone.name
        gone = Problem(f"The microphone “{name}” was disconnected.", "Connect it again, then record again.")
        self.status = replace(self.status, listening=False, problem=gone)


@dataclass
class FakeMicrophones:
    microphones: tuple[Microphone, ...] | None = (LAPTOP, USB)
    problem: Problem | None = None


@dataclass
class FakeRecord:
    listener: FakeListener = field(default_factory=FakeListener)
    watch: FakeMicrophones = field(default_factory=FakeMicrophones)

    def blocked(self) -> Problem:
        return Problem("The microphone delivers only silence.", "Allow it in the settings.")


class FakeWatch:
    """Three in a row make a change, as in the workflow; `refuses` and `cannot_keep` are what may go wrong."""

    def __init__(self, flows: "WatchFlows") -> None:
        self._flows = flows
        self.started: list[tuple[str, str]] = []
        self.heard: list[tuple[Chunk, str]] = []
        self.refuses: Problem | None = None
        self.cannot_keep: Problem | None = None
        self._steps: deque[Step] = deque(maxlen=360)
        self._told = State.HEALTHY

    def start(self, machine_id: str, condition_id: str) -> Heard:
        if self.refuses is not None:
            raise self.refuses
        self.started.append((machine_id, condition_id))
        self._steps.clear()
        self._told = State.HEALTHY
        return Heard()

    def hear(self, chunk: Chunk, microphone: str = "", raw_stream: RawStream = RawStream.UNKNOWN) -> Heard:
        self.heard.append((chunk, microphone))
        del self.heard[:-400]
        score = SCORES[chunk.state]
        self._steps.append(Step(chunk.started_at, chunk.state, score, chunk.why, chunk.to_do, chunk.cannot))
        if self.cannot_keep is not None:
            raise self.cannot_keep
        last = {step.state for step in list(self._steps)[-3:]}
        change = None
        if len(self._steps) >= 3 and len(last) == 1 and last != {self._told} and chunk.state in SCORES:
            worse = list(SCORES).index(chunk.state) > list(SCORES).index(self._told)
            if chunk.state is not State.CANNOT_TELL:
                self._told = chunk.state
                change = Change(chunk.state, self._keep(chunk)) if worse else None
        return Heard(tuple(self._steps), self._steps[-1], self._told, change)

    def _keep(self, chunk: Chunk) -> Inspection:
        machine_id, condition_id = self.started[-1]
        machine = self._flows.machines.machine(machine_id)
        when = chunk.started_at + timedelta(seconds=10)
        kept = inspection(machine, chunk.state, "watch.wav", 30.0, condition_id=condition_id, analysed_at=when)
        self._flows.machines.inspections.append(kept)
        return kept


class WatchFlows(FakeWorkflows):
    """The workflows of the other pages, and those of the watch."""

    def __init__(self, *machines: Machine) -> None:
        super().__init__(*machines)
        self.record = FakeRecord()
        self.watch = FakeWatch(self)


@dataclass
class FakeMemory:
    microphone: str = ""
    watch_sound: bool = False


@dataclass
class Clock:
    """The time of day and the monotonic clock, moved by hand."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - START).total_seconds()

    def go(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def watched(clips: int = 9) -> tuple[WatchFlows, Machine, str]:
    """A fan with a baseline, and another one; the id is of the first one's condition."""
    machine, other = fan(), fan("Exhaust fan 2", "Roof")
    flows = WatchFlows(machine, other)
    condition_id = machine.points[0].conditions[0].id
    if clips:
        flows.machines.baselines[condition_id] = baseline(condition_id, clips)
    other_id = other.points[0].conditions[0].id
    flows.machines.baselines[other_id] = baseline(other_id, 9)
    return flows, machine, condition_id
