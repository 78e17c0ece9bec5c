"""Frames against the clock: what is missing is seen, what is only late or a drifting clock is not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capture.clock_check import ClockCheck

RATE_HZ = 48_000
BLOCK = 1024


def arrivals(seconds, *, drift=0.0, jitter_s=0.0, burst=1, seed=1):
    """When blocks arrive of a device whose clock is fast by `drift`: in bursts, each up to `jitter_s` late."""
    rng = np.random.default_rng(seed)
    ends_s = np.arange(1, round(seconds * RATE_HZ / BLOCK)) * BLOCK / (RATE_HZ * (1 + drift))
    delivered = ends_s[np.minimum((np.arange(len(ends_s)) // burst + 1) * burst, len(ends_s)) - 1]
    return np.maximum.accumulate(delivered + rng.uniform(0, jitter_s, len(ends_s)))


def checked(times, blocks=None):
    check = ClockCheck(RATE_HZ)
    for at_s, block in zip(times, blocks if blocks is not None else [BLOCK] * len(times), strict=True):
        check.add(block, 5000.0 + at_s)
    return check.lost_frames


@settings(max_examples=8, deadline=None)
@given(
    drift=st.floats(-200e-6, 200e-6),
    jitter_s=st.floats(0, 0.12),
    burst=st.integers(1, 6),
    stops=st.lists(st.tuples(st.floats(1, 1790), st.floats(0.1, 3)), max_size=8),
    seed=st.integers(0, 1000),
)
def test_thirty_minutes_of_drift_jitter_bursts_and_stops_are_no_loss(drift, jitter_s, burst, stops, seed):
    """`stops`: when nothing got through for how long, and came all at once afterwards."""
    times = arrivals(1800, drift=drift, jitter_s=jitter_s, burst=burst, seed=seed)
    for at_s, long_s in stops:
        times[(times > at_s) & (times < at_s + long_s)] = at_s + long_s
    times = np.maximum.accumulate(times)
    assert checked(times[times < 1797]) == 0


@settings(max_examples=60, deadline=None)
@given(
    drift=st.floats(-200e-6, 200e-6),
    jitter_s=st.floats(0, 0.05),
    burst=st.integers(1, 5),
    at_s=st.floats(1.5, 58),
    lost_s=st.floats(0.2, 5),
)
def test_a_fifth_of_a_second_is_seen_wherever_it_is_missing(drift, jitter_s, burst, at_s, lost_s):
    times = arrivals(60, drift=drift, jitter_s=jitter_s, burst=burst)
    gone = np.arange(len(times))[times >= at_s][: np.ceil(lost_s * RATE_HZ / BLOCK).astype(int)]
    if times[-1] - times[gone[-1]] < 0.7:
        return
    # Jitter, and a burst of which a part is missing, make it uncertain by as much.
    assert checked(np.delete(times, gone)) == pytest.approx(gone.size * BLOCK, abs=0.12 * RATE_HZ)


def test_a_loss_is_not_forgiven_in_the_hour_after_it():
    times = arrivals(3600, drift=-150e-6)
    assert checked(times[(times < 100) | (times >= 100.25)]) == pytest.approx(0.25 * RATE_HZ, abs=0.03 * RATE_HZ)


def test_sound_that_was_only_late_is_taken_back():
    """The sound server, or this program, was stopped for a while and everything comes at once afterwards."""
    times = arrivals(30)
    times[(times > 10) & (times < 14)] = 14.0
    assert checked(times) == 0


def test_while_it_is_late_it_counts_as_missing():
    check = ClockCheck(RATE_HZ)
    for at_s in (*arrivals(10), *(arrivals(1) + 13)):
        check.add(BLOCK, at_s)
    assert check.lost_frames == pytest.approx(3 * RATE_HZ, rel=0.02)


def test_many_small_gaps_add_up():
    times = arrivals(60)
    kept = times[(np.arange(len(times)) % 47) != 0]
    assert checked(kept) == pytest.approx(60 * RATE_HZ / 47, rel=0.2)


def test_a_device_at_another_rate_than_it_says_is_seen():
    times = np.arange(1, 2000) * BLOCK / 44_100
    assert checked(times) == pytest.approx((times[-1] - times[0]) * (RATE_HZ - 44_100), rel=0.1)


def test_before_the_second_block_nothing_is_known():
    assert ClockCheck(RATE_HZ).lost_frames == 0
    assert checked([1.0]) == 0
