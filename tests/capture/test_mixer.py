"""Every seam is faded: no jump from one sample to the next that the sound itself does not have."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.capture.mixer import Mixer, Voice, prepared

RATE_HZ = 8000
FADE = 40


def tone(seconds=1.0, hz=200.0, amplitude=0.5):
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return (amplitude * np.cos(2 * np.pi * hz * t)).astype(np.float32)


def render(mixer, frames, block=100):
    out = np.empty(frames, dtype=np.float32)
    for at in range(0, frames, block):
        mixer.render(out[at : at + block])
    return out


def started(samples, start=0, loop=False):
    mixer = Mixer()
    mixer.play(Voice(samples, start, loop, FADE))
    return mixer


def steepest(samples):
    return float(np.abs(np.diff(np.r_[0.0, samples, 0.0])).max())


OWN_STEP = 0.5 * 2 * np.pi * 200.0 / RATE_HZ
"""The steepest step of the tone itself; a fade may add a little."""


def test_a_sound_is_played_as_it_is_between_its_fades():
    sound = prepared(tone(), RATE_HZ, 0.0)
    out = render(started(sound), 9000)
    np.testing.assert_allclose(out[FADE:7900], sound[FADE:7900])
    assert not out[8000:].any()


def test_start_in_the_middle_stop_and_switch_are_without_a_click():
    mixer = started(prepared(tone(), RATE_HZ, 0.0), start=2000)
    first = render(mixer, 500)
    mixer.play(Voice(prepared(tone(hz=150.0), RATE_HZ, 0.0), 3000, False, FADE))
    second = render(mixer, 500)
    mixer.release()
    last = render(mixer, 500)
    assert steepest(np.r_[first, second, last]) <= 1.5 * OWN_STEP
    assert not last[FADE:].any()
    assert mixer.idle


def test_a_loop_goes_on_without_a_click_and_without_a_gap():
    mixer = started(prepared(tone(0.5), RATE_HZ, 0.0), loop=True)
    out = render(mixer, 3 * 4000)
    assert np.abs(np.diff(out)).max() <= 1.5 * OWN_STEP
    np.testing.assert_allclose(out[4000 + FADE : 7900], out[8000 + FADE : 11900], atol=1e-6)
    assert not mixer.idle


def test_gain_is_lowered_rather_than_clipped():
    sound = prepared(tone(amplitude=0.5), RATE_HZ, 20.0)
    assert np.isclose(np.abs(sound).max(), 1.0, atol=1e-3)
    quiet = prepared(tone(amplitude=0.5), RATE_HZ, -6.0206)
    assert np.isclose(np.abs(quiet).max(), 0.25, atol=1e-3)


def test_what_is_not_a_number_is_silence_and_the_callers_array_is_left_alone():
    sound = tone()
    sound[100] = np.nan
    sound[200] = np.inf
    kept = sound.copy()
    assert np.isfinite(prepared(sound, RATE_HZ, 3.0)).all()
    np.testing.assert_array_equal(sound, kept)


@given(
    size=st.integers(0, 300),
    start=st.integers(0, 400),
    loop=st.booleans(),
    blocks=st.lists(st.integers(0, 200), max_size=8),
)
def test_any_length_start_and_block_end_where_they_should(size, start, loop, blocks):
    voice = Voice(np.ones(size, dtype=np.float32), min(start, size), loop, 5)
    total = 0
    for block in blocks:
        out = np.zeros(block, dtype=np.float32)
        voice.add_to(out)
        total += block
        assert np.abs(out).max(initial=0.0) <= 1.0
    assert 0 <= voice.frame(voice.played) <= size
    left = size - min(start, size)
    if not loop or left == 0:
        assert voice.played == min(total, left)
    else:
        assert voice.played == total
