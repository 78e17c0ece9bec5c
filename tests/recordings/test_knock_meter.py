"""Knocks are counted with their times; what a machine does regularly is its own sound."""

import numpy as np
import pytest

from app.acoustics.samples import LATER
from app.domain.quality import Check, Grade
from tests.recordings import made_up
from tests.recordings.mixing import RATE_HZ, mixed
from tests.recordings.sounds import finding, judged, noise

MACHINE = noise(10.0)[:, 0]


def knocks_in(take: np.ndarray, rate: int = RATE_HZ):
    return finding(judged(take, rate), Check.KNOCKS)


def knocked(times_s, level_db: float = 12.0, machine: np.ndarray = MACHINE, ring_hz: float = 90.0) -> np.ndarray:
    chance = np.random.default_rng(1)
    take = machine
    for at_s in times_s:
        take = mixed(take, made_up.knock(RATE_HZ, chance, ring_hz, 0.08), level_db, at_s)
    return take


@pytest.mark.parametrize("ring_hz", [90.0, 700.0, 2500.0])
@pytest.mark.parametrize("times_s", [(4.0,), (1.2, 6.7), (0.9, 2.2, 7.9)])
def test_a_few_knocks_are_counted_and_timed(times_s: tuple[float, ...], ring_hz: float):
    found = knocks_in(knocked(times_s, ring_hz=ring_hz))
    assert found.grade is Grade.NOTED
    assert found.value.startswith(f"{len(times_s)} at ")
    shown = [float(part.split(" ")[0]) for part in found.what.split("recorded at ")[1].split(", ")[: len(times_s)]]
    assert shown == pytest.approx(times_s, abs=0.05)


@pytest.mark.parametrize("rate", [44_100, 96_000])
def test_at_any_rate(rate: int):
    take = noise(6.0, rate)[:, 0]
    blow = made_up.knock(rate, np.random.default_rng(1), 300.0, 0.08)
    take[3 * rate : 3 * rate + len(blow)] += 0.5 * blow[: len(take) - 3 * rate]
    assert knocks_in(take, rate).value == "1 at 3.0 s"


@pytest.mark.parametrize("a_second", [1.0, 2.0, 4.0, 9.0, 23.0])
@pytest.mark.parametrize("seconds", [10.0, 25.0])
def test_regular_knocks_are_the_machines_own(a_second: float, seconds: float):
    machine = noise(seconds)[:, 0]
    own = made_up.with_own_knocks(machine, RATE_HZ, a_second, np.random.default_rng(3))
    assert knocks_in(own).grade is Grade.PASSED


def test_a_slam_among_the_machines_own_knocks_is_found():
    own = made_up.with_own_knocks(MACHINE, RATE_HZ, 2.0, np.random.default_rng(3))
    slam = 0.9 * made_up.knock(RATE_HZ, np.random.default_rng(4), 150.0, 0.3)
    own[80_000 : 80_000 + len(slam)] += slam
    assert knocks_in(own).grade is not Grade.PASSED


def test_the_faults_of_the_sample_fan_are_no_knocks():
    for take in LATER:
        assert knocks_in(take.samples() / 32768.0).value == "none", take.file_name


def test_loud_blows_all_over_the_take_fail_it():
    chance = np.random.default_rng(8)
    take = 0.1 * MACHINE
    for at_s in (0.9, 2.3, 2.8, 4.9, 5.8, 7.7):
        blow = made_up.knock(RATE_HZ, chance, 900.0, 0.15)
        start = round(at_s * RATE_HZ)
        take[start : start + len(blow)] += 0.25 * blow
    found = knocks_in(take)
    assert found.grade is Grade.FAILED
    assert found.value == "6 at 0.9 s, 2.3 s …"


def test_something_that_begins_and_stays_is_no_knock():
    assert knocks_in(made_up.switched(MACHINE, RATE_HZ, 5.0, on=True)).grade is Grade.PASSED


def test_a_sound_that_returns_after_digital_silence_is_no_knock():
    take = np.concatenate([MACHINE, np.zeros(32_000, np.float32), MACHINE])
    quality = judged(take)
    for check in (Check.KNOCKS, Check.SPEECH, Check.STEADINESS):
        assert finding(quality, check).grade is Grade.PASSED, check
