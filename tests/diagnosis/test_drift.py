"""A slow change is told from scatter, one machine's from everybody's, and chance is called by its name."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.diagnosis.drift import BLOCK_DAYS, DayHeard, Series, by_day, drift_of, fleet_drift
from app.diagnosis.kolmogorov import autocorrelation, distance, p_value

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
NEPER_PER_DB = np.log(10) / 10


def series(seed: int, days: int, *, moved_db: float = 0.0, rho: float = 0.0, device: str = "", weeks: int = 1):
    """A machine heard weekly with 1 dB scatter a range; bands 48 to 64 move in a straight line from day 6 on."""
    random = np.random.default_rng(seed)
    scatter = random.normal(0, 1.0, (days, 8))
    for day in range(1, days):
        scatter[day] = rho * scatter[day - 1] + np.sqrt(1 - rho**2) * scatter[day]
    rows = np.repeat(scatter, 16, axis=1) + random.normal(0, 1.0, (days, 128))
    change = np.clip((np.arange(days) - BLOCK_DAYS) / BLOCK_DAYS, 0, 1) * moved_db
    rows[:, 47:62] += change[:, None]
    heard = [
        DayHeard(START + timedelta(weeks=weeks * day), (-9 + NEPER_PER_DB * row).astype(np.float32), device)
        for day, row in enumerate(rows)
    ]
    return Series(f"condition {seed}", by_day(heard))


def test_a_change_of_six_db_is_found_and_named():
    found = [drift_of(series(seed, 24, moved_db=6.0)) for seed in range(10)]
    assert sum(one is not None for one in found) >= 7
    one = next(one for one in found if one is not None)
    assert one.changes[0].change_db > 3
    assert 1000 < one.changes[0].low_hz < one.changes[0].high_hz < 3000
    assert "slowly changed" in one.what and "louder" in one.what
    assert (one.first_visits, one.latest_visits) == (8, 8)


@pytest.mark.parametrize("rho", [0.0, 0.4])
def test_machines_that_only_scatter_are_called_changed_less_than_one_in_twenty(rho: float):
    called = sum(
        any(drift_of(Series("c", series(seed, 60, rho=rho).days[:days])) is not None for days in range(12, 61))
        for seed in range(60)
    )
    assert called <= 3


def test_too_few_days_say_nothing_however_many_visits():
    many = [DayHeard(START + timedelta(minutes=m), np.full(128, float(m), np.float32)) for m in range(500)]
    assert len(by_day(many)) == 1
    assert drift_of(Series("c", by_day(many))) is None
    assert drift_of(series(1, 2 * BLOCK_DAYS - 1, moved_db=30)) is None


def test_louder_all_over_is_another_distance_and_no_change():
    days = series(3, 16).days
    moved = tuple(
        DayHeard(day.when, day.bands + np.float32(4.0 * (number >= 8)), day.device)
        for number, day in enumerate(days)
    )
    assert drift_of(Series("c", moved)) is None


def test_another_microphone_is_named_before_the_machine():
    days = series(4, 24, moved_db=9.0).days
    moved = tuple(
        DayHeard(day.when, day.bands, "USB" if number >= 10 else "built in") for number, day in enumerate(days)
    )
    drift = drift_of(Series("c", moved))
    assert drift is not None and drift.other_microphone
    assert "microphone" in drift.to_do


def test_all_machines_at_once_point_at_the_microphone_and_one_does_not():
    fleet = [series(seed, 24, moved_db=9.0) for seed in range(8)]
    found = fleet_drift(fleet)
    assert found is not None and found.alike
    assert found.machines == 8 and found.changed >= 4
    assert "microphone" in found.to_do
    assert fleet_drift([series(1, 24, moved_db=9.0), *(series(seed, 24) for seed in range(20, 30))]) is None
    assert fleet_drift([]) is None


def test_a_quiet_fleet_is_left_alone():
    assert sum(fleet_drift([series(20 * f + s, 16) for s in range(10)]) is not None for f in range(6)) == 0


def test_the_exact_p_value_is_that_of_scipy():
    stats = pytest.importorskip("scipy.stats", reason="needs the training extra (make setup-training)")
    random = np.random.default_rng(5)
    for n, m in [(5, 5), (6, 6), (3, 9), (12, 40)]:
        first = random.permutation(random.normal(0, 1, n))
        second = random.normal(1, 1, m)
        truth = stats.ks_2samp(first, second, method="exact")
        assert distance(first, second) == pytest.approx(truth.statistic)
        assert p_value(first, second) >= truth.pvalue - 1e-9


def test_values_that_follow_each_other_alike_count_for_less():
    random = np.random.default_rng(1)
    white, walk = random.normal(size=(200, 8)), np.cumsum(random.normal(size=(200, 8)), axis=0)
    assert autocorrelation(white) < 0.1
    assert autocorrelation(walk) > 0.8
    first, second = white[:20, 0], white[20:40, 0] + 1.5
    assert p_value(first, second, 0.5) > 5 * p_value(first, second)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12),
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_a_p_value_is_a_share_and_does_not_care_which_comes_first(first, second):
    a, b = np.array(first), np.array(second)
    assert 0.0 <= p_value(a, b) <= 1.0
    assert p_value(a, b) == pytest.approx(p_value(b, a), abs=1e-9)
