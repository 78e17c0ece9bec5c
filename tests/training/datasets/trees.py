"""Small trees of sound files as data sets unpack."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from training.datasets import DataSet

RATE_HZ = 16000


def noise(seconds: float = 2.0, rate_hz: int = RATE_HZ, channels: int = 1, seed: int = 0) -> np.ndarray:
    return 0.1 * np.random.default_rng(seed).standard_normal((round(seconds * rate_hz), channels))


def write(path: Path, seconds: float = 2.0, rate_hz: int = RATE_HZ, channels: int = 1, seed: int = 0) -> Path:
    """A file of noise; each seed another one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # By descriptor and with a format of its own, so that any name will do.
    with path.open("wb") as file:
        soundfile.write(file, noise(seconds, rate_hz, channels, seed), rate_hz, format="WAV", subtype="PCM_16")
    return path


def plant(root: Path, *names: str) -> Path:
    for seed, name in enumerate(names):
        write(root / name, seed=seed)
    return root


def counts(data_set: DataSet) -> dict[str, int]:
    """`type/id snr label` → clips."""
    return {
        f"{machine.name} {snr} {label}": len(clips)
        for machine in data_set.machines
        for (snr, label), clips in machine.clips.items()
    }


def names(data_set: DataSet, machine: str, snr: str, label: str) -> list[str]:
    """The file names of one machine's clips in their order."""
    (found,) = (one for one in data_set.machines if one.name == machine)
    return [clip.path.name for clip in found.clips[snr, label]]
