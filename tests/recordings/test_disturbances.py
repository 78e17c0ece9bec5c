"""All checks of disturbances together: any blocks, any length, asked at any time, in words to act on."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.microphone import Continuity
from app.domain.quality import Check, Grade
from app.domain.take import SoundFormat
from app.recordings import disturbance_findings as findings
from app.recordings.gate import Gate
from tests.recordings import made_up
from tests.recordings.mixing import RATE_HZ, mixed
from tests.recordings.sounds import finding, judged, noise

CHECKS = (Check.STEADINESS, Check.SPEECH, Check.KNOCKS, Check.HUM)


def disturbed(seconds: float = 23.0) -> np.ndarray:
    chance = np.random.default_rng(4)
    take = 0.2 * noise(seconds)[:, 0]
    take = mixed(take, made_up.speech(3.0, RATE_HZ, chance), 8.0, 12.0)
    take = mixed(take, made_up.knock(RATE_HZ, chance, 200.0, 0.1), 12.0, 5.0)
    return mixed(take, made_up.knock(RATE_HZ, chance, 200.0, 0.1), 12.0, 9.97)


def turned_down(take: np.ndarray, by_db: float) -> np.ndarray:
    """As noise suppression does, from the first second to the second one."""
    way = np.clip(np.arange(len(take)) / RATE_HZ - 1.0, 0.0, 1.0)
    return (take * 10.0 ** (-by_db / 20.0 * way)).astype(np.float32)


def gate_for(samples: np.ndarray, continuity: Continuity | None = None) -> Gate:
    return Gate(SoundFormat(RATE_HZ, 1, len(samples), "WAV", "16 bit", 16), continuity=continuity)


def test_a_disturbed_take_is_told_what_when_and_what_to_do():
    quality = judged(disturbed())
    assert finding(quality, Check.KNOCKS).value == "2 at 5.0 s, 10.0 s"
    assert "at 12." in finding(quality, Check.SPEECH).value
    assert finding(quality, Check.STEADINESS).grade is Grade.PASSED
    assert quality.usable


@given(sizes=st.lists(st.integers(1, 20_000), min_size=1, max_size=30))
@settings(max_examples=12, deadline=None)
def test_any_blocks_and_asking_in_between_change_nothing(sizes: list[int]):
    take = disturbed(13.0)
    expected = judged(take)
    gate = gate_for(take)
    at = 0
    for size in [*sizes, len(take)]:
        gate.add(take[at : at + size, None])
        gate.quality()
        at += size
    for check in CHECKS:
        assert finding(gate.quality(), check) == finding(expected, check)


def test_a_block_may_be_overwritten_once_it_was_added():
    take = disturbed(13.0)
    gate, memory = gate_for(take), np.empty((RATE_HZ, 1), np.float32)
    for second in range(13):
        memory[:, 0] = take[second * RATE_HZ : (second + 1) * RATE_HZ]
        gate.add(memory)
        memory[:] = 0.0
    assert gate.quality() == judged(take)


def test_channels_are_averaged_as_the_ear_does():
    take = disturbed(13.0)
    stereo = judged(np.stack((1.5 * take, 0.5 * take), axis=1))
    for check in CHECKS:
        assert finding(stereo, check) == finding(judged(take), check)


def test_what_a_filter_lets_through_is_no_knock_and_no_voice():
    quality = judged(turned_down(disturbed(), 12.0))
    assert finding(quality, Check.PROCESSING).grade is Grade.FAILED
    for check in (Check.SPEECH, Check.KNOCKS):
        assert finding(quality, check).grade is Grade.PASSED
        assert finding(quality, check).value == "not measured"


def test_where_a_filter_is_only_noted_knocks_and_voices_are_told():
    quality = judged(turned_down(disturbed(), 4.0))
    assert finding(quality, Check.PROCESSING).grade is Grade.NOTED
    for check in (Check.SPEECH, Check.KNOCKS):
        assert finding(quality, check).grade is not Grade.PASSED


def test_it_may_be_asked_before_anything_came():
    quality = gate_for(np.zeros(0)).quality()
    assert {finding(quality, check).grade for check in CHECKS} == {Grade.PASSED}


def test_a_live_check_hears_a_knock_within_two_seconds():
    take = mixed(noise(10.0)[:, 0], made_up.knock(RATE_HZ, np.random.default_rng(1), 200.0, 0.1), 20.0, 4.2)
    gate = gate_for(take)
    first = None
    for second in range(10):
        gate.add(take[second * RATE_HZ : (second + 1) * RATE_HZ, None])
        if first is None and finding(gate.quality(), Check.KNOCKS).grade is not Grade.PASSED:
            first = second + 1
    assert first in (5, 6)


def test_dropouts_are_told_of_recordings_only():
    take = noise(10.0)[:, 0]
    assert Check.DROPOUTS not in {f.check for f in judged(take).findings}
    gate = gate_for(take, Continuity(overflows=3))
    gate.add(take[:, None])
    assert finding(gate.quality(), Check.DROPOUTS).grade is Grade.FAILED


def test_hours_are_measured_in_flat_memory():
    minute = disturbed(60.0)[:, None]

    def most(minutes: int) -> int:
        tracemalloc.start()
        gate = gate_for(minute)
        for _ in range(minutes):
            for second in range(60):
                gate.add(minute[second * RATE_HZ : (second + 1) * RATE_HZ])
        gate.quality()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(12) < 1.3 * most(3)


def test_more_knocks_than_are_remembered_are_still_counted():
    take = np.concatenate([disturbed(20.0)] * 8)
    found = finding(judged(take), Check.KNOCKS)
    assert found.value.startswith("16 at 5.0 s, 10.0 s")
    assert found.value.endswith("…")


def every_finding():
    for shift_db in (0.1, 9.0):
        for spans in ([(1.0, 2.0)], [(0.1, 0.5), (61.0, 130.0), (3700.0, 3800.0), (5000.0, 5001.0)]):
            yield findings.speech(spans, shift_db)
        yield findings.knocks([3.1], 1, shift_db)
        yield findings.knocks([3.1, 7.4, 999.0, 1000.0, 1001.0], 250, shift_db)
        for start_s, end_s in ((0.0, 3.0), (3.0, None), (3.0, 6.5), (4000.0, None)):
            for louder_db in (-12.0, 0.5, 25.0):
                for plain in (True, False):
                    change = findings.Change(start_s, end_s, louder_db, 12.0)
                    yield findings.step(change, plain, shift_db)
    yield findings.hum(50.0, (50.0, 150.0, 250.0))


def test_every_sentence_says_what_and_what_to_do():
    for found in every_finding():
        assert found.grade is not Grade.PASSED
        assert len(found.value) <= 24, found.value
        for sentence in (found.what, found.to_do):
            assert sentence.endswith("."), sentence
            assert ". " not in sentence, sentence
            assert sentence[0].isupper() or sentence[0].isdigit(), sentence
            assert "-" not in sentence, sentence


@pytest.mark.parametrize(
    ("at_s", "words"), [(0.0, "0.0 s"), (9.96, "10.0 s"), (125.0, "2:05 min"), (3725.0, "1:02:05 h")]
)
def test_places_in_a_take_read_like_a_clock(at_s: float, words: str):
    assert findings.clock(at_s) == words
