"""A slow change is told at the look that found it, and all machines at once in the week that told so."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from app.diagnosis.alerts_drift import found_drifts, found_in_fleet, looks, weeks
from app.diagnosis.drift import DayHeard, Series

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
EVER = (START, START + 1000 * WEEK)


def series(count: int, moved_from: int | None = None, seed: int = 0, bands: slice = slice(47, 62)) -> Series:
    """Weekly visits of which those from `moved_from` on are 9 dB louder in some bands."""
    random = np.random.default_rng(seed)
    days = []
    for at in range(count):
        levels = random.normal(-9, 0.1, 128)
        if moved_from is not None and at >= moved_from:
            levels[bands] += 9 / 4.34
        days.append(DayHeard(START + at * WEEK, levels.astype(np.float32)))
    return Series("c", tuple(days))


def test_looks_are_complete_with_every_eighth_day_from_the_sixteenth_on():
    whens = [START + at * WEEK for at in range(33)]
    assert looks(whens) == [whens[15], whens[23], whens[31]]
    twice = sorted(whens + [when + timedelta(hours=2) for when in whens])
    assert looks(twice) == looks(whens)
    assert looks(whens[:15]) == []


def test_drift_is_told_at_the_first_look_that_found_it_and_not_again():
    moved = series(48, moved_from=16)
    ((at, drift),) = found_drifts(moved, *EVER)
    assert at in looks([day.when for day in moved.days])
    assert drift.condition_id == "c" and drift.changes[0].change_db == pytest.approx(7, abs=1)
    assert list(found_drifts(moved, at + WEEK, EVER[1])) == []
    assert list(found_drifts(moved, at, at)) == []
    assert [when for when, _ in found_drifts(moved, at, at + WEEK)] == [at]


def test_older_period_tells_the_same_with_and_without_what_came_later():
    moved = series(48, moved_from=8)
    known = Series("c", moved.days[:20])
    assert list(found_drifts(moved, START, START + 20 * WEEK)) == list(found_drifts(known, *EVER))


def test_machine_that_stays_as_it_is_never_drifts():
    assert list(found_drifts(series(60), *EVER)) == []


def test_weeks_begin_on_monday_in_utc_and_touch_the_time():
    assert list(weeks(START, START)) == [datetime(2026, 1, 5, tzinfo=UTC)]
    sunday = datetime(2026, 1, 11, 23, 30, tzinfo=UTC)
    assert list(weeks(sunday, sunday + timedelta(hours=1))) == [
        datetime(2026, 1, 5, tzinfo=UTC),
        datetime(2026, 1, 12, tzinfo=UTC),
    ]


def test_fleet_is_told_in_one_week_with_all_that_were_asked():
    fleet = {str(one): series(40, moved_from=16, seed=one) for one in range(6)} | {"young": series(9)}
    told = [(week, found_in_fleet(fleet, week, EVER[1])) for week in weeks(START, START + 40 * WEEK)]
    ((week, found),) = [(week, found) for week, found in told if found]
    assert week <= found.at < week + WEEK
    assert found.machine_ids == tuple("012345")
    assert (found.drift.changed, found.drift.machines, found.drift.alike) == (6, 6, True)
    assert found_in_fleet(fleet, week, found.at) is None


def test_one_machine_alone_and_a_still_fleet_are_none():
    alone = {str(one): series(40, moved_from=16 if one == 0 else None, seed=one) for one in range(6)}
    assert not any(found_in_fleet(alone, week, EVER[1]) for week in weeks(START, START + 40 * WEEK))
    assert found_in_fleet({}, START, EVER[1]) is None
