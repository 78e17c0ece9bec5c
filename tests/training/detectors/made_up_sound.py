"""Machines nobody recorded, as sound: a hum of their own in noise; when faulty they rattle as well."""

from __future__ import annotations

import numpy as np

from training.data import FAULTY, HEALTHY, MachineSound
from training.datasets.features import Feature

RATE_HZ = 16000
SNRS_DB = (6, 0)
CLIP_S = (2.0, 1.5, 2.5)


def machine_of(feature: Feature, machine_id: str, seed: int, rows: int = 9) -> MachineSound:
    """Features of clips of unequal length; row i is one recording at both SNRs."""
    random = np.random.default_rng(seed)
    shaft_hz = random.uniform(20, 60)
    levels = random.uniform(0.2, 1.0, 12)
    clips: dict[tuple[str, str], list[np.ndarray]] = {}
    for label in (HEALTHY, FAULTY):
        for row in range(rows):
            own = _machine(shaft_hz, levels, CLIP_S[row % len(CLIP_S)], label == FAULTY, random)
            noise = random.standard_normal(len(own))
            for snr_db in SNRS_DB:
                mixed = own + 0.3 * 10 ** (-snr_db / 20) * noise
                of_key = clips.setdefault((f"{snr_db:+d}dB", label), [])
                of_key.append(feature.of((0.05 * mixed).astype(np.float32)))
    return MachineSound("fan", machine_id, {key: np.stack(rows) for key, rows in clips.items()})


def _machine(
    shaft_hz: float, levels: np.ndarray, length_s: float, faulty: bool, random: np.random.Generator
) -> np.ndarray:
    time_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    harmonics = 7 * shaft_hz * np.arange(1, len(levels) + 1)
    phases = random.uniform(0, 2 * np.pi, len(levels))
    hum = (levels[:, None] * np.sin(2 * np.pi * harmonics[:, None] * time_s + phases[:, None])).sum(axis=0)
    if not faulty:
        return hum
    knocks = np.maximum(0, np.sin(2 * np.pi * shaft_hz / 4 * time_s)) ** 8
    return hum + 4 * knocks * random.standard_normal(len(time_s))
