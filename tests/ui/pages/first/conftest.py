"""The first start on a microphone in memory, with a clock that a test turns."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from app.domain.microphone import Microphone
from app.domain.settings import Settings
from app.ui.pages.first.presenter import FirstPresenter
from app.ui.pages.first.values import HearingShown, Outcome
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.record.fakes import LAPTOP, FakeMemory, FakeRecord


class FakePreferences:
    """Keeps what was chosen."""

    def __init__(self) -> None:
        self.now = Settings(company="Northgate Mill")
        self.changes = 0

    def change(self, **values: Any) -> Settings:
        self.changes += 1
        self.now = replace(self.now, **values)
        return self.now


@dataclass
class Bench:
    """Everything around the presenter."""

    preferences: FakePreferences = field(default_factory=FakePreferences)
    record: FakeRecord = field(default_factory=FakeRecord)
    memory: FakeMemory = field(default_factory=FakeMemory)
    told: Told = field(default_factory=Told)
    now_s: float = 100.0
    permitted: bool = True

    def __post_init__(self) -> None:
        self.presenter = FirstPresenter(
            self.preferences,
            self.record,  # type: ignore[arg-type]
            InlineJobs(),
            self.told,  # type: ignore[arg-type]
            memory=self.memory,
            ask_permission=lambda then: then(self.permitted),
            clock=lambda: self.now_s,
        )

    def listen(self, *microphones: Microphone) -> None:
        """The microphone's screen, with these connected."""
        self.record.watch.microphones = microphones or (LAPTOP,)
        self.record.open = self._open_quietly  # type: ignore[method-assign]
        self.presenter.open()
        self.presenter.skip()
        self.tick()

    def _open_quietly(self, microphone: Microphone) -> None:
        listener = self.record.listener
        listener.open(microphone)
        listener.status = replace(listener.status, rms_dbfs=-70.0, peak_dbfs=-62.0)

    def hear(self, rms_dbfs: float, seconds: float = 1.0, **status: Any) -> None:
        """So loud for so long; the sound itself is steady noise."""
        rng = np.random.default_rng(1)
        steps = round(seconds * 10)
        for _ in range(steps):
            now = self.record.listener.status
            self.record.listener.status = replace(now, rms_dbfs=rms_dbfs, peak_dbfs=rms_dbfs + 10, **status)
            piece = rng.normal(size=4800).astype(np.float32) * np.float32(10 ** (rms_dbfs / 20))
            self.record.listener.sound = lambda piece=piece: piece
            self.tick(0.1)

    def tick(self, seconds: float = 0.6) -> None:
        """The timer."""
        self.now_s += seconds
        self.presenter.tick()

    @property
    def hearing(self) -> HearingShown:
        """What the page shows."""
        shown = self.told.last("show_hearing")
        assert isinstance(shown, HearingShown)
        return shown

    @property
    def outcome(self) -> Outcome:
        """What is said of the microphone."""
        return self.hearing.outcome


@pytest.fixture
def bench() -> Bench:
    return Bench()
