"""Stand-ins for the workflows and the jobs: in memory, instant, with every outcome to be had by a file's name."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import numpy as np

from app.domain.baseline import Baseline
from app.domain.fleet import ConditionNow, MachineSummary
from app.domain.inspection import HealthyCurve, Inspection, Visit
from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.domain.microphone import Recording
from app.domain.problem import Problem
from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.take import BAND_COUNT, Clips, SoundFormat, SoundPicture, Take
from app.domain.verdict import ExcessRange, ModelIdentity, State, Thresholds, Verdict
from app.ui.jobs import Control, Job, JobHandle, Kind
from app.workflows.progress import Cancel, OnProgress, Progress
from tests.ui.pages.model.fakes import FakeDrift, FakeModels
from tests.ui.pages.record.fakes import FakeRecord
from tests.ui.plant_fakes import FakeFleet
from tests.ui.review_fakes import FakeReview


class Opening:
    """A history that opens by calling, and whose closings are counted."""

    def __init__(self, opened: Callable[[], Any], backups: Any = None) -> None:
        self._opened = opened
        self._backups = backups
        self.closed = 0
        self.files: tuple[Path, ...] = ()
        self.first_start = False
        self.preferences = None
        self.told: tuple[tuple[str, Problem], ...] = ()

    def __call__(self) -> Any:
        return self._opened()

    def close(self) -> None:
        self.closed += 1

    def backups(self) -> Any:
        return self._backups or NoBackups()

    def notices(self) -> tuple[tuple[str, Problem], ...]:
        return self.told


class NoPreview:
    """Nothing can be drawn."""

    def place(self, name: str) -> Path:
        raise Problem("There is no room for the report.", "Free some space.")


class NoWalk:
    """Nobody is on the way."""

    def next_stop_after(self, machine_id: str) -> None:
        return None


class EmptyBin:
    """Nothing was thrown away."""

    rest_s = 120.0

    def contents(self) -> tuple[Any, ...]:
        return ()

    def purge_due(self) -> None:
        """Nothing to remove."""


class NoBackups:
    """Nothing was backed up yet."""

    folder = Path("nowhere")

    def all(self) -> list[Any]:
        return []

    def due(self) -> bool:
        return False


NOON = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
MODEL = ModelIdentity("fan", "1.0", "fan", "e" * 64, "j" * 64)


class InlineJobs:
    """Does every job in the GUI thread: at once, or with `auto=False` when `settle` is called."""

    def __init__(self, auto: bool = True) -> None:
        self.auto = auto
        self.crashes: list[str] = []
        self.queue: deque[Job] = deque()
        self._draining = False

    def run(
        self,
        kind: Kind,
        work: Callable[[Control], Any],
        on_done: Callable[[Any], None],
        on_problem: Callable[[Problem], None],
        *,
        on_progress: Callable[[Progress], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> JobHandle:
        job = Job(work, on_done, on_problem, on_progress, on_end)
        self.queue.append(job)
        if self.auto:
            self.settle()
        return job.handle

    def stop_analysing(self) -> None:
        for job in self.queue:
            job.handle.cancel()

    def settle(self, at_most: int = 10_000) -> None:
        """Do what is waiting, and what that asks for."""
        if self._draining:
            return
        self._draining = True
        try:
            while self.queue and at_most:
                at_most -= 1
                job = self.queue.popleft()
                result, error = job.do(job.tell_progress)
                job.tell(result, error, self.crashes.append)
        finally:
            self._draining = False


def fan(name: str = "Supply fan 3", site: str = "Hall B", conditions: int = 1) -> Machine:
    """A fan with one point."""
    all_conditions = tuple(
        OperatingCondition(f"Full speed{' ' + str(i) if i else ''}", 1480.0) for i in range(conditions)
    )
    return Machine(
        name, MachineType.FAN, (MeasuringPoint("Inlet side, 0.5 m", all_conditions),), site, "SF-003", blades=5
    )


def take(name: str, seconds: float = 10.0) -> Take:
    """A kept take."""
    fmt = SoundFormat(48000, 1, int(48000 * seconds), "WAV", "PCM 24", 24)
    return Take(name.ljust(64, "0")[:64], name, f"takes/{name}", fmt)


def quality(usable: bool = True) -> Quality:
    """Six checks."""
    findings = [
        Finding(Check.LENGTH, Grade.PASSED, "10.0 s"),
        Finding(Check.SILENCE, Grade.PASSED, "present"),
        Finding(Check.LEVEL, Grade.PASSED, "−28 dBFS"),
        Finding(Check.CLIPPING, Grade.PASSED, "none"),
        Finding(Check.BANDWIDTH, Grade.PASSED, "0–8 kHz"),
        Finding(Check.COMPLETE, Grade.PASSED, "complete"),
    ]
    if not usable:
        findings[2] = Finding(
            Check.LEVEL, Grade.FAILED, "−62 dBFS", "The take is too quiet.", "Hold the microphone closer."
        )
    return Quality(tuple(findings), -28.0, -12.0)


def clips(count: int = 3) -> Clips:
    """Band levels that fall towards high frequencies."""
    bands = np.linspace(-4, -14, BAND_COUNT, dtype=np.float32)[None, :] + np.zeros((count, 1), np.float32)
    return Clips(bands, np.arange(count) * 10.0, np.full(count, 10.0), "e" * 64)


def baseline(condition_id: str, count: int = 5, version: int = 1) -> Baseline:
    """A baseline of `count` clips."""
    ids = tuple(f"healthy-{i}" for i in range(count))
    return Baseline(condition_id, clips(count).bands, ids, "e" * 64, version, learnt_at=NOON - timedelta(days=200))


VERDICTS = {
    State.HEALTHY: Verdict(
        State.HEALTHY, "Sounds as it did when healthy.", "Carry on.", 0.34, Thresholds(0.7, 1.0)
    ),
    State.WATCH: Verdict(
        State.WATCH, "5 dB louder than healthy around 0.4 kHz.", "Inspect again within two weeks.", 0.81,
        Thresholds(0.7, 1.0), (0.81,), (ExcessRange(350.0, 450.0, 5.0),),
    ),
    State.ABNORMAL: Verdict(
        State.ABNORMAL, "11 dB louder than healthy at 0.09–0.17 kHz.",
        "Check the impeller for a damaged or dirty blade within 2 days.", 1.84, Thresholds(0.7, 1.0),
        (1.8, 1.9, 1.8),
        (ExcessRange(90.0, 170.0, 11.0), ExcessRange(300.0, 400.0, 6.0)),
    ),
    State.CANNOT_TELL: Verdict(
        State.CANNOT_TELL, "Cannot tell: the take is too quiet.", "Hold the microphone closer and record again."
    ),
}  # fmt: skip


def verdict(state: State) -> Verdict:
    """A verdict of that state, with an excess where one belongs."""
    made = VERDICTS[state]
    if made.score is None:
        return made
    excess = np.zeros(BAND_COUNT, np.float32)
    for one in made.ranges:
        hz = np.linspace(0, 8000, BAND_COUNT)
        excess[(hz >= one.low_hz) & (hz <= one.high_hz)] = one.excess_db
    return replace(made, excess_db=excess, clip_scores=made.clip_scores or (made.score,))


def inspection(
    machine: Machine, state: State = State.ABNORMAL, name: str = "take.wav", seconds: float = 10.0, **more: Any
) -> Inspection:
    """An inspection of that outcome at the machine's first condition."""
    condition_id = more.pop("condition_id", machine.points[0].conditions[0].id)
    made = verdict(state)
    mean = (10 / np.log(10) * clips(1).bands[0]).astype(np.float32)
    healthy = HealthyCurve("b", 5, NOON - timedelta(days=200), mean, np.full(BAND_COUNT, 1.5, np.float32))
    return Inspection(
        machine.id, condition_id, take(name, seconds), clips(),
        quality(state is not State.CANNOT_TELL), made, MODEL,
        healthy if made.score is not None else None, "0.1.0", analysed_at=more.pop("analysed_at", NOON), **more,
    )  # fmt: skip


