"""What healthy variation looks like, and in which directions faults are expected: a judge from some machines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from app.acoustics.bands import TRUSTED_BANDS
from training.data import MachineSound
from training.fit_head import fit_head
from training.fit_noise_growth import fit_noise_growth
from training.judge import Around, Judge
from training.metric import Metric
from training.noise_aware import NoiseAware
from training.settings import Settings
from training.strange import Strange
from training.variation import (
    Matrix,
    noise_spectrum,
    of_machine,
    of_noise,
    pooled,
    positive,
    smooth_covariance,
)

FREE_LEVEL = 100.0
"""Variance (nepers²) of an overall level nothing is known about."""


def fit_judge(
    machines: Sequence[MachineSound],
    settings: Settings,
    unit: float = 1.0,
    strange: Strange | None = None,
    seed: int = 0,
) -> Judge:
    """Fit a judge on the healthy clips of some machines at all their noise levels, and on their faults.

    Raises:
        ValueError: a machine has fewer than two noise levels, so that noise can't be told from machine.
    """
    noise = noise_spectrum(machines)
    within_noise, between_noise = of_noise(machines, noise)
    within, between = of_machine(machines, noise, within_noise, between_noise)
    share = settings.drift_in_metric
    around = Around(
        noise=torch.tensor(noise),
        noise_drift=torch.tensor(settings.drift_in_scale * between_noise),
        machine_drift=torch.tensor(settings.drift_in_scale * positive(between)),
    )
    head = fit_head(machines, settings, seed) if settings.head_weight else None
    growth = fit_noise_growth(machines, noise, seed) if settings.noise_growth_weight else None
    aware = None
    if settings.share_of_aware:
        aware = _noise_aware(within_noise + share * between_noise, positive(within + share * between), settings)
    return Judge(
        same=_metric(machines, settings, level=True),
        free=_metric(machines, settings, level=False),
        noise_aware=aware,
        head=head,
        strange=strange,
        around=around,
        settings=settings,
        unit=unit,
        growth=growth,
    ).eval()


def _metric(machines: Sequence[MachineSound], settings: Settings, level: bool) -> Metric:
    """Axes that make pooled healthy covariance S the identity and a fault's covariance F diagonal (λ).

    The weights λ / (1 + λ) make the distance d'(S⁻¹ − (S + F)⁻¹)d: twice the log-likelihood ratio of "healthy"
    against "healthy and something smooth added", without its constant.
    """
    healthy = pooled(machines, settings.drift_in_metric, level) + settings.plain_floor * np.eye(TRUSTED_BANDS)
    fault = smooth_covariance(settings.plain_fault_width_bands) + settings.plain_fault_overall
    if not level:
        centre = np.eye(TRUSTED_BANDS) - 1 / TRUSTED_BANDS
        healthy = healthy + centre @ _microphone(settings) @ centre
        fault = centre @ fault @ centre
    value, vector = np.linalg.eigh(healthy)
    whiten = vector / np.sqrt(value)
    gain, turn = np.linalg.eigh(whiten.T @ (settings.plain_fault_variance * fault) @ whiten)
    best = np.argsort(-gain)[: settings.plain_axes]
    weights = gain[best] / (1 + gain[best])
    axes = (whiten @ turn[:, best]) * np.sqrt(weights / weights.sum())
    return Metric(torch.tensor(axes), settings.louder_nepers if level else 0.0, settings.scale_prior)


def _noise_aware(noise: Matrix, machine: Matrix, settings: Settings) -> NoiseAware:
    floor = settings.noise_floor * np.eye(TRUSTED_BANDS)
    fault = smooth_covariance(settings.noise_fault_width_bands) + settings.noise_fault_overall
    value, vector = np.linalg.eigh(fault)
    best = np.argsort(-value)[: settings.noise_axes]
    axes = vector[:, best] * np.sqrt(np.maximum(value[best], 0) * settings.noise_fault_variance)
    return NoiseAware(
        noise_covariance=torch.tensor(noise),
        machine_covariance=torch.tensor(machine),
        other_same=torch.tensor(floor),
        other_free=torch.tensor(floor + _microphone(settings) + FREE_LEVEL),
        fault=torch.tensor(axes),
        scale_prior=settings.scale_prior,
    )


def _microphone(settings: Settings) -> Matrix:
    """How another microphone's response differs: smooth over bands."""
    return settings.equalisation_variance * smooth_covariance(settings.equalisation_width_bands)
