"""Waveforms through another microphone, a room, a background and another speed: by exactly what was asked."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.augment import waveform as augment
from training.augment.room import in_room, room_response
from training.augment.speed import SpeedRange, change_speed

RATE_HZ = 16000
SEEDS = st.integers(0, 10_000)
quick = settings(max_examples=20, deadline=None)


def noise(seed: int = 0, seconds: float = 2.0) -> np.ndarray:
    return (0.05 * np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ))).astype(np.float32)


def tone(hz: float, seconds: float = 2.0) -> np.ndarray:
    return (0.1 * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)).astype(np.float32)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def response_db(change: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """What a change does to an impulse in the middle of a take: frequencies and dB."""
    impulse = np.zeros(2 * RATE_HZ, np.float32)
    impulse[RATE_HZ] = 1.0
    heard = np.abs(np.fft.rfft(change(impulse)))
    return np.fft.rfftfreq(len(impulse), 1 / RATE_HZ), 20 * np.log10(np.maximum(heard, 1e-9))


@quick
@given(SEEDS, st.floats(-60, 40))
def test_gain_is_exact(seed: int, gain_db: float):
    sound = noise(seed)
    assert augment.level_db(augment.gain(sound, gain_db)) - augment.level_db(sound) == pytest.approx(
        gain_db, abs=1e-3
    )


@quick
@given(SEEDS)
def test_equalisation_reaches_what_was_asked_and_no_more(seed: int):
    _, change_db = response_db(lambda sound: augment.equalise(sound, rng(seed)))
    assert np.abs(change_db).max() == pytest.approx(augment.MOST_DB, abs=0.1)


def test_equalisation_moves_nothing_in_time():
    impulse = np.zeros(RATE_HZ, np.float32)
    impulse[5000] = 1.0
    assert np.argmax(np.abs(augment.equalise(impulse, rng(3)))) == 5000


def test_a_band_limit_leaves_what_is_inside_and_falls_by_its_slope_outside():
    hz, change_db = response_db(lambda sound: augment.band_limit(sound, 200.0, 3000.0, slope_db=24.0))
    np.testing.assert_allclose(change_db[(hz > 220) & (hz < 2900)], 0, atol=0.05)
    np.testing.assert_allclose(np.interp([100, 6000], hz, change_db), [-24, -24], atol=0.3)


@quick
@given(SEEDS, st.floats(-30, 30), st.floats(0.1, 5))
def test_a_background_is_mixed_in_at_the_snr_that_was_asked(seed: int, snr_db: float, background_s: float):
    sound, background = noise(seed), noise(seed + 1, background_s)
    mixed = augment.mix(sound, background, snr_db, rng(seed))
    assert mixed.shape == sound.shape and mixed.dtype == np.float32
    found = augment.level_db(sound) - augment.level_db(mixed.astype(np.float64) - sound)
    assert found == pytest.approx(snr_db, abs=0.1)


def test_a_silent_background_changes_nothing_and_an_empty_one_is_a_mistake():
    sound = noise()
    np.testing.assert_array_equal(augment.mix(sound, np.zeros(100, np.float32), 0.0, rng()), sound)
    assert not augment.mix(np.zeros(100, np.float32), noise(), 0.0, rng()).any()
    with pytest.raises(ValueError, match="empty"):
        augment.mix(sound, np.empty(0, np.float32), 0.0, rng())


@quick
@given(SEEDS, st.floats(0.1, 3), st.floats(-10, 20))
def test_a_room_has_the_reverberation_and_the_direct_sound_that_were_asked(
    seed: int, rt60_s: float, ratio_db: float
):
    response = room_response(rt60_s, ratio_db, rng(seed))
    assert np.sum(response**2) == pytest.approx(1)
    assert 10 * np.log10(response[0] ** 2 / np.sum(response[1:] ** 2)) == pytest.approx(ratio_db, abs=1e-6)
    # Schroeder's backward integral falls from -5 to -25 dB in a third of the reverberation time.
    left_db = 10 * np.log10(np.cumsum(response[:0:-1] ** 2)[::-1] / np.sum(response[1:] ** 2))
    fall_s = (np.argmax(left_db < -25) - np.argmax(left_db < -5)) / RATE_HZ
    assert 3 * fall_s == pytest.approx(rt60_s, rel=0.15)


@pytest.mark.parametrize("rt60_s", [0.0, -1.0, 60.0])
def test_no_room_has_such_a_reverberation_time(rt60_s: float):
    with pytest.raises(ValueError, match="none of a room"):
        room_response(rt60_s, 0.0, rng())


@pytest.mark.parametrize("rt60_s", [0.3, 4.0])
def test_a_machine_is_as_loud_in_a_room_and_from_the_first_sample(rt60_s: float):
    sound = noise(1, seconds=3)
    heard = in_room(sound, room_response(rt60_s, -6.0, rng(2)))
    assert heard.shape == sound.shape and heard.dtype == np.float32
    assert augment.level_db(heard) == pytest.approx(augment.level_db(sound), abs=0.7)
    assert augment.level_db(heard[:4000]) == pytest.approx(augment.level_db(heard), abs=2)


def test_an_echo_may_be_longer_than_the_clip():
    response = room_response(1.0, -3.0, rng(3))
    heard = in_room(np.ones(500, np.float32), response)
    np.testing.assert_allclose(heard, response.sum(), rtol=1e-4, atol=1e-4)


def test_a_room_without_echoes_changes_nothing():
    sound = noise(2)
    np.testing.assert_allclose(in_room(sound, np.array([1.0])), sound, atol=1e-6)


@pytest.mark.parametrize("speed", [0.98, 1.0, 1.02, 1.3])
def test_a_faster_machine_sounds_higher_by_as_much(speed: float):
    sound = tone(1000.0, seconds=4)
    turned = change_speed(sound, speed)
    assert turned.shape == sound.shape and turned.dtype == np.float32
    spectrum = np.abs(np.fft.rfft(turned[: 2 * RATE_HZ] * np.hanning(2 * RATE_HZ)))
    assert np.argmax(spectrum) / 2 == pytest.approx(1000 * speed, abs=1)
    assert augment.level_db(turned) == pytest.approx(augment.level_db(sound), abs=0.1)


@given(SEEDS, st.floats(500, 3000), st.floats(0.7, 1), st.floats(1, 1.4))
def test_a_speed_is_drawn_from_what_the_condition_allows(seed: int, rpm: float, slowest: float, fastest: float):
    assert 0.98 <= SpeedRange().draw(rng(seed)) <= 1.02
    known = SpeedRange.of_rpm(rpm, rpm * slowest, rpm * fastest)
    assert min(0.98, slowest) - 1e-9 <= known.draw(rng(seed)) <= max(1.02, fastest) + 1e-9


def test_speeds_of_no_one_machine_are_refused():
    for wrong in ((1000.0, 1100.0, 1200.0), (1000.0, 0.0, 1000.0), (1000.0, 300.0, 1000.0)):
        with pytest.raises(ValueError):
            SpeedRange.of_rpm(*wrong)


CHANGES = [
    augment.equalise,
    lambda sound, random: augment.mix(sound, noise(9), 3.0, random),
    lambda sound, random: in_room(sound, room_response(0.4, 0.0, random)),
    lambda sound, random: change_speed(sound, SpeedRange().draw(random)),
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_seed_gives_the_same_sound_and_the_given_one_stays(change: Callable[..., np.ndarray]):
    sound = noise(5)
    before = sound.copy()
    one, same, other = (change(sound, rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
    np.testing.assert_array_equal(sound, before)
    assert one.shape == sound.shape and one.dtype == np.float32
