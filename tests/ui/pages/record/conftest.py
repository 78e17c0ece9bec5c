"""A presenter on a microphone in memory, with a clock that a test turns."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.domain.microphone import Microphone
from app.ui.pages.offer import Place
from app.ui.pages.record.presenter import RecordPresenter
from app.ui.pages.record.values import Face, MicrophoneList
from tests.ui.fakes import FakeLearnt, InlineJobs, baseline, fan, inspection, take
from tests.ui.pages.conftest import Told
from tests.ui.pages.record.fakes import HEADSET, LAPTOP, USB, FakeMemory, FakeRecord


@dataclass
class Bench:
    """Everything around a presenter."""

    record: FakeRecord
    jobs: InlineJobs
    told: Told
    memory: FakeMemory
    place: Place
    now_s: float = 100.0
    permitted: list[Callable[[bool], None]] | None = None
    presenter: RecordPresenter = field(init=False)

    def __post_init__(self) -> None:
        self.presenter = RecordPresenter(
            self.record,  # type: ignore[arg-type]
            self.jobs,
            self.told,  # type: ignore[arg-type]
            memory=self.memory,
            ask_permission=self._ask,
            clock=lambda: self.now_s,
        )

    def _ask(self, then: Callable[[bool], None]) -> None:
        if self.permitted is None:
            then(True)
        else:
            self.permitted.append(then)

    def enter(self, *microphones: Microphone) -> None:
        """Open the page with these connected."""
        self.record.watch.microphones = microphones or (LAPTOP, USB, HEADSET)
        self.presenter.enter(self.place)
        self.tick()

    def tick(self, seconds: float = 0.04) -> None:
        """The timer."""
        self.now_s += seconds
        self.presenter.tick()

    def take(self, seconds: float = 30.0) -> None:
        """Press, record so long, and see what comes of it."""
        self.presenter.toggle()
        self.record.listener.record_for(seconds)
        self.tick()
        if self.record.listener.status.recording:
            self.presenter.toggle()
            self.tick()

    @property
    def face(self) -> Face:
        """What the record panel shows."""
        shown: Face = self.told.last("show_face")
        return shown

    @property
    def microphones(self) -> MicrophoneList:
        """The microphones that are shown."""
        shown: MicrophoneList = self.told.last("show_microphones")
        return shown

    @property
    def chosen(self) -> list[str]:
        """The names that are marked."""
        return [line.name for line in self.microphones.lines if line.chosen]


@pytest.fixture
def bench(told: Told, jobs: InlineJobs) -> Bench:
    """Supply fan 3 with a firm baseline."""
    machine = fan()
    condition_id = machine.points[0].conditions[0].id

    def judge(recording: Any, use_anyway: bool) -> Any:
        return inspection(machine)

    def teach(recording: Any) -> FakeLearnt:
        return FakeLearnt(baseline(condition_id, 3), (take("a.wav"),), ())

    place = Place(machine, condition_id, baseline(condition_id, 9))
    return Bench(FakeRecord(judge, teach), jobs, told, FakeMemory(), place)
