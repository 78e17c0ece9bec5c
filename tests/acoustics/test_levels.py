"""Levels are right for sounds whose level is known, and finite for anything."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as numbers

from app.acoustics.levels import FLOOR_DBFS, LOUDEST_SAMPLE, finite, mean_square, peak_dbfs, rms_dbfs


def test_levels_of_a_square_wave_and_a_sine():
    square = np.tile([1.0, -1.0], 1000)
    sine = np.sin(2 * np.pi * np.arange(4800) / 48)
    assert rms_dbfs(square) == pytest.approx(0.0, abs=1e-6)
    assert rms_dbfs(sine) == pytest.approx(-3.0103, abs=1e-3)
    assert peak_dbfs(0.5 * square) == pytest.approx(-6.0206, abs=1e-3)


def test_the_negative_peak_counts():
    assert peak_dbfs(np.array([0.1, -0.5, 0.2])) == pytest.approx(-6.0206, abs=1e-3)


def test_silence_and_nothing_read_the_floor():
    assert rms_dbfs(np.zeros(100)) == pytest.approx(FLOOR_DBFS)
    assert peak_dbfs(np.zeros(100)) == pytest.approx(FLOOR_DBFS)
    assert rms_dbfs(np.zeros(0)) == pytest.approx(FLOOR_DBFS)
    assert peak_dbfs(np.zeros(0)) == pytest.approx(FLOOR_DBFS)


def test_a_long_array_is_summed_whole_and_a_constant_one_exactly():
    assert mean_square(np.full(1_000_003, 0.1, dtype=np.float32)) == pytest.approx(0.01, rel=1e-6)


def test_several_channels_count_together():
    assert mean_square(np.array([[1.0, 0.0], [1.0, 0.0]])) == pytest.approx(0.5)


def test_finite_keeps_sound_as_it_is():
    sound = np.array([0.1, -3.0, 0.0], dtype=np.float32)
    assert finite(sound) is sound


def test_finite_replaces_what_is_not_a_number_and_pins_what_is_too_great():
    wild = np.array([np.nan, np.inf, -np.inf, 1e300, 0.5])
    expected = np.array([0.0, LOUDEST_SAMPLE, -LOUDEST_SAMPLE, LOUDEST_SAMPLE, 0.5], dtype=np.float32)
    np.testing.assert_array_equal(finite(wild), expected)
    assert np.isnan(wild[0]), "the caller's array must stay as it was"


@given(numbers.arrays(st.sampled_from([np.float32, np.float64]), st.integers(0, 50), elements={"allow_nan": True}))
def test_levels_are_finite_for_any_array(samples):
    assert FLOOR_DBFS - 1e-3 <= rms_dbfs(samples) <= peak_dbfs(samples) + 1e-3
    assert np.isfinite(peak_dbfs(samples))
