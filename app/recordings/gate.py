"""The quality gate: is a take good enough to judge a machine by?"""

import numpy as np
from numpy.typing import NDArray

from app.domain.microphone import Continuity
from app.domain.quality import Finding, Grade, Quality
from app.domain.take import SoundFormat
from app.recordings import disturbance_findings, findings
from app.recordings.bandwidth_meter import BandwidthMeter
from app.recordings.clipping_meter import ClippingMeter
from app.recordings.disturbances import Disturbances
from app.recordings.envelope import Envelope
from app.recordings.hum_meter import HumMeter
from app.recordings.level_meter import FLOOR_DBFS, LevelMeter
from app.recordings.mono import to_mono
from app.recordings.processing_findings import dropouts
from app.recordings.processing_meter import ProcessingMeter
from app.recordings.silence_meter import SilenceMeter
from app.recordings.steadiness_meter import SteadinessMeter

_PADDING_S = 0.1
"""Lossy files may promise a little more than they hold: their encoders work in blocks."""

_AT_ONCE_S = 4.9
"""So much is passed on together: a little at a time would cost the meters more in calls than in sums."""


class Gate:
    """Measures a take while it is read, at its own rate and on all its channels.

    `format` and `missing_frames` are the file's when it was opened; the blocks must be all of the take, in order.
    `continuity` is what was counted while recording; a file that was only opened has none, and no such finding.
    """

    def __init__(self, format: SoundFormat, missing_frames: int = 0, continuity: Continuity | None = None) -> None:
        self._format = format
        self._continuity = continuity
        self._missing_frames = missing_frames
        self._frames = 0
        self._level = LevelMeter(format.channels)
        self._clipping = ClippingMeter()
        self._silence = SilenceMeter(format.sample_rate_hz)
        self._bandwidth = BandwidthMeter(format.sample_rate_hz, format.duration_s)
        self._envelope = Envelope(format.sample_rate_hz)
        self._waiting: list[NDArray[np.float32]] = []
        self._waiting_frames = 0
        self._processing = ProcessingMeter()
        self._steadiness = SteadinessMeter()
        self._disturbances = Disturbances()
        self._hum = HumMeter(format.sample_rate_hz)

    def add(self, block: NDArray[np.float32], mono: NDArray[np.float32] | None = None) -> None:
        """Takes the next block, float32 `[frames, channels]`, about one second or less.

        `mono` is the mean of its channels where the caller has it already.
        """
        if len(block) == 0:
            return
        high, low = float(block.max()), float(block.min())
        self._frames += len(block)
        self._level.add(block, high, low)
        self._clipping.add(block, high, low)
        self._silence.add(block)
        self._bandwidth.add(block)
        # A single channel is the caller's own memory, which may hold something else next time.
        mean = to_mono(block) if mono is None else mono
        self._waiting.append(mean.copy() if block.shape[1] == 1 else mean)
        self._waiting_frames += len(block)
        if self._waiting_frames >= _AT_ONCE_S * self._format.sample_rate_hz:
            self._pass_on()

    def quality(self) -> Quality:
        """All checks on what was added so far, in the order they are shown."""
        self._pass_on()
        rate = self._format.sample_rate_hz
        silent = self._silence.share >= findings.SILENT_ALL
        rms, peak = (FLOOR_DBFS, FLOOR_DBFS) if silent else (self._level.rms_dbfs, self._level.peak_dbfs)
        on_scale = peak <= findings.FAR_ABOVE_FULL_SCALE_DBFS
        return Quality(
            (
                findings.level(rms, peak, silent, self._level.lost_beyond_chance_db),
                findings.clipping(self._clipping.share if on_scale and not silent else 0.0),
                findings.signal(self._silence.longest_s, self._silence.total_s, self._silence.share),
                findings.bandwidth(self._bandwidth.upper_hz, rate, self._bandwidth.measured and not silent),
                findings.length(self._frames / rate),
                findings.complete(self._missing_s),
                *self._while_recording(),
                *self._in_the_take(),
            ),
            level_dbfs=rms,
            peak_dbfs=peak,
        )

    def _pass_on(self) -> None:
        if self._waiting:
            mono = np.concatenate(self._waiting)
            self._waiting, self._waiting_frames = [], 0
            self._hum.add(mono)
            levels = self._envelope.add(mono)
            self._processing.add(levels)
            self._steadiness.add(levels)
            self._disturbances.add(levels, self._envelope.lines)

    def _while_recording(self) -> tuple[Finding, ...]:
        return (dropouts(self._continuity, self._format.sample_rate_hz),) if self._continuity else ()

    def _in_the_take(self) -> tuple[Finding, ...]:
        processing = self._processing.finding()
        # A recorder that turns itself up or down is unsteady too, but the machine is not: that is said once.
        steady = disturbance_findings.steady() if processing.grade is not Grade.PASSED else None
        # What a filter leaves of a machine comes in bursts, which pass for knocks and voices.
        filtered = disturbance_findings.not_told_apart() if processing.grade is Grade.FAILED else None
        return (
            processing,
            steady or self._steadiness.finding(),
            *(filtered or self._disturbances.findings()),
            self._hum.finding(),
        )

    @property
    def _missing_s(self) -> float:
        unread_s = max(0, self._format.frames - self._frames) / self._format.sample_rate_hz
        known_s = self._missing_frames / self._format.sample_rate_hz
        return known_s + (unread_s if self._format.bits is not None or unread_s > _PADDING_S else 0.0)
