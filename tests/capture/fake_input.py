"""A microphone of the test's own: it hears what the test says, on the test's clock, and fails when it is told to.

    inputs = FakeInputs()
    listener = inputs.listener()          # or Listener(inputs, clock=inputs.clock); inputs.heard_by = listener
    listener.open(MICROPHONE)
    inputs.hear(tone)                     # returns when the listener has dealt with it; an hour takes seconds
    inputs.miss(0.2)                      # sound that never arrives, without a word
    inputs.lose(); inputs.stall()         # the two ways in which microphones go

`live` plays a sound over and over in real time on a thread of its own, for windows that somebody looks at.
"""

import time
from collections.abc import Callable
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray

from app.capture.inputs import Deliver, Ended
from app.capture.listener import Listener
from app.domain.microphone import Microphone
from app.domain.problem import Problem
from app.domain.take import RawStream

RATE_HZ = 48_000
BLOCK = 1024
PATIENCE_S = 30.0
MICROPHONE = Microphone("Laptop microphone", "fake:laptop", "Fake", RATE_HZ, 1, is_default=True)
STEREO = Microphone("USB interface", "fake:usb", "Fake", RATE_HZ, 2)
HEADSET = Microphone("Headset (Hands-Free)", "fake:headset", "Fake", 16_000, 1, telephone=True)


class FakeClock:
    """Seconds that pass only when somebody lets them."""

    def __init__(self, now_s: float = 1000.0) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s


class FakeInput:
    """An open one."""

    def __init__(self, microphone: Microphone, raw_stream: RawStream, deliver: Deliver, ended: Ended) -> None:
        self.microphone = microphone
        self.sample_rate_hz = microphone.sample_rate_hz
        self.channels = microphone.channels
        self.raw_stream = raw_stream
        self.deliver = deliver
        self.ended = ended
        self.closed = False

    def close(self) -> None:
        self.closed = True


class FakeInputs:
    """Opens microphones that hear nothing but what `hear` says. One at a time is the test's."""

    def __init__(self, raw_stream: RawStream = RawStream.UNKNOWN) -> None:
        self.clock = FakeClock()
        self.raw_stream = raw_stream
        self.opened: list[FakeInput] = []
        self.refuse: Problem | None = None
        """What `open` raises, until it is None again."""
        self.rescans = 0
        self.heard_by: Listener | None = None
        """Whom `hear` waits for; without one it returns at once."""
        self._live: tuple[Thread, Event] | None = None

    def listener(self) -> Listener:
        """A listener on this clock, which `hear` waits for."""
        self.heard_by = Listener(self, clock=self.clock)
        return self.heard_by

    def open(self, microphone: Microphone, deliver: Deliver, ended: Ended) -> FakeInput:
        if self.refuse is not None:
            raise self.refuse
        one = FakeInput(microphone, self.raw_stream, deliver, ended)
        self.opened.append(one)
        return one

    def rescan(self) -> None:
        self.rescans += 1

    @property
    def current(self) -> FakeInput:
        """The one that was opened last."""
        return self.opened[-1]

    def hear(self, samples: NDArray[np.float32], *, overflowed: bool = False, block: int = BLOCK) -> None:
        """The microphone hears float32 `[n]` (the same in all channels) or `[n, channels]`; its time passes.

        `overflowed`: the system says that it dropped something before it.
        """
        one = self.current
        sound = np.asarray(samples, dtype=np.float32)
        sound = sound[:, None] if sound.ndim == 1 else sound
        sound = np.broadcast_to(sound, (sound.shape[0], one.channels))
        for start in range(0, sound.shape[0], block):
            part = sound[start : start + block].copy()
            self.clock.now_s += part.shape[0] / one.sample_rate_hz
            if one.closed:
                return
            one.deliver(part, overflowed)
            overflowed = False
            # As with a real one, the array is nobody's afterwards.
            part.fill(np.nan)
            if self.heard_by is not None and self.heard_by.backlog_s > 10.0:
                self.settle()
        self.settle()

    def hear_silence(self, seconds: float) -> None:
        """Exact zeros, as from a blocked microphone."""
        self.hear(np.zeros(round(seconds * self.current.sample_rate_hz), dtype=np.float32))

    def miss(self, seconds: float) -> None:
        """Sound that gets lost on the way: its time passes and nobody says a word."""
        self.clock.now_s += seconds

    def lose(self) -> None:
        """Unplugged: the system says that the stream has ended."""
        one = self.current
        if not one.closed:
            one.ended()
        self.until(lambda: one.closed)

    def stall(self, seconds: float = 1.5) -> None:
        """Nothing comes any more and nobody says so; time passes in steps that a writer can see."""
        for _ in range(round(seconds / 0.05)):
            self.clock.now_s += 0.05
            time.sleep(0.02)

    def live(self, sound: NDArray[np.float32]) -> None:
        """Hear a sound over and over in real time, until `quiet`."""
        self.quiet()
        stop = Event()
        thread = Thread(target=self._play, args=(np.asarray(sound, dtype=np.float32), stop), daemon=True)
        self._live = thread, stop
        thread.start()

    def quiet(self) -> None:
        """End what `live` began."""
        if self._live is not None:
            thread, stop = self._live
            stop.set()
            thread.join()
            self._live = None

    def settle(self) -> None:
        """Wait until the listener has dealt with everything it was given."""
        if self.heard_by is not None:
            assert self.heard_by.catch_up(PATIENCE_S) or not self.heard_by.status.listening, "the writer hangs"

    @staticmethod
    def until(true: Callable[[], object]) -> None:
        """Wait for something that another thread does."""
        end_s = time.monotonic() + PATIENCE_S
        while not true():
            assert time.monotonic() < end_s, "it does not come"
            time.sleep(0.002)

    def _play(self, sound: NDArray[np.float32], stop: Event) -> None:
        """In blocks of 1024, late ones caught up with, on the fake clock."""
        frame, begun_s = 0, time.monotonic()
        while not stop.is_set() and not self.current.closed:
            rate_hz = self.current.sample_rate_hz
            places = np.arange(frame, frame + BLOCK) % sound.shape[0]
            block = sound[places]
            frame += BLOCK
            self.clock.now_s += BLOCK / rate_hz
            block = block[:, None] if block.ndim == 1 else block
            self.current.deliver(np.broadcast_to(block, (BLOCK, self.current.channels)), False)
            stop.wait(max(begun_s + frame / rate_hz - time.monotonic(), 0.0))
