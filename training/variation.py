"""How healthy machines and the noise around them vary: within a session, and from one session to the next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS
from training.data import MachineSound
from training.levels import noise_share

Matrix = NDArray[np.float64]

FEWEST_SNRS = 2
SESSION_CLIPS = 10
"""So many consecutive clips are taken for one session: what varies between sessions is drift."""

LEAST_SHARE = 0.25
"""Bands where less than this comes from the noise (or the machine) say nothing about how it varies."""


def pooled(machines: Sequence[MachineSound], drift: float, level: bool) -> Matrix:
    """Covariance `[124, 124]` of healthy clips around their machine's and SNR's mean, level kept or removed.

    Within sessions, and `drift` of what is between them. Each machine and SNR counts by its shape, not by its
    size: its covariance is brought to the same size as seen through the pooled one, since the judge takes the
    size from the baseline itself.
    """
    covariances = []
    for machine in machines:
        for snr in machine.snrs:
            within, between = variation(healthy_of(machine, snr), level)
            covariances.append(within + drift * between)
    shape = np.mean(covariances, axis=0)
    sizes = np.ones(len(covariances))
    for _ in range(5):
        inverse = np.linalg.inv(shape + 1e-4 * np.eye(TRUSTED_BANDS))
        sizes = np.array([np.sum(inverse * covariance) / TRUSTED_BANDS for covariance in covariances])
        shape = np.mean([covariance / size for covariance, size in zip(covariances, sizes, strict=True)], axis=0)
    return np.asarray(shape * float(np.exp(np.log(sizes).mean())))


def variation(rows: Matrix, level: bool = True) -> tuple[Matrix, Matrix]:
    """Covariance within sessions of consecutive clips `[clips, 124]`, and what sessions add to it."""
    if not level:
        rows = rows - rows.mean(axis=1, keepdims=True)
    centred = rows - rows.mean(axis=0)
    total = centred.T @ centred / len(rows)
    clips = min(SESSION_CLIPS, len(rows))
    whole = len(rows) // clips * clips
    sessions = rows[:whole].reshape(-1, clips, TRUSTED_BANDS)
    inside = (sessions - sessions.mean(axis=1, keepdims=True)).reshape(-1, TRUSTED_BANDS)
    within = inside.T @ inside / whole * clips / max(clips - 1, 1)
    return within, total - within


def noise_spectrum(machines: Sequence[MachineSound]) -> Matrix:
    """What is added in power from the second noisiest to the noisiest SNR, as natural log `[124]`.

    Raises:
        ValueError: a machine has fewer than two noise levels.
    """
    if any(len(machine.snrs) < FEWEST_SNRS for machine in machines):
        raise ValueError("Every machine to train on is needed at two noise levels or more.")
    added = []
    for machine in machines:
        less, more = machine.snrs[-2:]
        rows = min(len(machine.healthy(less)), len(machine.healthy(more)))
        power = [np.exp(healthy_of(machine, snr)[:rows]).mean(axis=0) for snr in (less, more)]
        added.append(power[1] - power[0])
    mean = np.mean(added, axis=0)
    return np.asarray(np.log(np.maximum(mean, mean.max() * 1e-8)))


def of_noise(machines: Sequence[MachineSound], noise: Matrix) -> tuple[Matrix, Matrix]:
    """How the noise varies within and between sessions: at the noisiest SNR, by the noise's share."""
    found = []
    for machine in machines:
        rows = healthy_of(machine, machine.snrs[-1])
        share = np.clip(share_of(rows, noise), LEAST_SHARE, 1)
        found.append([part / np.outer(share, share) for part in variation(rows)])
    within, between = np.mean(found, axis=0)
    return within, between


def of_machine(
    machines: Sequence[MachineSound], noise: Matrix, noise_within: Matrix, noise_between: Matrix
) -> tuple[Matrix, Matrix]:
    """How the machines themselves vary: at the quietest SNR, less what the noise in it does."""
    found = []
    for machine in machines:
        rows = healthy_of(machine, machine.snrs[0])
        share = share_of(rows, noise)
        own = np.clip(1 - share, LEAST_SHARE, 1)
        parts = zip(variation(rows), (noise_within, noise_between), strict=True)
        rest = [positive(part - np.outer(share, share) * noisy) for part, noisy in parts]
        found.append([part / np.outer(own, own) for part in rest])
    within, between = np.mean(found, axis=0)
    return within, between


def smooth_covariance(width_bands: float) -> Matrix:
    """Covariance `[124, 124]` of a change that is smooth over bands."""
    band = np.arange(TRUSTED_BANDS)
    return np.asarray(np.exp(-0.5 * ((band[:, None] - band) / width_bands) ** 2))


def positive(matrix: Matrix) -> Matrix:
    """The nearest covariance: negative directions are taken for no variation."""
    value, vector = np.linalg.eigh(matrix)
    return np.asarray((vector * np.maximum(value, 0)) @ vector.T)


def healthy_of(machine: MachineSound, snr: str) -> Matrix:
    """The healthy clips in the bands that are judged, `[clips, 124]`."""
    return machine.healthy(snr)[:, :TRUSTED_BANDS].astype(np.float64)


def share_of(rows: Matrix, noise: Matrix) -> Matrix:
    """Which share of the power in each band `[124]` of the mean of these clips is taken for noise."""
    return np.asarray(noise_share(torch.tensor(rows.mean(axis=0)), torch.tensor(noise)))