def visit(one: Inspection) -> Visit:
    """Its line in the history."""
    return Visit(
        one.id, one.condition_id, one.analysed_at, one.take.recorded_at, one.verdict.state, one.verdict.score,
        one.verdict.finding, one.take.file_name,
    )  # fmt: skip


def picture(start_s: float = 0.0, end_s: float = 10.0) -> SoundPicture:
    """Something to look at: broadband with three lines."""
    rng = np.random.default_rng(3)
    level = rng.normal(-62, 4, (256, 400)).astype(np.float32)
    for row in (60, 80, 120):
        level[row - 3 : row + 3] += 25
    wave = np.abs(rng.normal(0, 0.05, 400)).astype(np.float32)
    return SoundPicture(start_s, end_s, -wave, wave, level, np.geomspace(50, 8000, 256).astype(np.float32))


@dataclass
class FakeBook:
    """The machines and their inspections."""

    all: dict[str, Machine] = field(default_factory=dict)
    baselines: dict[str, Baseline] = field(default_factory=dict)
    inspections: list[Inspection] = field(default_factory=list)
    reads: int = 0
    judged: frozenset[MachineType] = frozenset({MachineType.FAN})

    def judged_types(self) -> frozenset[MachineType]:
        return self.judged

    def summaries(self) -> list[MachineSummary]:
        self.reads += 1
        return self.lines()

    def lines(self) -> list[MachineSummary]:
        return [self._summary(machine) for machine in self.all.values()]

    def _summary(self, machine: Machine) -> MachineSummary:
        mine = self.visits(machine.id)
        now = [
            ConditionNow(
                c.id,
                next((visit for visit in mine if visit.condition_id == c.id), None),
                self.baselines[c.id].clip_count if c.id in self.baselines else 0,
            )
            for p in machine.points
            for c in p.conditions
        ]
        return MachineSummary(machine, tuple(now))

    def machine(self, machine_id: str) -> Machine:
        return self.all[machine_id]

    def add(self, machine: Machine) -> Machine:
        if any(m.name.casefold() == machine.name.casefold() for m in self.all.values()):
            raise Problem(f"There is a machine called {machine.name} already.", "Choose another name.")
        self.all[machine.id] = machine
        return machine

    def change(self, machine: Machine) -> Machine:
        self.all[machine.id] = machine
        return machine

    def baseline(self, condition_id: str) -> Baseline | None:
        return self.baselines.get(condition_id)

    def visits(self, machine_id: str, condition_id: str | None = None) -> list[Visit]:
        mine = [i for i in self.inspections if i.machine_id == machine_id]
        mine = [i for i in mine if condition_id in (None, i.condition_id)]
        return [visit(i) for i in reversed(mine)]

    def last_visit(self, machine_id: str) -> Visit | None:
        return next(iter(self.visits(machine_id)), None)

    def inspection(self, inspection_id: str) -> Inspection:
        return next(i for i in self.inspections if i.id == inspection_id)

    def set_note(self, inspection_id: str, note: str) -> Inspection:
        at = next(k for k, i in enumerate(self.inspections) if i.id == inspection_id)
        self.inspections[at] = replace(self.inspections[at], note=note)
        return self.inspections[at]


