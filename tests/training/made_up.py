"""Machines nobody recorded: band levels with a noise of their own at two SNRs, enough to train on in seconds."""

from __future__ import annotations

import numpy as np

from training.data import FAULTY, HEALTHY, MachineSound

SNRS_DB = (6, -6)


def machine(machine_id: str, seed: int, rows: int = 40, machine_type: str = "fan") -> MachineSound:
    random = np.random.default_rng(seed)
    band = np.arange(128)
    hum = 2 * np.sin(band / random.uniform(5, 12) + seed) - band / 20
    fault = 1.2 * np.exp(-(((band - random.uniform(20, 100)) / 8) ** 2))
    clips = {}
    for label, change in ((HEALTHY, 0.0), (FAULTY, 1.0)):
        own = hum + change * fault + 0.05 * random.standard_normal((rows, 128))
        noise = -band / 30 + 0.2 * random.standard_normal((rows, 1)) + 0.1 * random.standard_normal((rows, 128))
        for snr_db in SNRS_DB:
            power = np.exp(own) + np.exp(noise - snr_db / 4.34)
            clips[f"{snr_db:+d}dB", label] = np.log(power).astype(np.float32)
    return MachineSound(machine_type, machine_id, clips)


def three() -> tuple[MachineSound, ...]:
    return tuple(machine(f"id_{number:02d}", seed) for seed, number in enumerate((0, 4, 6)))


def as_arrays(*machines: MachineSound) -> dict[str, np.ndarray]:
    """As they lie in an `.npz` of the bands folder."""
    return {f"{snr}/{m.id}/{label}": rows for m in machines for (snr, label), rows in m.clips.items()}
