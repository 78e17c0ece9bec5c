"""A filter settles before the button is pressed: what it did since the microphone was opened is not forgotten."""

from dataclasses import replace

import numpy as np

from app.acoustics.synthesis import fan_take
from app.domain.quality import Check, Finding, Grade, Quality
from app.recordings.opening import Opening, with_opening
from tests.recordings.suppressors import Sound, breathing_gain, voice_focus

RATE_HZ = 16_000
SHUT = voice_focus(fan_take(20.0, RATE_HZ, 70), RATE_HZ, 14.0, delay_s=1.0)


def opened(sound: Sound, block: int = 1_000) -> Opening:
    opening = Opening(RATE_HZ)
    for start in range(0, len(sound), block):
        opening.add(sound[start : start + block])
    return opening


def test_the_fall_is_seen_at_the_opening_and_not_in_a_later_take():
    told = opened(SHUT).finding()
    assert told.grade is Grade.FAILED
    assert told.what.startswith("When the microphone was opened: the recorder turns the machine's own sound down")
    assert "choose the microphone again" in told.to_do
    assert opened(SHUT[8 * RATE_HZ :]).finding().grade is Grade.PASSED


def test_a_steady_machine_and_nothing_at_all_pass():
    assert opened(fan_take(20.0, RATE_HZ, 71)).finding().grade is Grade.PASSED
    assert Opening(RATE_HZ).finding().grade is Grade.PASSED


def test_what_comes_first_from_a_sound_card_does_not_count():
    click = fan_take(20.0, RATE_HZ, 72)
    click[: round(0.3 * RATE_HZ)] *= 30.0
    for block in (37, 1_000, len(click)):
        assert opened(click, block).finding().grade is Grade.PASSED


def test_only_the_first_seconds_count():
    later = fan_take(30.0, RATE_HZ, 73)
    later[13 * RATE_HZ :] = breathing_gain(later[13 * RATE_HZ :], RATE_HZ, 20.0)
    assert opened(later).finding().grade is Grade.PASSED


def test_the_worse_of_the_two_stands_in_the_quality():
    level = Finding(Check.LEVEL, Grade.PASSED, "−28 dBFS")
    clean = Finding(Check.PROCESSING, Grade.PASSED, "none noticed")
    noted = Finding(Check.PROCESSING, Grade.NOTED, "8 dB up", "It rose.", "Switch it off.")
    failed = opened(SHUT).finding()
    quality = Quality((clean, level), -28.0, -12.0)
    assert with_opening(quality, clean) == quality
    assert with_opening(quality, noted).findings == (noted, level)
    for seen in (clean, noted, failed):
        assert with_opening(Quality((failed, level), -28.0, -12.0), seen).findings == (failed, level)


def test_an_opening_that_failed_is_noted_and_fails_no_take():
    level = Finding(Check.LEVEL, Grade.PASSED, "−28 dBFS")
    clean = Finding(Check.PROCESSING, Grade.PASSED, "none noticed")
    own = Finding(Check.PROCESSING, Grade.NOTED, "8 dB up", "It rose.", "Switch it off.")
    failed = opened(SHUT).finding()
    told, still = with_opening(Quality((clean, level), -28.0, -12.0), failed).findings
    assert (told, still) == (replace(failed, grade=Grade.NOTED), level)
    assert with_opening(Quality((own, level), -28.0, -12.0), failed).findings == (own, level)


def test_sound_of_any_block_size_says_the_same():
    says = {opened(SHUT, block).finding() for block in (160, 4_800, 16_000, len(SHUT))}
    assert len(says) == 1
    assert np.isfinite(SHUT).all()
