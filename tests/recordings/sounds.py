"""Sounds and sound files for these tests, made by code."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from app.domain.quality import Check, Finding, Quality
from app.domain.take import SoundFormat
from app.recordings.gate import Gate


def noise(seconds: float, rate: int = 16_000, channels: int = 1, rms: float = 0.05) -> NDArray[np.float32]:
    """Machine-like: more low than high, a hum, unrelated channels; [frames, channels]."""
    rng = np.random.default_rng(7)
    frames = round(seconds * rate)
    white = rng.standard_normal((frames, channels)).astype(np.float32)
    sound = 0.5 * white
    sound[1:] += white[:-1]
    sound += np.sin(2 * np.pi * 120 * np.arange(frames) / rate)[:, None].astype(np.float32)
    return (sound * (rms / np.sqrt(np.mean(sound**2)))).astype(np.float32)


def write(
    path: Path, samples: NDArray[np.float32], rate: int = 16_000, subtype: str = "PCM_16", form: str = "WAV"
) -> Path:
    """Writes in pieces: libsndfile's Vorbis encoder overflows its stack on long ones."""
    channels = samples.shape[1] if samples.ndim > 1 else 1
    with soundfile.SoundFile(str(path), "w", rate, channels, subtype, format=form) as file:
        for start in range(0, len(samples), 8192):
            file.write(samples[start : start + 8192])
    return path


def judged(samples: NDArray[np.float32], rate: int = 16_000, missing: int = 0, bits: int | None = 16) -> Quality:
    """What the gate says of samples [frames] or [frames, channels]."""
    block = np.asarray(samples, np.float32).reshape(len(samples), -1)
    gate = Gate(SoundFormat(rate, block.shape[1], len(block), "WAV", "16 bit", bits), missing)
    for start in range(0, len(block), rate):
        gate.add(np.ascontiguousarray(block[start : start + rate]))
    return gate.quality()


def finding(quality: Quality, check: Check) -> Finding:
    return next(f for f in quality.findings if f.check is check)


def as_16_bit(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a 16 bit converter makes of it: steps, and a ceiling at full scale."""
    return (np.clip(np.round(samples * 32768), -32768, 32767) / 32768).astype(np.float32)
