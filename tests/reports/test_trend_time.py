"""Ticks of a time axis lie in it, in order, few enough to read, at midnight of the place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from app.reports.trend_time import day_ticks

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, st.integers(0, 40 * 365 * 86400))
def test_ticks_lie_inside_and_are_few(first, span_s):
    last = first + timedelta(seconds=span_s)
    ticks = day_ticks(first, last, BERLIN)
    assert 1 <= len(ticks.moments) <= 9
    assert list(ticks.moments) == sorted(ticks.moments)
    assert all(first <= moment <= last for moment in ticks.moments)
    assert len({ticks.name(moment.timestamp()) for moment in ticks.moments}) == len(ticks.moments) or span_s < 7200


def test_two_years_are_told_by_firsts_of_months_and_spring_moves_no_midnight():
    first = datetime(2024, 11, 22, 9, tzinfo=UTC)
    ticks = day_ticks(first, first + timedelta(days=730), BERLIN)
    assert [ticks.name(moment.timestamp()) for moment in ticks.moments] == [
        "2025-01-01",
        "2025-07-01",
        "2026-01-01",
        "2026-07-01",
    ]
    week = day_ticks(datetime(2026, 3, 26, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC), BERLIN)
    assert {moment.hour for moment in week.moments} == {0}


def test_an_afternoon_is_told_to_the_minute():
    first = datetime(2026, 3, 26, 13, tzinfo=UTC)
    ticks = day_ticks(first, first + timedelta(hours=4), BERLIN)
    assert ticks.name(first.timestamp()) == "2026-03-26 14:00" and len(ticks.moments) == 3
