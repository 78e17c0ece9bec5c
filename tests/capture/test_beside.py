"""The levels beside the microphones that nobody listens with."""

import numpy as np
import pytest

from app.capture.beside import MOST, Beside
from app.domain.microphone import Microphone
from app.domain.problem import Problem
from tests.capture.fake_input import HEADSET, MICROPHONE, STEREO, FakeInputs


def tone(seconds=0.5, height=0.5, rate_hz=48_000):
    return (height * np.sin(np.arange(round(seconds * rate_hz)) * 0.1)).astype(np.float32)


@pytest.fixture
def inputs():
    return FakeInputs()


def test_each_has_its_own_level(inputs):
    beside = Beside(inputs)
    beside.open([MICROPHONE, STEREO])
    loud, quiet = inputs.opened
    loud.deliver(tone()[:, None], False)
    quiet.deliver(np.repeat(tone(height=0.005)[:, None], 2, axis=1), False)
    levels = beside.levels_dbfs
    assert levels[MICROPHONE.key] == pytest.approx(-9.0, abs=0.3)
    assert levels[STEREO.key] == pytest.approx(-49.0, abs=0.3)


def test_a_headset_is_left_alone(inputs):
    beside = Beside(inputs)
    beside.open([HEADSET])
    assert inputs.opened == [] and beside.levels_dbfs == {}


def test_one_that_is_refused_or_leaves_has_no_level_and_harms_nobody(inputs):
    beside = Beside(inputs)
    inputs.refuse = Problem("It is held by another program.", "Close it.")
    beside.open([MICROPHONE])
    assert beside.levels_dbfs == {}
    inputs.refuse = None
    beside.open([MICROPHONE, STEREO])
    inputs.opened[0].ended()
    inputs.opened[1].deliver(np.zeros((1024, 2), np.float32), False)
    assert list(beside.levels_dbfs) == [STEREO.key]
    beside.open([MICROPHONE, STEREO])
    assert inputs.opened[0].closed and len(inputs.opened) == 3
    inputs.opened[2].deliver(tone()[:, None], False)
    assert set(beside.levels_dbfs) == {MICROPHONE.key, STEREO.key}


def test_those_that_are_not_wanted_any_more_are_given_back(inputs):
    beside = Beside(inputs)
    beside.open([MICROPHONE, STEREO])
    beside.open([STEREO])
    assert [one.closed for one in inputs.opened] == [True, False]
    beside.close()
    assert all(one.closed for one in inputs.opened) and beside.levels_dbfs == {}


def test_a_long_list_opens_only_the_first(inputs):
    beside = Beside(inputs)
    beside.open([Microphone(f"{at}", f"fake:{at}", "Fake", 48_000, 1) for at in range(12)])
    assert len(inputs.opened) == MOST


def test_nobody_looking_costs_no_memory_and_damaged_sound_no_level(inputs):
    beside = Beside(inputs)
    beside.open([MICROPHONE])
    block = np.full((1024, 1), np.nan, np.float32)
    for _ in range(10_000):
        inputs.opened[0].deliver(block, False)
    assert len(beside._ears[MICROPHONE.key]._waiting) <= 64
    assert np.isfinite(beside.levels_dbfs[MICROPHONE.key])
