"""Band levels through another microphone, noise and narrower recorders: by exactly what was asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.acoustics.bands import centre_hz, edges_hz, to_db
from training.augment import bands as augment
from training.augment.curve import smooth_curve

DB = st.floats(-20, 20)
SEEDS = st.integers(0, 10_000)


def sound(seed: int, rows: int = 3) -> np.ndarray:
    """Bands well above the floor, louder in the bass."""
    random = np.random.default_rng(seed)
    return (2 - np.arange(128) / 25 + random.standard_normal((rows, 128))).astype(np.float32)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@given(SEEDS, DB)
def test_gain_is_exact(seed: int, gain_db: float):
    clips = sound(seed)
    np.testing.assert_allclose(to_db(augment.gain(clips, gain_db) - clips), gain_db, atol=0.02)


def test_gain_may_differ_by_row():
    clips = sound(1)
    louder = to_db(augment.gain(clips, np.array([0.0, 6.0, -6.0])) - clips)
    np.testing.assert_allclose(louder.mean(axis=1), [0, 6, -6], atol=0.02)


def test_the_ears_floor_does_not_rise_with_the_sound():
    silence = np.full((1, 128), np.log(augment.FLOOR), np.float32)
    np.testing.assert_allclose(augment.gain(silence, 40.0), silence)
    assert np.isfinite(augment.gain(sound(1), -200.0)).all()


@given(SEEDS, st.floats(0, 8))
def test_equalisation_has_the_rms_that_was_asked_and_no_gain(seed: int, rms_db: float):
    clips = sound(seed)
    change_db = to_db(augment.equalise(clips, rms_db, rng(seed)) - clips).astype(np.float64)
    assert np.sqrt(np.mean(change_db**2)) == pytest.approx(rms_db, abs=0.02)
    assert change_db.mean() == pytest.approx(0, abs=0.02)
    np.testing.assert_allclose(change_db, np.broadcast_to(change_db[0], change_db.shape), atol=0.05)


@given(SEEDS)
def test_equalisation_is_smooth_and_depends_on_its_seed_alone(seed: int):
    curve = smooth_curve(rng(seed), 128)
    np.testing.assert_array_equal(curve, smooth_curve(rng(seed), 128))
    assert not np.allclose(curve, smooth_curve(rng(seed + 1), 128))
    # No two neighbouring bands differ by more than a quarter of what the curve does as a whole.
    assert np.abs(np.diff(curve)).max() < 0.25 * np.ptp(curve)


@given(SEEDS, st.floats(-20, 30))
def test_noise_adds_its_power_at_the_snr_that_was_asked(seed: int, snr_db: float):
    clips, noise = sound(seed), sound(seed + 1, rows=1)[0]
    noisy = augment.add_noise(clips, noise, snr_db)
    added = np.exp(noisy.astype(np.float64)) - np.exp(clips.astype(np.float64))
    widths = edges_hz()[2:] - edges_hz()[:-2]
    snr = 10 * np.log10((np.exp(clips.astype(np.float64)) @ widths) / (added @ widths))
    np.testing.assert_allclose(snr, snr_db, atol=0.1)
    # Of the noise's own shape.
    shape = np.log(np.maximum(added, 1e-30)) - noise
    if snr_db < 10:
        np.testing.assert_allclose(
            shape, np.broadcast_to(shape.mean(axis=1, keepdims=True), shape.shape), atol=0.1
        )


def test_silent_noise_adds_nothing():
    clips = sound(2)
    np.testing.assert_allclose(augment.add_noise(clips, np.full(128, np.log(1e-8)), 0.0), clips, atol=1e-5)


def test_a_band_limit_leaves_what_is_inside_and_falls_by_its_slope_outside():
    clips = sound(3) + 5
    change_db = to_db(augment.band_limit(clips, 200.0, 2000.0, slope_db=12.0) - clips)[0]
    inside = (centre_hz() >= 200) & (centre_hz() <= 2000)
    np.testing.assert_allclose(change_db[inside], 0, atol=0.01)
    np.testing.assert_allclose(
        np.interp([4000, 8000 / np.sqrt(2), 100], centre_hz(), change_db), [-12, -18, -12], atol=0.5
    )
    with pytest.raises(ValueError, match="no range"):
        augment.band_limit(clips, 2000.0, 200.0)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_nothing_that_was_given_is_changed_and_the_dtype_stays(dtype: type):
    clips = sound(4).astype(dtype)
    before = clips.copy()
    for changed in (
        augment.gain(clips, 3.0),
        augment.equalise(clips, 4.6, rng()),
        augment.add_noise(clips, clips[0], 0.0),
        augment.band_limit(clips, 100.0, 4000.0),
    ):
        assert changed.dtype == dtype and changed.shape == clips.shape
        np.testing.assert_array_equal(clips, before)
