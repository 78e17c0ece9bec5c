"""On, off, run-up and strangers' noise are found; machines that are restless by nature never fail."""

import numpy as np
import pytest

from app.domain.quality import Check, Grade
from app.recordings.envelope import BANDS
from app.recordings.steadiness_meter import _MOST_CELLS, SteadinessMeter
from tests.recordings import made_up
from tests.recordings.mixing import RATE_HZ, mixed
from tests.recordings.sounds import finding, judged, noise

MACHINE = noise(10.0)[:, 0]


def steadiness_of(take: np.ndarray, rate: int = RATE_HZ):
    return finding(judged(take, rate), Check.STEADINESS)


def rows(*parts: tuple[float, float]) -> np.ndarray:
    """Levels in dB for so many seconds each; the louder, the more the low bands stick out."""
    chance = np.random.default_rng(0)
    tilt = 1.0 - np.arange(BANDS) / BANDS
    levels = [np.tile(level + (level + 50.0) * tilt, (round(seconds * 50), 1)) for seconds, level in parts]
    return (np.concatenate(levels) + chance.normal(0.0, 1.0, (sum(map(len, levels)), BANDS))).astype(np.float32)


def found_in(*parts: tuple[float, float]):
    meter = SteadinessMeter()
    meter.add(rows(*parts))
    return meter.finding()


def test_a_steady_machine_passes():
    assert steadiness_of(MACHINE).value == "steady"
    assert steadiness_of(noise(60.0, 48_000), 48_000).value == "steady"


@pytest.mark.parametrize("at_s", [4.0, 5.0, 8.0])
def test_switched_on_in_the_take_fails_it_and_says_when(at_s: float):
    found = steadiness_of(made_up.switched(MACHINE, RATE_HZ, at_s, on=True))
    assert found.grade is Grade.FAILED
    assert float(found.value.split("at ")[1].split(" s")[0]) == pytest.approx(at_s, abs=0.8)
    assert "louder" in found.what or "quieter" in found.what


def test_switched_off_in_the_middle_fails_it():
    found = steadiness_of(made_up.switched(MACHINE, RATE_HZ, 5.0, on=False))
    assert found.grade is Grade.FAILED
    assert "quieter" in found.what


def test_the_last_second_after_switching_off_is_noted():
    assert steadiness_of(made_up.switched(MACHINE, RATE_HZ, 8.6, on=False)).grade is Grade.NOTED


@pytest.mark.parametrize("seconds", [10.0, 30.0])
def test_a_run_up_is_found(seconds: float):
    found = steadiness_of(made_up.run_up(seconds, RATE_HZ, np.random.default_rng(1)))
    assert found.grade is not Grade.PASSED
    assert found.what.startswith("Until")


def test_a_noise_that_comes_and_goes_says_from_when_to_when():
    chance = np.random.default_rng(1)
    hiss = np.diff(chance.standard_normal(4 * RATE_HZ)).astype(np.float32)
    found = steadiness_of(mixed(MACHINE, hiss, 10.0, 2.5))
    assert found.grade is Grade.FAILED
    assert found.what.startswith("From 2.")
    assert "before and after" in found.what


@pytest.mark.parametrize("period_s", [2.0, 3.0, 4.0])
def test_a_slide_that_goes_to_and_fro_never_fails(period_s: float):
    strokes = [(period_s / 2, level) for _ in range(round(30 / period_s)) for level in (-40.0, -55.0)]
    assert found_in(*strokes).grade is not Grade.FAILED


def test_quick_strokes_are_steady():
    assert found_in(*[(0.25, level) for _ in range(20) for level in (-40.0, -55.0)]).grade is Grade.PASSED


def test_a_second_of_something_in_a_long_take_is_no_step():
    assert found_in((30.0, -50.0), (0.4, -20.0), (30.0, -50.0)).grade is Grade.PASSED


def test_two_hours_are_held_in_as_much_memory_as_four_minutes():
    meter = SteadinessMeter()
    for _ in range(72):
        meter.add(rows((100.0, -50.0)))
        assert len(meter._cells) < _MOST_CELLS
    assert meter.finding().grade is Grade.PASSED
    for _ in range(20):
        meter.add(rows((100.0, -35.0)))
    found = meter.finding()
    assert found.grade is not Grade.PASSED
    assert "2:00:" in found.what


@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0, 2.0])
def test_too_little_to_tell_is_steady(seconds: float):
    assert found_in((seconds, -50.0)).grade is Grade.PASSED


def test_any_blocks_give_the_same():
    take = rows((4.0, -50.0), (6.0, -38.0))
    whole, pieces = SteadinessMeter(), SteadinessMeter()
    whole.add(take)
    for row in take:
        pieces.add(row[None])
    assert whole.finding() == pieces.finding()
