"""The quality gate: is a take good enough to judge a machine by?"""

import numpy as np
from numpy.typing import NDArray

from app.domain.quality import Quality
from app.domain.take import SoundFormat
from app.recordings import findings
from app.recordings.bandwidth_meter import BandwidthMeter
from app.recordings.clipping_meter import ClippingMeter
from app.recordings.level_meter import FLOOR_DBFS, LevelMeter
from app.recordings.silence_meter import SilenceMeter

_PADDING_S = 0.1
"""Lossy files may promise a little more than they hold: their encoders work in blocks."""


class Gate:
    """Measures a take while it is read, at its own rate and on all its channels.

    `format` and `missing_frames` are the file's when it was opened; the blocks must be all of the take, in order.
    """

    def __init__(self, format: SoundFormat, missing_frames: int = 0) -> None:
        self._format = format
        self._missing_frames = missing_frames
        self._frames = 0
        self._level = LevelMeter(format.channels)
        self._clipping = ClippingMeter()
        self._silence = SilenceMeter(format.sample_rate_hz)
        self._bandwidth = BandwidthMeter(format.sample_rate_hz, format.duration_s)

    def add(self, block: NDArray[np.float32]) -> None:
        """Takes the next block, float32 `[frames, channels]`, about one second or less."""
        if len(block) == 0:
            return
        high, low = float(block.max()), float(block.min())
        self._frames += len(block)
        self._level.add(block, high, low)
        self._clipping.add(block, high, low)
        self._silence.add(block)
        self._bandwidth.add(block)

    def quality(self) -> Quality:
        """All checks on what was added so far, in the order they are shown."""
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
            ),
            level_dbfs=rms,
            peak_dbfs=peak,
        )

    @property
    def _missing_s(self) -> float:
        unread_s = max(0, self._format.frames - self._frames) / self._format.sample_rate_hz
        known_s = self._missing_frames / self._format.sample_rate_hz
        return known_s + (unread_s if self._format.bits is not None or unread_s > _PADDING_S else 0.0)
