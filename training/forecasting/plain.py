"""What the app answers, and what a straight line through all visits answers with its textbook interval."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from scipy import stats

from app.diagnosis.forecast import Scored, forecast
from app.domain.forecast import COVERAGE
from app.domain.verdict import Thresholds
from training.forecasting.questions import MOST_DAYS_AHEAD, Answer, Interval, Question

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def app(questions: list[Question]) -> list[Answer]:
    """As the app forecasts."""
    return [_app(one) for one in questions]


def _app(asked: Question) -> Answer:
    heard = zip(asked.day, np.exp(asked.ln_score), asked.microphone, strict=True)
    visits = [Scored(_NOW + float(day) * _DAY, float(score), str(which)) for day, score, which in heard]
    limits = Thresholds(watch=float(np.exp(asked.watch_at)), abnormal=1.0)
    crossing = forecast("", visits, limits, _NOW).crossing(asked.state)
    if crossing is None:
        return None
    return Interval(*((when - _NOW) / _DAY for when in (crossing.earliest, crossing.likely, crossing.latest)))


def straight_line(questions: list[Question]) -> list[Answer]:
    """Least squares through the scores of all visits; the interval of the crossing by the delta method.

    Silent where the slope is not above zero at 5 %, or nobody would wait so long.
    """
    return [_straight_line(one) for one in questions]


def _straight_line(asked: Question) -> Answer:
    score, limit = np.exp(asked.ln_score), float(np.exp(asked.limit))
    if np.ptp(asked.day) <= 0:
        return None
    line = stats.linregress(asked.day, score, alternative="greater")
    if not line.pvalue < 0.05:
        return None
    free = len(score) - 2
    rest = score - line.intercept - line.slope * asked.day
    likely = (limit - line.intercept) / line.slope
    about = asked.day - asked.day.mean()
    leverage = 1 / len(score) + (likely - asked.day.mean()) ** 2 / (about @ about)
    error = np.sqrt(rest @ rest / free * leverage) / line.slope
    half = stats.t.ppf((1 + COVERAGE) / 2, free) * error
    earliest, middle, latest = (max(float(day), 0.0) for day in (likely - half, likely, likely + half))
    return Interval(earliest, middle, latest) if latest <= MOST_DAYS_AHEAD else None
