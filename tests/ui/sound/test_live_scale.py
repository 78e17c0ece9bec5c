import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.sound.live_scale import STEPS, USUAL, WaveScale, past_ticks


def texts(ticks):
    return [tick.text for tick in ticks]


@given(st.lists(st.floats(0, 2), min_size=1))
def test_it_grows_by_steps_only_as_far_as_needed_and_never_shrinks(peaks):
    scale = WaveScale()
    steps = [scale.step]
    for peak in peaks:
        grew = scale.grow(peak)
        assert grew == (scale.step != steps[-1])
        steps.append(scale.step)
    assert steps == sorted(steps)
    assert set(steps) <= set(STEPS)
    assert scale.top >= min(max(peaks), 1.25)
    smaller = [step for step in STEPS if USUAL <= step < scale.step]
    assert all(step * 1.25 < max(peaks) for step in smaller)
    scale.reset()
    assert scale.step == USUAL


@pytest.mark.parametrize("step", STEPS)
def test_a_fixed_step_stays(step):
    scale = WaveScale()
    scale.grow(0.9)
    scale.fix(step)
    assert not scale.grow(1.0)
    scale.reset()
    assert scale.step == step
    assert texts(scale.ticks()) == [f"−{step:g}", "0", f"{step:g}"]
    scale.fix(None)
    assert scale.step == USUAL


def test_time_runs_back_from_now():
    assert texts(past_ticks(10.0, 600.0, "now")) == ["−10 s", "−8", "−6", "−4", "−2", "now"]
    assert [tick.at for tick in past_ticks(10.0, 600.0, "now")] == [-10, -8, -6, -4, -2, 0]
    assert texts(past_ticks(10.0, 180.0, "0")) == ["−10 s", "−5", "0"]
