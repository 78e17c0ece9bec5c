"""The quality gate while a take is being recorded: fed by the writer, asked by the page once a second."""

from dataclasses import replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from app.domain.microphone import Continuity
from app.domain.quality import Check, Quality
from app.domain.take import SoundFormat
from app.recordings.gate import Gate
from app.recordings.processing_findings import dropouts

_OPEN_ENDED_S = 60.0
"""An open-ended take is expected to be about this long, which only sets how densely its bandwidth is looked at."""


class LiveGate:
    """A gate that two threads may use; what it says is about what has been recorded so far."""

    def __init__(self, sample_rate_hz: int, channels: int, seconds: float | None) -> None:
        expected = round((seconds or _OPEN_ENDED_S) * sample_rate_hz)
        self._rate_hz = sample_rate_hz
        self._gate = Gate(SoundFormat(sample_rate_hz, channels, expected, "WAV", "PCM_24", 24))
        self._lock = Lock()
        self._waiting: list[NDArray[np.float32]] = []
        self._heard = False

    def add(self, block: NDArray[np.float32]) -> None:
        """Takes the next block, float32 `[frames, channels]`, however short."""
        self._waiting.append(block.copy())
        if sum(len(part) for part in self._waiting) < self._rate_hz:
            return
        # The gate looks at a second at a time, as a file is read: a driver's blocks are too short for a spectrum.
        second, self._waiting = np.concatenate(self._waiting), []
        with self._lock:
            self._gate.add(second)
            self._heard = True

    def quality(self, overflows: int, lost_frames: int) -> Quality | None:
        """All checks so far; None before the first second."""
        with self._lock:
            if not self._heard:
                return None
            quality = self._gate.quality()
        # What the gate misses of the expected length is still to come, not lost.
        so_far = tuple(finding for finding in quality.findings if finding.check is not Check.COMPLETE)
        arrived = dropouts(Continuity(overflows, lost_frames), self._rate_hz)
        return replace(quality, findings=(*so_far, arrived))
