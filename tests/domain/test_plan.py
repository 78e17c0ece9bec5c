"""When a machine is due: a day before its date, and overdue from its date on."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.plan import Timing, due_at, timing

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (None, Timing.UNPLANNED),
        (NOW + DAY + timedelta(seconds=1), Timing.LATER),
        (NOW + DAY, Timing.DUE),
        (NOW + timedelta(seconds=1), Timing.DUE),
        (NOW, Timing.OVERDUE),
        (NOW - 400 * DAY, Timing.OVERDUE),
    ],
)
def test_timing_at_its_borders(due, told):
    assert timing(due, NOW) is told


def test_next_visit_is_an_interval_after_the_last_and_at_once_where_there_was_none():
    assert due_at(28, NOW, NOW - DAY) == NOW + 28 * DAY
    assert due_at(28, None, NOW) == NOW
    assert due_at(None, NOW, NOW) is None
