"""A microphone that hears what the pictures want it to, before the real listener and the real window."""

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.capture.beside import Beside
from app.domain.microphone import Microphone
from app.domain.take import RawStream
from app.main.window import Opener
from app.workflows.workflows import Workflows
from tests.capture.fake_input import RATE_HZ, FakeInputs

LAPTOP = Microphone("Laptop microphone array", "laptop", "PulseAudio", RATE_HZ, 1, is_default=True)
USB = Microphone("USB measurement mic", "usb", "PulseAudio", RATE_HZ, 1)
HEADSET = Microphone("Headset (Hands-Free)", "headset", "PulseAudio", 16_000, 1, telephone=True)
ALL = (LAPTOP, USB, HEADSET)


class Connected:
    """Stands in for the child process that looks for microphones."""

    problem = None

    def __init__(self) -> None:
        self.microphones: tuple[Microphone, ...] = ALL

    def start(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to end."""


class StoryTime:
    """`datetime` for the listener's chunks: sound that is heard faster than it lasts still takes its time."""

    def __init__(self, inputs: FakeInputs, began: datetime) -> None:
        self._clock, self._zero_s, self._began = inputs.clock, inputs.clock.now_s, began

    def now(self, zone: tzinfo | None = UTC) -> datetime:
        """The moment of the story."""
        return (self._began + timedelta(seconds=self._clock.now_s - self._zero_s)).astimezone(zone)


class MicrophoneOpener(Opener):
    """The history as the window opens it, on that microphone."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.inputs = FakeInputs(RawStream.YES)
        self.others = FakeInputs()
        self.connected = Connected()

    def __call__(self) -> Workflows:
        workflows = super().__call__()
        workflows.record.listener = self.inputs.listener()
        workflows.record.beside = Beside(self.others)
        workflows.record.watch = self.connected  # type: ignore[assignment]
        return workflows

    def hear(self, sound: NDArray[np.floating]) -> None:
        """Hear it as fast as it can be taken in; the microphone beside the open one is further away."""
        self.inputs.hear(np.clip(sound, -1.0, 1.0))
        if self.others.opened and not self.others.current.closed:
            self.others.hear(sound[-RATE_HZ:] * np.float32(0.2))
