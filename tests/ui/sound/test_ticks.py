import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from app.ui.sound.scale import Scale, limits, to_axis
from app.ui.sound.ticks import clock, frequency_ticks, level_ticks, nice_step, plain, time_ticks, wave_ticks


def texts(ticks):
    return [tick.text for tick in ticks]


def test_the_log_axis_of_the_design():
    ticks = frequency_ticks(*limits(Scale.LOG), 208.0, Scale.LOG)
    assert texts(ticks) == ["0.05", "0.1", "0.2", "0.5", "1", "2", "4", "8 kHz"]


def test_the_linear_axis_has_even_steps():
    ticks = frequency_ticks(*limits(Scale.LINEAR), 208.0, Scale.LINEAR)
    assert np.allclose(np.diff([tick.at for tick in ticks]), ticks[1].at - ticks[0].at)
    assert ticks[-1].text == "8 kHz"


@given(st.sampled_from(list(Scale)), st.floats(50, 7000), st.floats(1.02, 100), st.floats(120, 1500))
def test_any_zoom_has_marks_that_do_not_touch_and_one_unit(scale, low_hz, ratio, length_px):
    high_hz = min(low_hz * ratio, 8000.0)
    assume(high_hz > low_hz * 1.01)
    low, high = float(to_axis(scale, low_hz)), float(to_axis(scale, high_hz))
    ticks = frequency_ticks(low, high, length_px, scale)
    per_px = (high - low) / length_px
    assert ticks
    assert [text.endswith(" kHz") for text in texts(ticks)].count(True) == 1
    assert np.all(np.diff([tick.at for tick in ticks]) >= 15.9 * per_px)
    assert all(low - per_px <= tick.at <= high + per_px for tick in ticks)
    assert len(set(texts(ticks))) == len(ticks)


def test_seconds_and_minutes():
    assert texts(time_ticks(0.0, 30.0, 480.0)) == ["0", "5", "10", "15", "20", "25", "30 s"]
    assert texts(time_ticks(0.0, 1800.0, 480.0)) == [
        "0:00",
        "5:00",
        "10:00",
        "15:00",
        "20:00",
        "25:00",
        "30:00 min",
    ]
    assert texts(time_ticks(14.0, 14.4, 300.0))[0] == "14.0"


@given(st.floats(0, 7000), st.floats(0.1, 7200), st.floats(100, 2000))
def test_any_stretch_of_time_has_distinct_marks_inside_it(start_s, length_s, length_px):
    ticks = time_ticks(start_s, start_s + length_s, length_px)
    assert ticks
    assert len(set(texts(ticks))) == len(ticks)
    slack = length_s / 100
    assert all(start_s - slack <= tick.at <= start_s + length_s + slack for tick in ticks)
    assert len(ticks) <= length_px / 35 + 2


def test_levels_have_a_real_minus_and_a_unit():
    assert texts(level_ticks(-72.0, -18.0, 160.0)) == ["−60", "−40", "−20 dB"]


@given(st.floats(1e-6, 8.0))
def test_the_waveforms_marks_are_in_the_frame_and_symmetric(top):
    low, zero, high = wave_ticks(-top, top, 52.0)
    assert low.at == -high.at
    assert zero.at == 0
    assert 0.59 * top <= high.at <= 0.91 * top


def test_small_helpers():
    assert nice_step(100.0, 5) == 20.0
    assert plain(-0.0001, 0.5) == "0"
    assert clock(65.0) == "1:05"
    assert clock(59.96, 0.1) == "1:00.0"
    assert clock(744.4, 0.1) == "12:24.4"
