"""A take: one recording as it came, and what was measured on its clips."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.domain.identity import new_id, now

CLIP_S = 10.0
"""A verdict is given on clips of this length."""

SHORTEST_CLIP_S = 2.0
"""A shorter last piece of a take counts as a clip from this length on."""

BAND_COUNT = 128
"""Mel bands from 0 to 8 kHz; see `app.acoustics.bands` for their edges."""


class RawStream(StrEnum):
    """Whether the system's noise suppression was off while recording; a file does not say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """How a sound file is stored. `bits` is None for lossy encodings, `encoding` is the field's short name."""

    sample_rate_hz: int
    channels: int
    frames: int
    container: str
    encoding: str
    bits: int | None = None

    @property
    def duration_s(self) -> float:
        """Length of the sound in seconds."""
        return self.frames / self.sample_rate_hz if self.sample_rate_hz else 0.0


@dataclass(frozen=True, slots=True)
class Take:
    """A recording kept in the history: the file as it came, named by its SHA-256.

    `stored_as` is the path below the history folder, with forward slashes; `file_name` is the name it came with.
    `recorded_at` is None where nobody knows.
    """

    sha256: str
    file_name: str
    stored_as: str
    format: SoundFormat
    recorded_at: datetime | None = None
    device: str = ""
    raw_stream: RawStream = RawStream.UNKNOWN
    id: str = field(default_factory=new_id)
    added_at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True, eq=False)
class Clips:
    """Band levels of the k clips of one take.

    `bands` float32 `[k, 128]`: mean over time of ln(mel power + 1e-8), as `ear.onnx` gives them;
    `start_s`, `duration_s` float64 `[k]`. `ear_sha256` names the graph that made them: levels of two
    different ears must never be compared.
    """

    bands: NDArray[np.float32]
    start_s: NDArray[np.float64]
    duration_s: NDArray[np.float64]
    ear_sha256: str

    def __len__(self) -> int:
        return int(self.bands.shape[0])


@dataclass(frozen=True, slots=True, eq=False)
class SoundPicture:
    """What a take looks like between `start_s` and `end_s`, small enough to keep and quick to draw.

    `wave_low`, `wave_high` float32 `[columns]`: least and greatest sample of each column, full scale 1.0;
    `level_db` float32 `[rows, columns]`: spectrogram in dBFS (a full-scale sine is 0), row 0 is the lowest
    frequency; `frequency_hz` float32 `[rows]`: centre of each row.
    """

    start_s: float
    end_s: float
    wave_low: NDArray[np.float32]
    wave_high: NDArray[np.float32]
    level_db: NDArray[np.float32]
    frequency_hz: NDArray[np.float32]
