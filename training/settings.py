"""Every number of the judge that was chosen, for each kind of model; README.md says what was tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from training.trials import ENROLMENTS

KINDS = ("fan", "pump", "slider", "generic")
GENERIC = "generic"
"""Trained on the machines of all types; judges those that have no model of their own."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a judge is fitted; the defaults are the fan's, chosen on machines left out."""

    plain_floor: float = 1e-4
    """Variance added to every band, so that no direction looks perfectly still."""
    plain_fault_width_bands: float = 6.0
    """Over how many bands the change of a fault is expected to be smooth (Gaussian, standard deviation)."""
    plain_fault_variance: float = 0.05
    """How large that change is expected to be (natural log of power, squared)."""
    plain_fault_overall: float = 0.0
    """How large an overall change is beside it, as a share of the smooth one; where level counts."""
    plain_axes: int = 32
    louder_nepers: float = 0.4
    """Where level counts, the plain distance starts this much below the baseline: faults are expected louder."""
    noise_floor: float = 3e-4
    noise_fault_width_bands: float = 6.0
    noise_fault_variance: float = 0.03
    noise_fault_overall: float = 0.0
    noise_axes: int = 28
    share_of_aware: float = 0.5
    """Weight of the noise-aware distance in the geometric mean; 0 leaves it out."""
    drift_in_metric: float = 0.25
    """Share of the variation between sessions that the metrics avoid: other machines drift another way."""
    drift_in_scale: float = 1.0
    """How much of that variation enlarges what is expected of healthy clips."""
    equalisation_variance: float = 0.3
    """Smooth change of response (nepers²) taken for healthy where the microphone may be another."""
    equalisation_width_bands: float = 15.0
    scale_prior: float = 0.5
    head_weight: float = 0.1
    """Weight of the learnt part in the natural log of the score; 0 leaves it out."""
    noise_growth_weight: float = 0.3
    """How much of the squared score that more noise alone would give is taken off, where level counts;
    0 leaves it out."""
    abnormal_share: float = 0.06
    """The share of healthy takes that reach the abnormal threshold at the worst machine left out."""
    watch_share: float = 0.14
    enrolments: int = ENROLMENTS
    """From how many places a baseline is learnt when thresholds and figures are taken."""


SETTINGS: Mapping[str, Settings] = {
    "fan": Settings(),
    "pump": Settings(
        plain_floor=3e-3,
        plain_fault_variance=0.1,
        plain_fault_overall=1.0,
        noise_fault_width_bands=9.0,
        noise_fault_variance=0.01,
        noise_fault_overall=1.0,
        share_of_aware=0.3,
        drift_in_scale=0.0,
        equalisation_variance=0.1,
        head_weight=0.0,
        noise_growth_weight=0.0,
        abnormal_share=0.08,
    ),
    "slider": Settings(
        plain_floor=3e-4,
        plain_fault_width_bands=1.0,
        plain_fault_variance=0.1,
        plain_fault_overall=1.0,
        share_of_aware=0.0,
        head_weight=0.0,
        noise_growth_weight=0.2,
        abnormal_share=0.08,
    ),
    GENERIC: Settings(
        plain_floor=1e-3,
        plain_fault_width_bands=3.0,
        plain_fault_variance=0.1,
        plain_fault_overall=1.0,
        noise_fault_overall=1.0,
        share_of_aware=0.3,
        drift_in_scale=0.0,
        head_weight=0.0,
        noise_growth_weight=0.0,
    ),
}


def settings_for(kind: str) -> Settings:
    """The settings of a kind; a type without its own is trained as the generic model is."""
    return SETTINGS.get(kind, SETTINGS[GENERIC])


ADDED_LATER: Mapping[str, Any] = {"noise_growth_weight": 0.0}
"""What a card of this format may not name yet, and what that means."""


def settings_from(card: Mapping[str, Any]) -> Settings:
    """The settings as they stand in a card of this format.

    Raises:
        ValueError: the card is of an earlier format, whose judge can't be trained any more.
    """
    known = {field.name for field in fields(Settings)}
    card = {**ADDED_LATER, **card}
    if known - set(card):
        raise ValueError("This model was trained by an earlier version of the training package.")
    return Settings(**{name: card[name] for name in known})
