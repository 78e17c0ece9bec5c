import numpy as np
import pytest

from app.capture.resample import resample


@pytest.mark.parametrize(
    ("from_hz", "to_hz"), [(16_000, 48_000), (48_000, 44_100), (44_100, 48_000), (192_000, 48_000)]
)
def test_a_tone_stays_that_tone_at_its_level(from_hz, to_hz):
    seconds = 2.3
    tone = (0.5 * np.sin(2 * np.pi * 440.0 * np.arange(int(seconds * from_hz)) / from_hz)).astype(np.float32)
    out = resample(tone, from_hz, to_hz)
    assert abs(out.size - tone.size * to_hz / from_hz) <= 1
    wanted = 0.5 * np.sin(2 * np.pi * 440.0 * np.arange(out.size) / to_hz)
    inside = slice(to_hz // 5, out.size - to_hz // 5)
    assert np.abs(out[inside] - wanted[inside]).max() < 2e-3


def test_what_the_lower_rate_cannot_hold_is_left_out_rather_than_folded_down():
    tone = np.sin(2 * np.pi * 20_000.0 * np.arange(96_000) / 96_000).astype(np.float32)
    assert np.abs(resample(tone, 96_000, 16_000)[1600:-1600]).max() < 0.01


def test_nothing_stays_nothing_and_the_same_rate_is_untouched():
    empty = np.zeros(0, dtype=np.float32)
    assert resample(empty, 8000, 48_000).size == 0
    some = np.ones(10, dtype=np.float32)
    assert resample(some, 8000, 8000) is some
