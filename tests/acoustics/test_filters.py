"""What is inside the range comes through untouched and on time; what is well outside does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.acoustics.filters import keep_range
from app.acoustics.levels import rms_dbfs


def tone(frequency_hz, sample_rate_hz, duration_s=2.0):
    at_s = np.arange(round(duration_s * sample_rate_hz)) / sample_rate_hz
    return np.sin(2 * np.pi * frequency_hz * at_s).astype(np.float32)


def middle(samples):
    return samples[samples.size // 4 : -samples.size // 4]


@pytest.mark.parametrize("sample_rate_hz", [16000, 44100, 192000])
def test_a_tone_inside_is_not_changed_and_not_delayed(sample_rate_hz):
    inside = tone(2300.0, sample_rate_hz)
    kept = keep_range(inside, sample_rate_hz, 2100.0, 2600.0)
    assert kept.dtype == np.float32
    np.testing.assert_allclose(middle(kept), middle(inside), atol=1e-3)


@pytest.mark.parametrize("frequency_hz", [500.0, 1900.0, 2850.0, 6000.0])
def test_a_tone_outside_is_gone(frequency_hz):
    kept = keep_range(tone(frequency_hz, 48000), 48000, 2100.0, 2600.0)
    assert rms_dbfs(middle(kept)) < -70.0


def test_the_edges_fall_smoothly():
    levels = [rms_dbfs(middle(keep_range(tone(f, 48000), 48000, 1000.0, 4000.0))) for f in (1000, 960, 930)]
    assert levels[0] == pytest.approx(-3.01, abs=0.05)
    assert levels[0] > levels[1] + 3.0 > levels[2] + 6.0


def test_open_ends_let_everything_through():
    noise = np.random.default_rng(1).normal(size=9000).astype(np.float32)
    np.testing.assert_allclose(keep_range(noise, 16000, 0.0, 9000.0), noise, atol=1e-5)


def test_nothing_wraps_around_from_the_end_to_the_beginning():
    click = np.zeros(16000, dtype=np.float32)
    click[-1] = 1.0
    kept = keep_range(click, 16000, 1000.0, 2000.0)
    assert np.abs(kept[:8000]).max() < 1e-4 < np.abs(kept[-10:]).max()


def test_a_long_sound_has_no_seams():
    sound = tone(300.0, 8000, duration_s=45.0) + tone(1500.0, 8000, duration_s=45.0)
    kept = keep_range(sound, 8000, 250.0, 400.0)
    np.testing.assert_allclose(middle(kept), middle(tone(300.0, 8000, duration_s=45.0)), atol=2e-3)


def test_a_range_above_what_the_sound_holds_is_silent():
    assert rms_dbfs(keep_range(tone(1000.0, 8000), 8000, 5000.0, 6000.0)) < -80.0


@pytest.mark.parametrize(("low_hz", "high_hz"), [(2000.0, 1000.0), (500.0, 500.0), (float("nan"), 100.0)])
def test_an_empty_range_is_refused(low_hz, high_hz):
    with pytest.raises(ValueError):
        keep_range(np.zeros(10), 16000, low_hz, high_hz)


@given(
    length=st.integers(0, 3000),
    sample_rate_hz=st.integers(8000, 192000),
    low_hz=st.floats(0, 7000),
    width_hz=st.floats(1, 8000),
    bad=st.sampled_from([np.nan, np.inf, -np.inf, 1e30, 0.0]),
)
def test_same_length_and_finite_for_anything(length, sample_rate_hz, low_hz, width_hz, bad):
    samples = np.random.default_rng(length).normal(size=length)
    samples[:1] = bad
    kept = keep_range(samples, sample_rate_hz, low_hz, low_hz + width_hz)
    assert kept.shape == samples.shape
    assert np.isfinite(kept).all()
