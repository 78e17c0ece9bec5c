"""What a listener tells whoever asks: one frozen snapshot, so that nobody reads half of a change."""

from dataclasses import dataclass

from app.capture.meters import SILENT_DBFS
from app.domain.microphone import Microphone, Recording
from app.domain.problem import Problem
from app.domain.take import RawStream


@dataclass(frozen=True, slots=True)
class ListenerStatus:
    """How it is right now.

    `rms_dbfs`, `peak_dbfs` are of the last 0.3 s. `clipped` counts samples at full scale since `open` or
    `reset_clip`; `zero_s` is how long every sample has been exactly 0. `overflows` and `lost_frames` are of what
    is being recorded, or since `open` while nothing is. `problem` stays until the next `open` or `begin`.
    `finished` is a recording that has ended, until `take_finished`.
    """

    microphone: Microphone | None = None
    sample_rate_hz: int = 0
    channels: int = 0
    raw_stream: RawStream = RawStream.UNKNOWN
    listening: bool = False
    recording: bool = False
    recorded_s: float = 0.0
    wanted_s: float | None = None
    rms_dbfs: float = SILENT_DBFS
    peak_dbfs: float = SILENT_DBFS
    clipped: int = 0
    zero_s: float = 0.0
    overflows: int = 0
    lost_frames: int = 0
    problem: Problem | None = None
    finished: Recording | None = None
