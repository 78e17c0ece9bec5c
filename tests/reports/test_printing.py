"""A period is named by its days, as whoever asked for it means them."""

from datetime import UTC, datetime, timedelta

from app.reports.printing import Period
from tests.reports.long_for_tests import HOW, START

DAY = timedelta(days=1)


def test_a_period_is_named_by_its_own_ends_or_by_what_lies_in_it():
    assert Period().days(HOW, START, START + DAY) == "2026-01-05 to 2026-01-06"
    assert Period().days(HOW, START, START) == "2026-01-05"
    assert Period().days(HOW, None, None) == "–"
    assert Period(START - DAY).days(HOW, START, START) == "2026-01-04 to 2026-01-05"


def test_a_period_until_midnight_ends_with_the_day_before():
    until = datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert Period(START, until).days(HOW, None, None) == "2026-01-05 to 2026-06-30"
    assert Period(START, until).holds(START) and not Period(START, until).holds(until)


def test_times_carry_their_offset():
    assert HOW.minute(START) == "2026-01-05 09:30 +01:00" and HOW.day(START) == "2026-01-05"
