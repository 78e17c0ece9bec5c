"""A clip as a place in a sound file: read when it is needed, so that ten gigabytes never have to be held."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.take import CLIP_S, SHORTEST_CLIP_S
from training.datasets.wave_file import missing_share

RATE_HZ = 16000
"""The rate every model hears at."""

LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 1_000, 768_000
MARGIN_S = 1
"""Read around a clip that is resampled, so that the filter rings outside it; whole seconds are whole frames."""

_TOLERATED_S = 0.1
"""Lossy files may tell their length a little wrong."""


class DamagedSound(Exception):  # noqa: N818 - told to the user as a note, never raised to them
    """A file can't be read as sound; the text says why and completes "<file> …"."""


@dataclass(frozen=True, slots=True)
class SoundClip:
    """Where a clip lies in a file and what the file was when it was looked at."""

    path: Path
    start_s: float
    duration_s: float
    channels: int
    rate_hz: int
    size: int
    mtime_ns: int

    def read(self) -> NDArray[np.float32]:
        """The clip as float32 `[n]`, 16 kHz mono (mean of the channels), full scale 1.0.

        Raises:
            DamagedSound: the file is gone, ends early, can't be decoded or holds numbers that are no sound.
        """
        lead_s = min(MARGIN_S, self.start_s) if self.rate_hz != RATE_HZ else 0
        trail_s = MARGIN_S if self.rate_hz != RATE_HZ else 0
        first = round((self.start_s - lead_s) * self.rate_hz)
        mono = _mono(self.path, first, round((self.start_s + self.duration_s + trail_s) * self.rate_hz) - first)
        if not np.isfinite(mono).all():
            raise DamagedSound("holds numbers that are no sound")
        if self.rate_hz != RATE_HZ:
            import soxr

            mono = soxr.resample(mono, self.rate_hz, RATE_HZ, "VHQ")
        clip = mono[round(lead_s * RATE_HZ) :][: round(self.duration_s * RATE_HZ)]
        if len(clip) < (self.duration_s - _TOLERATED_S) * RATE_HZ:
            raise DamagedSound("ends earlier than its header says")
        return np.ascontiguousarray(clip, np.float32)


def clips_of(path: Path, skip_s: float = 0.0, clip_s: float = CLIP_S) -> tuple[SoundClip, ...]:
    """A file cut into clips of `clip_s` from `skip_s` on; the last piece counts from two seconds.

    Raises:
        DamagedSound: the file is empty, cut short, no sound, or shorter than the shortest clip.
    """
    import soundfile

    try:
        stat = path.stat()
        if not stat.st_size:
            raise DamagedSound("is empty")
        with path.open("rb") as file, soundfile.SoundFile(file) as sound:
            rate_hz, channels, frames = sound.samplerate, sound.channels, sound.frames
        missing = missing_share(path)
    except soundfile.SoundFileError as error:
        raise DamagedSound("is no sound file, or its header is damaged") from error
    except OSError as error:
        raise DamagedSound(f"can't be read ({error.strerror or error})") from error
    if missing:
        raise DamagedSound(f"is cut short: {max(1, round(100 * missing))} % of it is missing")
    if not LOWEST_RATE_HZ <= rate_hz <= HIGHEST_RATE_HZ:
        raise DamagedSound(f"has a sample rate of {rate_hz} Hz")
    clips = tuple(
        SoundClip(path, start_s, length_s, channels, rate_hz, stat.st_size, stat.st_mtime_ns)
        for start_s, length_s in cuts(frames / rate_hz, skip_s, clip_s)
    )
    if not clips:
        raise DamagedSound(f"is shorter than {skip_s + min(clip_s, SHORTEST_CLIP_S):g} s")
    return clips


def cuts(length_s: float, skip_s: float = 0.0, clip_s: float = CLIP_S) -> list[tuple[float, float]]:
    """Start and length in seconds of each clip of a recording: whole ones, and a last piece of at least 2 s."""
    found = []
    start_s = skip_s
    while length_s - start_s >= min(clip_s, SHORTEST_CLIP_S):
        found.append((start_s, min(clip_s, length_s - start_s)))
        start_s = skip_s + len(found) * clip_s
    return found


def _mono(path: Path, first: int, frames: int) -> NDArray[np.float32]:
    """Mean of all channels of a stretch of a file, at its own rate."""
    import soundfile

    try:
        with path.open("rb") as file, soundfile.SoundFile(file) as sound:
            sound.seek(min(first, sound.frames))
            block = sound.read(frames, dtype="float32", always_2d=True)
    except soundfile.SoundFileError as error:
        raise DamagedSound("can't be decoded") from error
    except OSError as error:
        raise DamagedSound(f"can't be read ({error.strerror or error})") from error
    mono: NDArray[np.float32] = block[:, 0] if block.shape[1] == 1 else block.mean(axis=1)
    return mono