@dataclass(frozen=True)
class FakeRefused:
    path: Path
    reason: str
    to_do: str


@dataclass(frozen=True)
class FakeLearnt:
    baseline: Baseline | None
    taken: tuple[Take, ...]
    refused: tuple[FakeRefused, ...]


@dataclass(frozen=True)
class FakeSound:
    samples: Any
    sample_rate_hz: int


@dataclass
class FakePlayback:
    playing: bool = False
    position_s: float = 0.0
    played: list[dict[str, Any]] = field(default_factory=list)
    problem: Problem | None = None
    no_device: Problem | None = None

    def play(
        self, samples: Any, sample_rate_hz: int, start_s: float = 0.0, loop: bool = False, gain_db: float = 0.0
    ) -> None:
        self.problem = None
        if self.no_device:
            raise self.no_device
        self.playing, self.position_s = True, 0.0
        self.played.append({"n": len(samples), "rate": sample_rate_hz, "loop": loop, "gain_db": gain_db})

    def stop(self) -> None:
        self.playing = False

    def lose_device(self) -> None:
        self.playing, self.problem = False, Problem("The loudspeaker is gone.", "Connect it again.")


class FakeListen:
    def __init__(self, book: FakeBook) -> None:
        self._book = book
        self.playback = FakePlayback()
        self.loads: list[tuple[str, float, float | None, float | None]] = []
        self.level = 0.1
        self.longest_s = 600.0

    def load(
        self,
        take: Take,
        start_s: float = 0.0,
        end_s: float | None = None,
        low_hz: float | None = None,
        high_hz: float | None = None,
    ) -> FakeSound:
        self.loads.append((take.file_name, start_s, low_hz, high_hz))
        length_s = min((end_s or take.format.duration_s) - start_s, self.longest_s)
        return FakeSound(np.full(max(1, int(length_s * 1000)), self.level, np.float32), 1000)

    def healthy(self, condition_id: str) -> Take | None:
        return take("healthy-1.wav") if condition_id in self._book.baselines else None


class FakeStory:
    """Every recording is there but those whose file names are among the `gone`."""

    def __init__(self) -> None:
        self.gone: set[str] = set()

    def has_recording(self, take: Take) -> bool:
        return take.file_name not in self.gone


class FakeSample:
    NAME = "Sample fan"

    def __init__(self, book: FakeBook) -> None:
        self._book = book
        self.healthy_takes = tuple(Path(f"samples/healthy-{i}.wav") for i in range(1, 6))
        self.later_take = Path("samples/later-abnormal.wav")
        self.pictured: list[str] = []
        self.unreadable: set[str] = set()

    def machine(self) -> Machine:
        for machine in self._book.all.values():
            if machine.name == self.NAME:
                return machine
        return self._book.add(replace(fan(self.NAME, "Sample"), code="SAMPLE"))

    def picture(self, path: Path) -> SoundPicture:
        self.pictured.append(path.name)
        if path.name in self.unreadable:
            raise Problem(f"{path.name} is missing.", "Install Earshot again.")
        return picture(0.0, 30.0 if path == self.later_take else 10.0)


