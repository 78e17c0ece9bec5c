"""The level beside the microphone's name."""

import numpy as np
import pytest

from app.capture.meters import METER_S, SILENT_DBFS, Meter

RATE_HZ = 48_000


def fed(*sounds):
    meter = Meter(RATE_HZ)
    for each in sounds:
        sound = np.asarray(each, np.float32).reshape(len(each), -1)
        for start in range(0, len(sound), 1024):
            meter.add(sound[start : start + 1024])
    return meter


def sine(seconds, height):
    return height * np.sin(2 * np.pi * 1000 * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)


def test_a_full_scale_sine_is_minus_three():
    levels = fed(sine(1.0, 1.0)).levels
    assert levels.rms_dbfs == pytest.approx(-3.01, abs=0.02)
    assert levels.peak_dbfs == pytest.approx(0.0, abs=0.01)


def test_only_the_last_moment_counts():
    levels = fed(sine(1.0, 1.0), sine(METER_S + 0.05, 0.01)).levels
    assert levels.rms_dbfs == pytest.approx(-43.01, abs=0.05)
    assert levels.peak_dbfs == pytest.approx(-40.0, abs=0.05)


def test_a_block_longer_than_the_moment_is_taken_whole():
    meter = Meter(RATE_HZ)
    meter.add(sine(2.0, 0.5).astype(np.float32)[:, None])
    assert meter.levels.peak_dbfs == pytest.approx(-6.02, abs=0.02)


def test_of_two_channels_the_louder_peak_counts():
    sound = np.stack([sine(1.0, 0.5), sine(1.0, 0.05)], axis=1)
    assert fed(sound).levels.peak_dbfs == pytest.approx(-6.02, abs=0.02)


def test_before_and_in_silence_there_is_a_bottom():
    assert Meter(RATE_HZ).levels.rms_dbfs == SILENT_DBFS
    assert fed(np.zeros(RATE_HZ)).levels.peak_dbfs == SILENT_DBFS


def test_a_blocked_microphone_is_silent_to_the_last_bit():
    assert fed(np.zeros(RATE_HZ)).zero_s == pytest.approx(1.0)
    whisper = np.zeros(RATE_HZ)
    whisper[RATE_HZ // 2] = 2**-23
    assert fed(np.zeros(RATE_HZ), whisper, np.zeros(4800)).zero_s == pytest.approx(0.6, abs=0.03)


def test_the_highest_16_bit_step_is_full_scale_and_the_one_below_is_not():
    sound = np.zeros(1000)
    sound[:7] = 32_767 / 32_768
    sound[7:11] = -1.0
    sound[11:500] = 32_765 / 32_768
    meter = fed(sound)
    assert meter.clipped == 11
    meter.reset_clip()
    assert meter.clipped == 0
    meter.add(np.ones((5, 1), np.float32))
    assert meter.clipped == 5


def test_an_empty_block_changes_nothing():
    meter = fed(sine(1.0, 1.0))
    before = meter.levels
    meter.add(np.zeros((0, 1), np.float32))
    assert meter.levels == before
