"""The microphone as the jobs see it: open it, look at the meters, record, and be told what became of it.

Nothing calls back but `on_block`: whoever wants to know polls `status`, as often as a screen is drawn.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.capture.chunks import Chunk
from app.capture.hearing import Hearing, OnBlock
from app.capture.inputs import Inputs
from app.capture.listener_status import ListenerStatus
from app.capture.recorder import NewRecording, Recorder
from app.capture.running_clock import running_s
from app.domain.microphone import Ending, Microphone, Recording
from app.domain.problem import Problem
from app.language import later

__all__ = ["Chunk", "Listener"]

PATIENCE_S = 5.0
"""How long `begin`, `finish` and `close` wait for the writer, which a hanging disk can hold up."""


class Listener:
    """One microphone at a time. All methods are for one thread at a time; `status` for any.

    One thread hears while a microphone is open: it also notices that the time is up, the disk is full, or the
    microphone is gone, without anybody asking.
    """

    def __init__(self, inputs: Inputs, clock: Callable[[], float] = running_s) -> None:
        self._inputs = inputs
        self._clock = clock
        self._hearing: Hearing | None = None
        self._finished: Recording | None = None
        self._on_block: OnBlock | None = None
        self._watching = False

    def open(self, microphone: Microphone) -> None:
        """Open a microphone; one that was open is closed before.

        Raises:
            Problem: it is gone, held by another program, or does not answer.
        """
        self.close()
        self._hearing = None
        hearing = Hearing(self._inputs, microphone, self._clock, self._keep)
        hearing.on_block = self._on_block
        if self._watching:
            hearing.do(lambda: hearing.watch(True), PATIENCE_S)
        self._hearing = hearing

    def close(self) -> None:
        """Give the microphone back. What is being recorded ends as `Ending.INTERRUPTED`, and is kept."""
        if self._hearing is not None:
            self._hearing.close(PATIENCE_S)

    def rescan(self) -> None:
        """Have the sound system look for microphones anew; nothing happens while one is open."""
        if self._hearing is None or not self._hearing.listening:
            self._inputs.rescan()

    def begin(self, recording: NewRecording) -> None:
        """Record from now on; the first 0.3 s, with the key that was pressed, are left out.

        Raises:
            Problem: no microphone is open, or the disk is full or can't be written.
        """
        hearing = self._open_hearing()
        if hearing.status().recording:
            raise RuntimeError("a recording is already running")
        self._finished = None
        if not hearing.begin(Recorder(recording, hearing.source), PATIENCE_S):
            raise self._gone()

    def finish(self) -> Recording | None:
        """End the recording with what has arrived by now; listening goes on.

        One that has just ended by itself is given too. None when there is none, or when the disk hangs: then it
        comes as `status.finished`.
        """
        hearing = self._hearing
        if hearing is None or not hearing.status().recording:
            return self._finished
        hearing.do(lambda: hearing.end_recording(Ending.ASKED), PATIENCE_S)
        return self._finished

    def abandon(self) -> None:
        """Delete what is being recorded; listening goes on."""
        hearing = self._hearing
        if hearing is not None and hearing.status().recording:
            hearing.do(hearing.abandon, PATIENCE_S)

    def take_finished(self) -> Recording | None:
        """The recording that has ended; `status.finished` is None afterwards."""
        finished, self._finished = self._finished, None
        return finished

    def pull(self) -> NDArray[np.float32]:
        """What was heard since the last pull, float32 `[n]`, the mean of the channels; at most the last 10 s."""
        return self._hearing.ring.pull() if self._hearing else np.zeros(0, dtype=np.float32)

    def reset_clip(self) -> None:
        """Start to count clipped samples anew."""
        if self._hearing is not None:
            self._hearing.meter.reset_clip()

    def watch(self, on: bool) -> None:
        """Begin to cut what is heard into chunks of 10 s, or stop; goes on with the next microphone too."""
        self._watching = on
        hearing = self._hearing
        if hearing is not None and hearing.listening:
            hearing.do(lambda: hearing.watch(on), PATIENCE_S)

    def take_chunk(self) -> Chunk | None:
        """The oldest chunk that nobody took yet."""
        return self._hearing.take_chunk() if self._hearing else None

    @property
    def on_block(self) -> OnBlock | None:
        """Takes what is being recorded, float32 `[frames, channels]`, on the listener's own thread.

        It must not call the listener: its methods wait for that thread.
        """
        return self._on_block

    @on_block.setter
    def on_block(self, on_block: OnBlock | None) -> None:
        self._on_block = on_block
        if self._hearing is not None:
            self._hearing.on_block = on_block

    @property
    def backlog_s(self) -> float:
        """How much sound has arrived and was not heard yet; the slower the disk, the more."""
        return self._hearing.backlog_s if self._hearing and self._hearing.listening else 0.0

    def catch_up(self, patience_s: float = PATIENCE_S) -> bool:
        """Wait until all that has arrived by now was heard; False when that takes too long."""
        return self._hearing is not None and self._hearing.do(lambda: None, patience_s)

    @property
    def status(self) -> ListenerStatus:
        """How it is right now."""
        if self._hearing is None:
            return ListenerStatus(finished=self._finished)
        status = self._hearing.status()
        return replace(status, finished=self._finished)

    def _keep(self, recording: Recording) -> None:
        self._finished = recording

    def _open_hearing(self) -> Hearing:
        if self._hearing is None or not self._hearing.listening:
            raise self._gone()
        return self._hearing

    def _gone(self) -> Problem:
        problem = self._hearing.problem if self._hearing else None
        return problem or Problem(
            later("No microphone is open."), later("Choose a microphone, then record again.")
        )