class FakeWorkflows:
    """Outcomes by file name: "bad…" is refused; "watch", "abnormal", "quiet" say so; others are healthy.

    With `hold` set, inspecting and learning wait (and can be cancelled) until it is released.
    """

    def __init__(self, *machines: Machine) -> None:
        self.machines = FakeBook({machine.id: machine for machine in machines})
        self.listen = FakeListen(self.machines)
        self.sample = FakeSample(self.machines)
        self.record = FakeRecord(self._judge_recording, self._learn_recording)
        self.review = FakeReview(self.machines)
        self.models = FakeModels()
        self.backups = NoBackups()
        self.bin = EmptyBin()
        self.walk = NoWalk()
        self.fleet = FakeFleet(self.machines)
        self.drift = FakeDrift()
        self.story = FakeStory()
        self.hold: Event | None = None
        self.started = Event()
        self.looks: list[tuple[str, float, float | None]] = []
        self.printed: list[tuple[str, Path]] = []
        self.reports = SimpleNamespace(preview=NoPreview())
        self.started_over: list[bool] = []
        self.report_problem: Problem | None = None
        self.look_problem: Problem | None = None

    def _wait(
        self, name: str, index: int, count: int, on_progress: OnProgress | None, cancel: Cancel | None
    ) -> None:
        if on_progress:
            on_progress(Progress(5.0, 10.0, name, index, count))
        self.started.set()
        while self.hold is not None and not self.hold.is_set():
            time.sleep(0.002)
            if cancel:
                cancel.check()
        if cancel:
            cancel.check()

    def inspect(
        self,
        machine_id: str,
        condition_id: str,
        path: Path,
        *,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> Inspection:
        self._wait(path.name, 0, 1, on_progress, cancel)
        if path.name.startswith("bad"):
            raise Problem(f"{path.name} is not a sound file.", "Choose a WAV, FLAC, OGG, MP3 or AIFF file.")
        if path.name.startswith("bug"):
            raise ZeroDivisionError("our own fault")
        machine = self.machines.machine(machine_id)
        state = State.HEALTHY
        for word, other in (("watch", State.WATCH), ("abnormal", State.ABNORMAL), ("quiet", State.CANNOT_TELL)):
            state = other if word in path.name else state
        when = NOON + timedelta(days=len(self.machines.inspections))
        made = inspection(machine, state, path.name, condition_id=condition_id, analysed_at=when)
        self.machines.inspections.append(made)
        return made

    def learn(
        self,
        machine_id: str,
        condition_id: str,
        paths: Sequence[Path],
        *,
        start_over: bool = False,
        on_progress: OnProgress | None = None,
        cancel: Cancel | None = None,
    ) -> FakeLearnt:
        taken, refused = [], []
        for index, path in enumerate(paths):
            self._wait(path.name, index, len(paths), on_progress, cancel)
            if path.name.startswith("bad"):
                refused.append(FakeRefused(path, "It is not a sound file.", "Choose another one."))
            else:
                taken.append(take(path.name))
        before = self.machines.baseline(condition_id)
        if not taken:
            return FakeLearnt(before, (), tuple(refused))
        self.started_over.append(start_over)
        count = len(taken) + (before.clip_count if before and not start_over else 0)
        made = baseline(condition_id, count, before.version + 1 if before else 1)
        self.machines.baselines[condition_id] = made
        return FakeLearnt(made, tuple(taken), tuple(refused))

    def _judge_recording(self, recording: Recording, use_anyway: bool) -> Inspection:
        """As a file called "take.wav" would be."""
        return self.inspect(recording.purpose.machine_id, recording.purpose.condition_id, Path("take.wav"))

    def _learn_recording(self, recording: Recording) -> FakeLearnt:
        """As one healthy file."""
        path = Path(f"take-{len(self.record.begun)}.wav")
        return self.learn(recording.purpose.machine_id, recording.purpose.condition_id, [path])

    def look(
        self, take: Take, start_s: float = 0.0, end_s: float | None = None, columns: int = 1200
    ) -> SoundPicture:
        if self.look_problem:
            raise self.look_problem
        self.looks.append((take.file_name, start_s, end_s))
        return picture(start_s, end_s or take.format.duration_s)

    def report(self, inspection_id: str, out: Path, printed_at: datetime | None = None) -> Path:
        if self.report_problem:
            raise self.report_problem
        self.printed.append((inspection_id, out))
        return out
