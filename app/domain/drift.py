"""Slow change: one machine that no longer sounds as it did, or all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A frequency range that has moved between the first visits and the latest; > 0 is louder now."""

    low_hz: float
    high_hz: float
    change_db: float


@dataclass(frozen=True, slots=True)
class Drift:
    """A condition whose latest visits do not sound like its first ones, beyond what chance explains.

    `p_value` is corrected for the ranges tested, for how often it was looked at, and for visits that follow each
    other alike; `other_microphone` says that the latest visits came through another one.
    """

    condition_id: str
    since: datetime
    first_visits: int
    latest_visits: int
    p_value: float
    changes: tuple[Change, ...]
    other_microphone: bool
    what: str
    to_do: str


@dataclass(frozen=True, slots=True)
class FleetDrift:
    """More machines changed in the same weeks than chance explains. `alike`: they all changed the same way."""

    changed: int
    machines: int
    since: datetime
    p_value: float
    alike: bool
    what: str
    to_do: str
