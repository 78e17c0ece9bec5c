"""Which model judges, and how its verdicts have held in this history."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.verdict import ModelIdentity, State


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Which version judges a machine type from `at` on; an empty version means "the newest that came
    with Earshot"."""

    machine_type: str
    version: str
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class ModelMonth:
    """The verdicts of one model in one month (first day, UTC): given by state, and how reviews found them.

    `right`, `false_alarms`, `missed` count reviewed verdicts only; an alarm is watch or abnormal.
    """

    model: ModelIdentity
    month: datetime
    given: dict[State, int]
    right: int
    false_alarms: int
    missed: int
