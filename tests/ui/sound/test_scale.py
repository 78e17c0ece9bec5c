import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.acoustics.bands import centre_hz
from app.ui.sound.scale import Scale, limits, remap_rows, to_axis, to_hz

ROWS_HZ = np.geomspace(50.0, 8000.0, 256).astype(np.float32)


@given(st.sampled_from(list(Scale)), st.floats(1.5, 20_000))
def test_there_and_back(scale, hz):
    assert float(to_hz(scale, to_axis(scale, hz))) == pytest.approx(hz, rel=1e-9)


@pytest.mark.parametrize("scale", list(Scale))
def test_higher_is_further_up(scale):
    assert np.all(np.diff(to_axis(scale, np.linspace(20, 8000, 500))) > 0)


def test_on_the_mel_axis_the_bands_of_the_model_are_evenly_spaced():
    steps = np.diff(to_axis(Scale.MEL, centre_hz()))
    np.testing.assert_allclose(steps, steps[0], rtol=1e-6)


def tone_at(hz):
    level = np.full((256, 3), -90.0, dtype=np.float32)
    level[int(np.argmin(np.abs(ROWS_HZ - hz)))] = -10.0
    return level


@pytest.mark.parametrize("scale", list(Scale))
@pytest.mark.parametrize("hz", [70.0, 440.0, 1200.0, 6500.0])
def test_a_tone_is_drawn_at_its_own_height(scale, hz):
    row = int(remap_rows(tone_at(hz), ROWS_HZ, scale)[:, 0].argmax())
    low, high = limits(scale)
    step = (high - low) / 256
    found_hz = float(to_hz(scale, low + (row + 0.5) * step))
    tolerance_hz = max(hz * 0.03, 1.1 * float(to_hz(scale, to_axis(scale, hz) + step)) - hz)
    assert abs(found_hz - hz) <= tolerance_hz


def test_the_log_picture_is_shown_as_it_is():
    level = np.random.default_rng(1).normal(-50, 5, (256, 40)).astype(np.float32)
    assert remap_rows(level, ROWS_HZ, Scale.LOG) is level


@pytest.mark.parametrize("scale", list(Scale))
def test_an_even_picture_stays_even(scale):
    out = remap_rows(
        np.full((200, 4), -33.0, dtype=np.float32), np.linspace(40, 9000, 200).astype(np.float32), scale
    )
    np.testing.assert_allclose(out, -33.0, atol=1e-3)
