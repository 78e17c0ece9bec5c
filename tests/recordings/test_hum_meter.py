"""Hum of the mains is noted, a motor's own tones are not, and a take never fails for it."""

import numpy as np
import pytest

from app.domain.quality import Check, Grade
from tests.recordings import made_up
from tests.recordings.sounds import finding, judged, noise


def hum_in(take: np.ndarray, rate: int = 16_000):
    return finding(judged(take, rate), Check.HUM)


def with_tones(times, base_hz: float, rate: int = 16_000, seconds: float = 10.0) -> np.ndarray:
    machine = noise(seconds, rate)[:, 0]
    time = np.arange(len(machine)) / rate
    tones = sum(np.sin(2 * np.pi * base_hz * k * time + k) for k in times)
    return machine + machine.std() * tones / tones.std()


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
@pytest.mark.parametrize("mains_hz", [49.9, 50.0, 50.1, 59.95, 60.0])
def test_exact_odd_multiples_are_noted_with_where_they_are(rate: int, mains_hz: float):
    found = hum_in(with_tones((1, 2, 3, 4, 5), mains_hz, rate), rate)
    assert found.grade is Grade.NOTED
    assert found.value == f"{mains_hz:.0f} Hz mains"
    assert f"{3 * round(mains_hz)}" in found.what
    assert "machine" in found.to_do


def test_what_a_cable_picks_up_is_never_more_than_noted():
    hum = made_up.hum(10.0, 16_000, np.random.default_rng(1))
    assert hum_in(0.1 * hum + 0.001 * noise(10.0)[:, 0]).grade is Grade.NOTED


@pytest.mark.parametrize("base_hz", [24.3, 25.0, 29.1, 33.0, 48.6, 58.2, 100.0, 120.0])
def test_a_motors_own_tones_are_not_the_mains(base_hz: float):
    assert hum_in(with_tones((1, 2, 3, 4) if base_hz != 25.0 else (1, 2, 4, 8), base_hz)).value == "none"


def test_tones_that_are_not_exactly_spaced_are_not_the_mains():
    machine = noise(10.0)[:, 0]
    time = np.arange(len(machine)) / 16_000
    for hertz in (49.86, 150.4, 249.5):
        machine = machine + 0.05 * np.sin(2 * np.pi * hertz * time)
    assert hum_in(machine).value == "none"


def test_hum_far_below_the_machine_is_left_alone():
    assert hum_in(noise(10.0)[:, 0] + 0.03 * with_tones((1, 3, 5), 50.0)).grade is Grade.PASSED


@pytest.mark.parametrize("seconds", [0.01, 1.0, 3.9])
def test_too_little_to_tell_passes(seconds: float):
    assert hum_in(with_tones((1, 3, 5), 50.0, seconds=seconds)).grade is Grade.PASSED
