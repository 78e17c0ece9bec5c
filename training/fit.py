"""What healthy variation looks like, and in which directions faults are expected: a judge from some machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from app.domain.take import BAND_COUNT
from training.data import MachineSound
from training.judge import Judge

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a judge is fitted; the defaults are what ships, chosen on machines left out (see README.md)."""

    floor: float = 1e-4
    """Variance added to every band, so that no direction looks perfectly still."""
    fault_width_bands: float = 5.0
    """Over how many bands the change of a fault is expected to be smooth (Gaussian, standard deviation)."""
    fault_variance: float = 0.1
    """How large that change is expected to be (natural log of power, squared)."""
    axes: int = 32
    axis_prior: float = 20.0
    scale_prior: float = 0.5


def fit_judge(machines: Sequence[MachineSound], settings: Settings, unit: float = 1.0) -> Judge:
    """Fit a judge on the healthy clips of some machines at all their noise levels.

    With S the pooled covariance of healthy clips around their machine's mean and F the covariance a fault is
    expected to add (smooth over frequency, no overall level), the axes are those that make S the identity and F
    diagonal (λ). The weights λ / (1 + λ) make the weighted distance d'(S⁻¹ − (S + F)⁻¹)d: twice the log-likelihood
    ratio of "healthy" against "healthy and something smooth added", without its constant.
    """
    healthy = pooled_covariance(machines) + settings.floor * np.eye(BAND_COUNT)
    value, vector = np.linalg.eigh(healthy)
    whiten = vector / np.sqrt(value)
    fault = settings.fault_variance * smooth_covariance(settings.fault_width_bands)
    gain, turn = np.linalg.eigh(whiten.T @ fault @ whiten)
    best = np.argsort(-gain)[: settings.axes]
    axes = whiten @ turn[:, best]
    weights = gain[best] / (1 + gain[best])
    return Judge(torch.tensor(axes), torch.tensor(weights), settings.axis_prior, settings.scale_prior, unit)


def pooled_covariance(machines: Sequence[MachineSound]) -> Matrix:
    """Covariance `[128, 128]` of healthy clips, level removed, around the mean of their own machine and SNR."""
    centred = []
    for machine in machines:
        for snr in machine.snrs:
            rows = machine.healthy(snr).astype(np.float64)
            rows = rows - rows.mean(axis=1, keepdims=True)
            centred.append(rows - rows.mean(axis=0))
    every = np.concatenate(centred)
    return every.T @ every / len(every)


def smooth_covariance(width_bands: float) -> Matrix:
    """Covariance `[128, 128]` of a change that is smooth over bands and has no overall level."""
    band = np.arange(BAND_COUNT)
    kernel = np.exp(-0.5 * ((band[:, None] - band) / width_bands) ** 2)
    centre = np.eye(BAND_COUNT) - 1 / BAND_COUNT
    return centre @ kernel @ centre
