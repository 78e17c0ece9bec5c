"""Only days that were seen to go by count: a clock that was set wrong never empties the bin."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.bin import KEPT, Binned, Thing
from app.workflows.bin_days import DaysSeen

DAY = timedelta(days=1)
START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def thrown(at: datetime = START, name: str = "Fan") -> Binned:
    return Binned(Thing.MACHINE, name, name, id=name, at=at)


@pytest.fixture
def seen(tmp_path: Path) -> DaysSeen:
    return DaysSeen(tmp_path)


@pytest.mark.parametrize("every", [1, 7, 30])
def test_due_after_90_days_however_often_it_is_opened(seen, every):
    line = thrown()
    for day in range(0, 90, every):
        assert seen.due([line], START + day * DAY) is None
    assert seen.due([line], START + 90 * DAY) == line.at


def test_opened_once_a_quarter_it_is_kept_longer(seen):
    line = thrown()
    asked = [seen.due([line], START + 92 * number * DAY) for number in range(4)]
    assert asked == [None, None, None, line.at]


@pytest.mark.parametrize("years", [5, 50, 500])
def test_clock_years_ahead_removes_nothing(seen, years):
    line = thrown()
    seen.due([line], START)
    wrong = START + years * 365 * DAY
    for hour in range(48):
        assert seen.due([line], wrong + timedelta(hours=hour)) is None
    assert seen.due([line], START + DAY) is None


def test_thrown_while_the_clock_was_years_behind(seen):
    line = thrown(START - 4000 * DAY)
    seen.due([line], START - 4000 * DAY)
    assert seen.due([line], START) is None
    for day in range(7, 56, 7):
        assert seen.due([line], START + day * DAY) is None


def test_clock_set_back_counts_nothing_twice(seen):
    line = thrown()
    for _ in range(20):
        for day in (0, 20):
            assert seen.due([line], START + day * DAY) is None
    # Twenty times twenty days were seen, but by the calendar it is not yet time.
    assert seen.due([line], START + 89 * DAY) is None


def test_what_was_thrown_before_something_that_is_not_due_waits_for_nothing(seen):
    old, young = thrown(name="old"), thrown(START + 60 * DAY, "young")
    for day in range(0, 60, 10):
        seen.due([old], START + day * DAY)
    for day in range(60, 90, 10):
        assert seen.due([old, young], START + day * DAY) is None
    assert seen.due([young, old], START + 90 * DAY) == old.at
    assert seen.due([young], START + 120 * DAY) is None
    assert seen.due([young], START + 150 * DAY) == young.at


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"days": -1}', b'{"days": NaN}', b'{"days": "x"}', b'{"since": []}', b'{"x": 1}', b"\xff",
     b'{"seen_at": 3}', b'{"since": {"Fan": null}}', b'{"days": 1e400}'],
)  # fmt: skip
def test_damaged_count_begins_anew_and_keeps_things_longer(seen, tmp_path, content):
    line = thrown()
    for day in range(0, 80, 10):
        seen.due([line], START + day * DAY)
    (tmp_path / "bin-days.json").write_bytes(content)
    assert seen.due([line], START + 90 * DAY) is None
    assert seen.due([line], START + 100 * DAY) is None


def test_where_nothing_can_be_written_nothing_is_due(tmp_path):
    seen = DaysSeen(tmp_path / "gone")
    assert [seen.due([thrown()], START + day * DAY) for day in range(0, 200, 10)] == [None] * 20


MOMENTS = st.lists(st.integers(-4000, 4000), min_size=1, max_size=20)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(jumps=MOMENTS)
def test_nothing_goes_before_90_days_were_seen_however_the_clock_jumps(tmp_path, jumps):
    (tmp_path / "bin-days.json").unlink(missing_ok=True)
    seen, line, lived, last = DaysSeen(tmp_path), thrown(), 0, None
    for jump in jumps:
        moment = START + jump * DAY
        lived += min(max(jump - last, 0), 31) if last is not None else 0
        last = jump
        due = seen.due([line], moment)
        assert (due is not None) == (lived >= KEPT.days and moment >= line.gone_at)
