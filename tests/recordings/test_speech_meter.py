"""Voices are found, with when they were; knocks, rain and machines are not taken for voices."""

import numpy as np
import pytest

from app.domain.quality import Check, Grade
from tests.recordings import made_up
from tests.recordings.mixing import RATE_HZ, mixed
from tests.recordings.sounds import finding, judged, noise

MACHINE = noise(10.0)[:, 0]


def speech_in(take: np.ndarray, rate: int = RATE_HZ):
    return finding(judged(take, rate), Check.SPEECH)


@pytest.mark.parametrize("seed", range(6))
def test_somebody_talking_louder_than_the_machine_is_found(seed: int):
    voice = made_up.speech(4.0, RATE_HZ, np.random.default_rng(seed))
    found = speech_in(mixed(MACHINE, voice, 6.0, 3.0))
    assert found.grade is not Grade.PASSED
    at_s = float(found.value.split("at ")[1].split(" s")[0])
    assert 2.5 < at_s < 5.0


def test_the_same_at_forty_eight_kilohertz():
    rate = 48_000
    machine = noise(10.0, rate)[:, 0]
    voice = made_up.speech(4.0, rate, np.random.default_rng(1))
    machine[3 * rate : 7 * rate] += 2.0 * machine.std() * voice / voice.std()
    assert speech_in(machine, rate).grade is not Grade.PASSED


def test_loud_talk_through_half_of_the_take_fails_it_and_says_from_when_to_when():
    voice = made_up.speech(6.0, RATE_HZ, np.random.default_rng(2))
    found = speech_in(mixed(MACHINE, voice, 15.0, 2.0))
    assert found.grade is Grade.FAILED
    first_s = float(found.what.split("from ")[1].split(" s")[0])
    assert 2.0 <= first_s < 4.0
    assert "silence" in found.to_do


def test_some_words_in_a_long_take_are_noted_only():
    voice = made_up.speech(2.0, RATE_HZ, np.random.default_rng(1))
    assert speech_in(mixed(noise(30.0)[:, 0], voice, 9.0, 14.0)).grade is Grade.NOTED


def test_a_machine_alone_says_nothing():
    assert speech_in(MACHINE).value == "none"
    assert speech_in(noise(30.0, 48_000, 2), 48_000).grade is Grade.PASSED


def test_knocks_and_bursts_of_noise_are_no_voices():
    chance = np.random.default_rng(5)
    take = MACHINE.copy()
    for at_s in (1.3, 2.9, 6.1, 8.4):
        take = mixed(take, made_up.knock(RATE_HZ, chance, 700.0, 0.15), 12.0, at_s)
    take[70_000:90_000] += 0.3 * chance.standard_normal(20_000).astype(np.float32)
    assert speech_in(take).grade is Grade.PASSED


def test_a_voice_across_the_boundary_of_two_stretches_is_one():
    machine = noise(30.0)[:, 0]
    voice = np.tile(made_up.speech(0.8, RATE_HZ, np.random.default_rng(7)), 5)
    found = speech_in(mixed(machine, voice, 10.0, 8.0))
    assert "…" not in found.value
    assert float(found.value.split(" ")[0]) == pytest.approx(4.0, abs=1.0)
