"""A tone reads its level on its own line; half a hertz apart is apart; a beat is found whatever carries it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acoustics.fine_spectrum import BEATS, LINES, RATE_HZ, STEP_HZ, FineSpectrum, FineSpectrumMaker

SECONDS = np.arange(10 * RATE_HZ) / RATE_HZ


def tone(hz: float, amplitude: float = 1.0) -> np.ndarray:
    return (amplitude * np.sin(2 * np.pi * hz * SECONDS)).astype(np.float32)


def spectrum_of(*clips: np.ndarray) -> FineSpectrum:
    maker = FineSpectrumMaker()
    for clip in clips:
        maker.add(clip)
    found = maker.spectrum()
    assert found is not None
    return found


def test_a_full_scale_tone_reads_zero_on_its_own_line():
    found = spectrum_of(tone(123.5))
    assert found.level_db.shape == (LINES,) and found.beat_db.shape == (BEATS,)
    assert found.level_db[247] == pytest.approx(0.0, abs=0.01)
    assert found.level_db[240] < -60


def test_two_tones_three_hertz_apart_are_two_and_the_noise_between_is_low():
    level = spectrum_of(tone(172.9, 0.1) + tone(175.9, 0.1)).level_db
    assert level[345:347].max() > -23 and level[351:353].max() > -23
    assert level[349] < -45


def test_the_mean_is_one_of_power_over_all_looks():
    loud, quiet = spectrum_of(tone(500.0)), spectrum_of(tone(500.0), tone(500.0, 1e-4))
    assert (loud.looks, quiet.looks) == (9, 18)
    assert quiet.level_db[1000] == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("carrier_hz", [1500.0, 2600.0, 4400.0])
def test_strikes_show_as_a_beat_whatever_they_ring(carrier_hz):
    rng = np.random.default_rng(4)
    strikes = np.exp(3 * (np.cos(2 * np.pi * 88.5 * SECONDS) - 1)) * tone(carrier_hz, 0.05)
    beat = spectrum_of((strikes + 0.002 * rng.standard_normal(len(SECONDS))).astype(np.float32)).beat_db
    assert np.argmax(beat[20:]) + 20 == round(88.5 / STEP_HZ)


def test_one_knock_makes_no_beat_and_hardly_a_difference_to_steady_strikes():
    rng = np.random.default_rng(4)
    steady = (0.01 * rng.standard_normal(len(SECONDS))).astype(np.float32)
    knocked = steady.copy()
    knocked[80_000:82_000] *= 60
    assert np.abs(spectrum_of(knocked).beat_db[16:] - spectrum_of(steady).beat_db[16:]).mean() < 3.0


@given(st.lists(st.integers(0, 60_000), max_size=4), st.floats(0, 3e38))
@settings(max_examples=25, deadline=None)
def test_any_clips_give_finite_levels_or_nothing(lengths: list[int], value: float):
    maker = FineSpectrumMaker()
    for length in lengths:
        maker.add(np.full(length, value, np.float32))
    found = maker.spectrum()
    assert (found is None) == all(length < 2 * RATE_HZ for length in lengths)
    if found is not None:
        assert np.isfinite(found.level_db).all() and np.isfinite(found.beat_db).all()
