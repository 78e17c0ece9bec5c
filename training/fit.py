"""What healthy variation looks like, and in which directions faults are expected: a judge from some machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from app.acoustics.bands import TRUSTED_BANDS
from training.data import MachineSound
from training.judge import Judge, NoiseAwareDistance, PlainDistance, noise_share
from training.trials import ENROLMENTS

Matrix = NDArray[np.float64]

FEWEST_SNRS = 2
LEAST_SHARE = 0.25
"""Bands where less than this comes from the noise (or the machine) say nothing about how it varies."""
LEAST_VARIANCE = 1e-5


@dataclass(frozen=True, slots=True)
class Settings:
    """How a judge is fitted; the defaults are what ships, chosen on machines left out (see README.md)."""

    plain_floor: float = 1e-4
    """Variance added to every band, so that no direction looks perfectly still."""
    plain_fault_width_bands: float = 5.0
    """Over how many bands the change of a fault is expected to be smooth (Gaussian, standard deviation)."""
    plain_fault_variance: float = 0.1
    """How large that change is expected to be (natural log of power, squared)."""
    plain_axes: int = 32
    axis_prior: float = 20.0
    scale_prior: float = 0.5
    noise_floor: float = 3e-4
    noise_fault_width_bands: float = 6.0
    noise_fault_variance: float = 0.03
    noise_axes: int = 28
    enrolments: int = ENROLMENTS
    """From how many places a baseline is learnt when thresholds and figures are taken."""


def fit_judge(machines: Sequence[MachineSound], settings: Settings, unit: float = 1.0) -> Judge:
    """Fit a judge on the healthy clips of some machines at all their noise levels.

    Raises:
        ValueError: a machine has fewer than two noise levels, so that noise can't be told from machine.
    """
    return Judge(fit_plain(machines, settings), fit_noise_aware(machines, settings), unit)


def fit_plain(machines: Sequence[MachineSound], settings: Settings) -> PlainDistance:
    """Axes that make the pooled healthy covariance S the identity and a fault's covariance F diagonal (λ).

    The weights λ / (1 + λ) make the weighted distance d'(S⁻¹ − (S + F)⁻¹)d: twice the log-likelihood ratio of
    "healthy" against "healthy and something smooth added", without its constant.
    """
    healthy = pooled_covariance(machines) + settings.plain_floor * np.eye(TRUSTED_BANDS)
    value, vector = np.linalg.eigh(healthy)
    whiten = vector / np.sqrt(value)
    centre = np.eye(TRUSTED_BANDS) - 1 / TRUSTED_BANDS
    smooth = smooth_covariance(settings.plain_fault_width_bands)
    fault = settings.plain_fault_variance * centre @ smooth @ centre
    gain, turn = np.linalg.eigh(whiten.T @ fault @ whiten)
    best = np.argsort(-gain)[: settings.plain_axes]
    weights = gain[best] / (1 + gain[best])
    axes = whiten @ turn[:, best]
    return PlainDistance(torch.tensor(axes), torch.tensor(weights), settings.axis_prior, settings.scale_prior)


def fit_noise_aware(machines: Sequence[MachineSound], settings: Settings) -> NoiseAwareDistance:
    """The spectrum of the noise, how it varies, how the machines themselves vary, and the axes of a fault."""
    noise = noise_spectrum(machines)
    noise_covariance = np.mean([_noise_covariance(machine, noise) for machine in machines], axis=0)
    own = np.mean([_own_covariance(machine, noise, noise_covariance) for machine in machines], axis=0)
    value, vector = np.linalg.eigh(smooth_covariance(settings.noise_fault_width_bands))
    best = np.argsort(-value)[: settings.noise_axes]
    fault = vector[:, best] * np.sqrt(value[best] * settings.noise_fault_variance)
    return NoiseAwareDistance(
        noise=torch.tensor(noise),
        noise_covariance=torch.tensor(noise_covariance),
        machine_covariance=torch.tensor(own),
        fault=torch.tensor(fault),
        floor=settings.noise_floor,
        scale_prior=settings.scale_prior,
    )


def pooled_covariance(machines: Sequence[MachineSound]) -> Matrix:
    """Covariance `[124, 124]` of healthy clips, level removed, around the mean of their own machine and SNR.

    Each machine and SNR counts by its shape, not by its size: its covariance is brought to the same size as
    seen through the pooled one, since the judge takes the size from the baseline itself.
    """
    covariances = [
        _covariance(_healthy(machine, snr), level=False) for machine in machines for snr in machine.snrs
    ]
    pooled = np.mean(covariances, axis=0)
    sizes = np.ones(len(covariances))
    for _ in range(5):
        inverse = np.linalg.inv(pooled + 1e-4 * np.eye(TRUSTED_BANDS))
        sizes = np.array([np.trace(inverse @ covariance) / TRUSTED_BANDS for covariance in covariances])
        pooled = np.mean([covariance / size for covariance, size in zip(covariances, sizes, strict=True)], axis=0)
    return pooled * float(np.exp(np.log(sizes).mean()))


def smooth_covariance(width_bands: float) -> Matrix:
    """Covariance `[124, 124]` of a change that is smooth over bands."""
    band = np.arange(TRUSTED_BANDS)
    return np.asarray(np.exp(-0.5 * ((band[:, None] - band) / width_bands) ** 2))


def noise_spectrum(machines: Sequence[MachineSound]) -> Matrix:
    """What is added in power from the second noisiest to the noisiest SNR, as natural log `[124]`."""
    if any(len(machine.snrs) < FEWEST_SNRS for machine in machines):
        raise ValueError("Every machine to train on is needed at two noise levels or more.")
    added = []
    for machine in machines:
        less, more = machine.snrs[-2:]
        rows = min(len(_healthy(machine, less)), len(_healthy(machine, more)))
        power = [np.exp(_healthy(machine, snr)[:rows].astype(np.float64)).mean(axis=0) for snr in (less, more)]
        added.append(power[1] - power[0])
    mean = np.mean(added, axis=0)
    return np.asarray(np.log(np.maximum(mean, mean.max() * 1e-8)))


def _healthy(machine: MachineSound, snr: str) -> NDArray[np.float32]:
    """The healthy clips in the bands that are judged, `[clips, 124]`."""
    return machine.healthy(snr)[:, :TRUSTED_BANDS]


def _noise_covariance(machine: MachineSound, noise: Matrix) -> Matrix:
    """How the noise varies: healthy variation at the noisiest SNR, divided by the noise's share."""
    rows = _healthy(machine, machine.snrs[-1])
    share = np.clip(_share(rows, noise), LEAST_SHARE, 1)
    return _covariance(rows, level=True) / np.outer(share, share)


def _own_covariance(machine: MachineSound, noise: Matrix, noise_covariance: Matrix) -> Matrix:
    """How the machine itself varies: healthy variation at the quietest SNR less that of the noise in it."""
    rows = _healthy(machine, machine.snrs[0])
    share = _share(rows, noise)
    rest = _covariance(rows, level=True) - np.outer(share, share) * noise_covariance
    value, vector = np.linalg.eigh(rest)
    positive = (vector * np.maximum(value, 0)) @ vector.T
    own = np.clip(1 - share, LEAST_SHARE, 1)
    return positive / np.outer(own, own)


def _share(rows: NDArray[np.float32], noise: Matrix) -> Matrix:
    return noise_share(torch.tensor(rows.astype(np.float64).mean(axis=0)), torch.tensor(noise)).numpy()


def _covariance(rows: NDArray[np.float32], level: bool) -> Matrix:
    exact = rows.astype(np.float64)
    if not level:
        exact = exact - exact.mean(axis=1, keepdims=True)
    centred = exact - exact.mean(axis=0)
    return centred.T @ centred / len(centred)
