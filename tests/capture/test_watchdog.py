"""When a microphone that says nothing is given up, and when the silence was our own."""

import pytest

from app.capture.watchdog import FIRST_BLOCK_WITHIN_S, STALLED_AFTER_S, Watchdog


def looks(watchdog, start_s, seconds, every_s=0.05):
    """Whether it was stalled at any of the looks."""
    return any(watchdog.stalled(start_s + i * every_s) for i in range(1, round(seconds / every_s) + 1))


def test_a_second_without_a_block_is_too_long():
    watchdog = Watchdog(0.0)
    watchdog.heard(1.0)
    assert not looks(watchdog, 1.0, STALLED_AFTER_S - 0.1)
    assert looks(watchdog, 1.0 + STALLED_AFTER_S - 0.1, 0.2)


def test_every_block_begins_the_second_anew():
    watchdog = Watchdog(0.0)
    for at_s in range(1, 20):
        watchdog.heard(at_s * 0.9)
        assert not looks(watchdog, at_s * 0.9, 0.85)


def test_a_headset_may_take_seconds_to_begin():
    watchdog = Watchdog(0.0)
    assert not looks(watchdog, 0.0, FIRST_BLOCK_WITHIN_S - 0.2)
    assert looks(watchdog, FIRST_BLOCK_WITHIN_S - 0.2, 0.4)


@pytest.mark.parametrize("asleep_s", [2.0, 3600.0])
def test_a_laptop_that_slept_gives_the_microphone_time_to_wake_up(asleep_s):
    watchdog = Watchdog(0.0)
    watchdog.heard(10.0)
    assert not watchdog.stalled(10.0 + asleep_s)
    assert not looks(watchdog, 10.0 + asleep_s, 0.5)
    assert looks(watchdog, 10.5 + asleep_s, 1.0)


def test_a_clock_that_goes_back_is_no_silence():
    watchdog = Watchdog(100.0)
    watchdog.heard(100.0)
    assert not watchdog.stalled(50.0)
