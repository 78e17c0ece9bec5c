"""How a machine's score goes on: when it will cross a limit, or why nobody can say; and what to do by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.verdict import State

COVERAGE = 0.8
"""The share of intervals that are meant to hold the true date."""


class Outlook(StrEnum):
    """What the visits since the last learning or repair tell."""

    CROSSING = "rising"
    FAR = "rising, no date yet"
    NO_TREND = "no trend"
    STEP = "changed at once"
    ALREADY = "already there"
    TOO_FEW = "not enough visits"


@dataclass(frozen=True, slots=True)
class Crossing:
    """When the score will be at the limit of `state` (watch or abnormal): four times in five from `earliest` to
    `latest`, half of the times before `likely`. None of them is before the forecast was made."""

    state: State
    earliest: datetime
    likely: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """The score of the trend on a day, four times in five from `low` to `high`."""

    when: datetime
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """How the score at one condition goes on, as of `made_at`, in numbers and in two sentences.

    `crossings` are those ahead of which there is a date, watch before abnormal; there is one at least where the
    outlook is `CROSSING`, and none elsewhere. `line` is the trend to draw, oldest first, into the future where
    there is a crossing; empty where there is no trend. `days` counts the days with visits it rests on, `since` …
    `until`. `rise_per_month` is 0.1 for ten per cent more score in thirty days, None without a trend. `changed_at`
    is when it changed at once, None where it did not.
    """

    condition_id: str
    outlook: Outlook
    made_at: datetime
    what: str
    to_do: str
    days: int = 0
    since: datetime | None = None
    until: datetime | None = None
    crossings: tuple[Crossing, ...] = ()
    line: tuple[ForecastPoint, ...] = ()
    rise_per_month: float | None = None
    changed_at: datetime | None = None

    def crossing(self, state: State) -> Crossing | None:
        """When the limit of that state will be crossed, None where there is no date."""
        return next((one for one in self.crossings if one.state is state), None)


class Priority(StrEnum):
    """How soon something is to be done; the value is the word in tables."""

    NOW = "now"
    SOON = "soon"
    PLAN = "plan"
    NONE = "nothing"


@dataclass(frozen=True, slots=True)
class Action:
    """What to do in one sentence that names the day; `by` is that day, None where there is nothing to do."""

    what: str
    priority: Priority
    by: datetime | None = None
