"""One open microphone, and the one thread that hears it, writes what it hears and watches over it."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray

from app.capture import advice
from app.capture.awake import keep_awake
from app.capture.block_queue import Block, BlockQueue, Order
from app.capture.chunks import Chunk, Chunker
from app.capture.counting import Counting, Since
from app.capture.inputs import Inputs
from app.capture.listener_status import ListenerStatus
from app.capture.meters import Levels, Meter
from app.capture.part_file import Source
from app.capture.pull_ring import PullRing
from app.capture.recorder import Recorder
from app.capture.watchdog import Watchdog
from app.domain.microphone import Continuity, Ending, Microphone, Recording
from app.domain.problem import Problem

LOOK_EVERY_S = 0.05
"""How often the writer looks around while nothing arrives."""

OnBlock = Callable[[NDArray[np.float32]], None]

log = logging.getLogger(__name__)


class Hearing:
    """Opens the microphone when it is made, and hears it until it goes or `close`.

    What it counts is written by its own thread and read by any.

    Raises:
        Problem: the microphone can't be opened.
    """

    def __init__(
        self,
        inputs: Inputs,
        microphone: Microphone,
        clock: Callable[[], float],
        on_finished: Callable[[Recording], None],
    ) -> None:
        self.microphone = microphone
        self.on_block: OnBlock | None = None
        self.problem: Problem | None = None
        self._clock = clock
        self._on_finished = on_finished
        self._queue = BlockQueue(microphone.sample_rate_hz, clock)
        self._input = inputs.open(microphone, self._queue.give, lambda: self._queue.order(self._lose))
        rate_hz = self._input.sample_rate_hz
        self._queue.sample_rate_hz = rate_hz
        self.meter = Meter(rate_hz)
        self.ring = PullRing(rate_hz)
        self._levels = Levels()
        self._counting = Counting(rate_hz)
        self._watchdog = Watchdog(clock())
        self._chunker: Chunker | None = None
        self._recorder: Recorder | None = None
        self._expected: Recorder | None = None
        self._since: Since | None = None
        self._continuity = Continuity()
        self._awake = ExitStack()
        self._over = False
        self._thread = Thread(target=self._run, name="microphone", daemon=True)
        self._thread.start()

    @property
    def source(self) -> Source:
        """Where the sound of a recording would come from."""
        one = self._input
        return Source(self.microphone.name, one.sample_rate_hz, one.channels, one.raw_stream)

    @property
    def listening(self) -> bool:
        """Whether it still hears."""
        return not self._over

    @property
    def backlog_s(self) -> float:
        """How much sound has arrived and was not heard yet."""
        return self._queue.backlog_s

    def do(self, order: Order, patience_s: float) -> bool:
        """Have the thread do something after all that has arrived by now; False when it was not done in time."""
        done = Event()

        def then_tell() -> None:
            order()
            done.set()

        self._queue.order(then_tell)
        end_s = patience_s
        while end_s > 0 and not done.wait(LOOK_EVERY_S) and self._thread.is_alive():
            end_s -= LOOK_EVERY_S
        return done.is_set()

    def begin(self, recorder: Recorder, patience_s: float) -> bool:
        """Record from now on; False when the microphone has gone before it could be begun."""
        self._expected = recorder
        if self.do(lambda: self._record_with(recorder), patience_s) or self.listening:
            return True
        self._expected = None
        recorder.abandon()
        return False

    def close(self, patience_s: float) -> None:
        """Give the microphone back; what is being recorded ends and is kept."""
        self._queue.order(self._stop)
        self._thread.join(patience_s)
        if self._thread.is_alive():
            log.error("the thread of %s does not end: the disk or the sound system hangs", self.microphone.name)

    def take_chunk(self) -> Chunk | None:
        """The oldest chunk nobody took yet."""
        return self._chunker.take() if self._chunker else None

    def status(self) -> ListenerStatus:
        """How it is right now."""
        recorder, one = self._recorder or self._expected, self._input
        return ListenerStatus(
            microphone=self.microphone,
            sample_rate_hz=one.sample_rate_hz,
            channels=one.channels,
            raw_stream=one.raw_stream,
            listening=self.listening,
            recording=recorder is not None,
            recorded_s=recorder.recorded_s if recorder else 0.0,
            wanted_s=recorder.wanted_s if recorder else None,
            rms_dbfs=self._levels.rms_dbfs,
            peak_dbfs=self._levels.peak_dbfs,
            clipped=self.meter.clipped,
            zero_s=self.meter.zero_s,
            overflows=self._continuity.overflows,
            lost_frames=self._continuity.lost_frames,
            problem=self.problem,
        )

    # What follows is done by the thread only.

    def watch(self, on: bool) -> None:
        """Begin or stop to cut chunks."""
        self._chunker = None
        if on:
            one = self._input
            self._chunker = Chunker(one.sample_rate_hz, one.channels, self._counting.total)

    def _record_with(self, recorder: Recorder) -> None:
        """Record from the next block on."""
        self.problem = None
        self._since, self._continuity = None, Continuity()
        self._recorder, self._expected = recorder, None
        self._awake.enter_context(keep_awake())

    def abandon(self) -> None:
        """Delete what is being recorded."""
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.abandon()
            self._awake.close()

    def end_recording(self, ending: Ending) -> None:
        """End what is being recorded, if anything is."""
        recorder = self._recorder
        if recorder is None:
            return
        # Told before it is taken away: there must be no moment without a recording and without a finished one.
        self._on_finished(recorder.end(ending, self._continuity))
        self._recorder = None
        self._awake.close()

    def _run(self) -> None:
        try:
            while not self._over:
                self._turn(self._queue.take(LOOK_EVERY_S))
        finally:
            self._over = True
            self.end_recording(Ending.INTERRUPTED)
            self._input.close()

    def _turn(self, came: Block | Order | None) -> None:
        if isinstance(came, Block):
            self._watchdog.heard(self._clock())
            self._hear(came)
        elif came is not None:
            came()
        elif self._watchdog.stalled(self._clock()):
            self._go(Ending.STALLED)
        if self._recorder is not None:
            self._recorder.look_after_disk()
            if self._recorder.over is not None:
                self.problem = self._recorder.problem
                self.end_recording(self._recorder.over)

    def _hear(self, block: Block) -> None:
        samples = block.samples
        if not np.isfinite(samples).all():
            samples = np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)
        self._counting.add(block)
        self.meter.add(samples)
        self._levels = self.meter.levels
        self.ring.add(samples.mean(axis=1))
        total = self._counting.total
        if self._chunker is not None:
            self._chunker.add(samples, total)
        if self._recorder is None:
            self._continuity = total
        else:
            self._record(self._recorder, samples, total)

    def _record(self, recorder: Recorder, samples: NDArray[np.float32], total: Continuity) -> None:
        taken = recorder.add(samples)
        if not taken.shape[0]:
            return
        self._since = self._since or Since(total)
        self._continuity = self._since.told(total)
        if self.on_block is None:
            return
        try:
            self.on_block(taken)
        except Exception:
            log.exception("what is recorded can't be looked at; recording goes on")
            self.on_block = None

    def _stop(self) -> None:
        self._over = True

    def _lose(self) -> None:
        self._go(Ending.LOST)

    def _go(self, ending: Ending) -> None:
        """The microphone is gone: say so at once, keep what was recorded, and be done."""
        kept_s = self._recorder.recorded_s if self._recorder else None
        told = advice.lost if ending is Ending.LOST else advice.stalled
        self.problem = told(self.microphone.name, kept_s)
        self.end_recording(ending)
        self._over = True
