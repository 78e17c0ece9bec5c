"""Whether all of the sound arrived: what the system admits to, what found no place, what the clock misses."""

from app.capture.block_queue import Block
from app.capture.clock_check import ClockCheck
from app.domain.microphone import Continuity


class Counting:
    """Counts since the microphone was opened."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._clock_check = ClockCheck(sample_rate_hz)
        self._overflows = 0
        self._refused = 0

    def add(self, block: Block) -> None:
        """The next block, as it arrived."""
        self._overflows += block.overflowed
        self._refused += block.refused
        self._clock_check.add(block.samples.shape[0] + block.refused, block.at_s)

    @property
    def total(self) -> Continuity:
        """Since the start. What the clock misses may go down again, when it was only late."""
        return Continuity(self._overflows, self._clock_check.lost_frames + self._refused)


class Since:
    """Counts from one moment on."""

    def __init__(self, before: Continuity) -> None:
        self._before = before

    def told(self, total: Continuity) -> Continuity:
        """What is new in the total; sound that turned out to have been only late before that moment is not."""
        lost_before = min(self._before.lost_frames, total.lost_frames)
        self._before = Continuity(self._before.overflows, lost_before)
        return Continuity(total.overflows - self._before.overflows, total.lost_frames - lost_before)
