"""Ticks of a time axis are few, regular, in order and named."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.ui.widgets.date_axis import date_ticks

BRITISH = QLocale("en_GB")
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def texts(days: float, most: int = 10) -> list[str]:
    return [tick.text for tick in date_ticks(START, START + timedelta(days=days), most, locale=BRITISH)]


def test_months_name_the_year_first_and_in_january():
    assert texts(120) == ["Apr 2026", "May", "Jun", "Jul"] or texts(120)[0].endswith("2026")
    year = texts(400, most=14)
    assert "2027" in year
    assert "May" in year


def test_years_decades_days_and_minutes():
    assert texts(365 * 12, most=6)[:2] == ["2028", "2030"]
    assert texts(8)[0] == "2 Mar 2026" or texts(8)[0].startswith("2 Mar")
    inside = texts(1 / 24)
    assert all(":" in text for text in inside)
    assert "Mar" in inside[0]
    assert "Mar" not in inside[1]


@given(
    st.datetimes(START.replace(year=1990, tzinfo=None), START.replace(year=2060, tzinfo=None)),
    st.timedeltas(timedelta(minutes=10), timedelta(days=365 * 40)),
    st.integers(2, 20),
)
def test_any_span_has_between_one_and_that_many_ticks_in_order(start, span, most):
    first = start.replace(tzinfo=UTC)
    ticks = date_ticks(first, first + span, most, locale=BRITISH)
    assert 1 <= len(ticks) <= most
    moments = [tick.moment for tick in ticks]
    assert moments == sorted(set(moments))
    assert all(first <= moment <= first + span for moment in moments)
    assert all(tick.text for tick in ticks)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/St_Johns", "Pacific/Apia"])
def test_days_begin_at_the_users_midnight(monkeypatch, zone):
    time = pytest.importorskip("time")
    if not hasattr(time, "tzset"):
        pytest.skip("needs tzset, which this system lacks")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        ticks = date_ticks(START, START + timedelta(days=40), 6, locale=BRITISH)
        assert all((tick.moment.hour, tick.moment.minute) == (0, 0) for tick in ticks)
    finally:
        monkeypatch.undo()
        time.tzset()
