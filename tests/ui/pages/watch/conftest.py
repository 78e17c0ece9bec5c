"""A presenter on fakes, with a clock that is moved by hand."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QLocale

from app.domain.machine import Machine
from app.domain.verdict import State
from app.look.tokens import LIGHT
from app.ui.pages.watch.presenter import WatchPresenter
from app.ui.theme import apply_theme, set_touch
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.watch.fakes import Chunk, Clock, FakeMemory, WatchFlows, watched


@pytest.fixture
def light(qapp):
    """For tests with widgets: the light theme, British times, nothing of the test before."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QLocale.setDefault(QLocale("en_GB"))
    apply_theme(qapp, LIGHT, 1.0)
    yield qapp
    set_touch(False)


@dataclass
class Scene:
    """A watch, and what the world does to it."""

    flows: WatchFlows
    machine: Machine
    condition_id: str
    jobs: InlineJobs
    clock: Clock
    memory: FakeMemory
    view: Told
    watch: WatchPresenter

    @property
    def shown(self):
        return self.view.last("show")

    @property
    def listener(self):
        return self.flows.record.listener

    def open(self) -> None:
        self.watch.open(self.machine.id, self.condition_id)
        self.watch.tick()

    def listen(self) -> None:
        """Open the page and press the large button."""
        self.open()
        self.watch.toggle()
        self.watch.tick()

    def hear(self, *states: State, why: str = "") -> None:
        """Ten seconds of each."""
        for state in states:
            self.listener.waiting.append(Chunk(self.clock.at, state, why))
            self.clock.go(10)
            self.watch.tick()

    def wait(self, seconds: float) -> None:
        """Time goes by at five looks a second, or less often if that is long."""
        left = seconds
        while left > 0:
            step = min(left, 0.2 if seconds < 60 else 5.0)
            self.clock.go(step)
            self.watch.tick()
            left -= step


@pytest.fixture
def scene() -> Scene:
    flows, machine, condition_id = watched()
    jobs, clock, memory, view = InlineJobs(), Clock(), FakeMemory(), Told()
    presenter = WatchPresenter(flows, jobs, view, memory, clock=clock.monotonic, today=clock.now)
    return Scene(flows, machine, condition_id, jobs, clock, memory, view, presenter)
