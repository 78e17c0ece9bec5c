"""The difference of two pictures: a known one is found where it is, and chance is not."""

import numpy as np
import pytest

from app.acoustics.bands import centre_hz
from app.acoustics.difference import (
    common_reach_hz,
    comparable,
    difference_picture,
    mean_levels_db,
    overall_db,
    reach_hz,
)
from app.acoustics.levels import FLOOR_DBFS
from app.acoustics.picture import PictureMaker
from app.domain.take import SoundPicture


def noise(seconds=10.0, rate=16_000, seed=1, tone_db=None, tone_hz=1000.0):
    """White noise at −40 dBFS, with a tone so many dB above full scale's −40."""
    rng = np.random.default_rng(seed)
    made = 0.01 * rng.standard_normal(int(seconds * rate))
    if tone_db is not None:
        at = np.arange(made.size) / rate
        made += 0.01 * 10 ** (tone_db / 20) * np.sin(2 * np.pi * tone_hz * at)
    return made.astype(np.float32)


def picture(samples, rate=16_000, columns=1200) -> SoundPicture:
    maker = PictureMaker(rate, 0.0, len(samples) / rate, columns)
    maker.add(samples)
    return maker.picture()


def row_at(found, hz):
    return int(np.argmin(np.abs(found.frequency_hz - hz)))


def test_a_tone_twice_as_strong_is_six_decibels_there_and_nothing_elsewhere():
    quiet = picture(noise(seed=1, tone_db=0.0))
    loud = picture(noise(seed=2, tone_db=6.02))
    found = difference_picture(quiet, loud, 0.0, 0.0)
    rows = found.level_db.mean(axis=1)
    assert rows[row_at(found, 1000.0)] == pytest.approx(6.0, abs=0.3)
    far = np.abs(np.log2(found.frequency_hz / 1000.0)) > 0.3
    assert np.abs(rows[far & (found.frequency_hz < 7000)]).max() < 1.5


def test_a_take_against_itself_is_nothing():
    same = picture(noise())
    assert np.abs(difference_picture(same, same, 0.0, 0.0).level_db).max() < 1e-4


def test_chance_stays_small_where_single_looks_scatter():
    one, other = picture(noise(seed=3)), picture(noise(seed=4))
    raw = other.level_db - one.level_db
    slow = difference_picture(one, other, 0.0, 0.0).level_db
    middle = (one.frequency_hz > 300) & (one.frequency_hz < 6000)
    assert raw[middle].std() > 4.0
    assert slow[middle].std() < 1.6


def test_what_comes_and_goes_is_seen_when_it_does():
    before, after = noise(seed=5), noise(seed=6)
    after[64_000:96_000] *= 4.0  # 4 to 6 s, 12 dB
    found = difference_picture(picture(before), picture(after), 0.0, 0.0)
    middle = (np.arange(found.level_db.shape[1]) + 0.5) / found.level_db.shape[1] * 10.0
    mean = found.level_db.mean(axis=0)
    assert mean[(middle > 4.5) & (middle < 5.5)].min() == pytest.approx(12.0, abs=1.0)
    assert np.abs(mean[(middle < 3.5) | (middle > 6.5)]).max() < 1.0


def test_only_what_both_have_is_compared():
    long, short = picture(noise(10.0)), picture(noise(4.0, seed=2))
    found = difference_picture(long, short, 0.0, 1.5)
    assert (found.start_s, found.end_s) == pytest.approx((1.5, 5.5))
    assert difference_picture(long, short, 0.0, 10.0) is None


def test_an_offset_brings_events_together():
    samples = noise(seed=7)
    samples[32_000:48_000] *= 8.0
    late = np.concatenate((noise(1.0, seed=8), samples))[: samples.size]
    apart = difference_picture(picture(samples), picture(late), 0.0, 0.0)
    together = difference_picture(picture(samples), picture(late), 1.0, 0.0)
    assert np.abs(apart.level_db.mean(axis=0)).max() > 10.0
    assert np.abs(together.level_db.mean(axis=0)).max() < 1.0


def test_levels_are_matched_before():
    one = picture(noise(seed=1))
    other = picture(2.0 * noise(seed=2))
    found = difference_picture(one, other, 0.0, 0.0, 6.02)
    assert found.level_db.mean() == pytest.approx(0.0, abs=0.3)


def test_a_picture_on_other_rows_is_brought_over():
    samples = noise(seed=1, tone_db=10.0)
    other_rows = np.geomspace(40.0, 7900.0, 180).astype(np.float32)
    maker = PictureMaker(16_000, 0.0, 10.0, 600, other_rows)
    maker.add(samples)
    found = difference_picture(maker.picture(), picture(samples), 0.0, 0.0)
    assert found.level_db.shape[0] == 256
    assert np.abs(found.level_db[row_at(found, 300.0)].mean()) < 1.0


def test_silence_against_silence_is_nothing():
    silent = picture(np.zeros(32_000, np.float32))
    found = difference_picture(silent, silent, 0.0, 0.0)
    assert not found.level_db.any()


def test_the_reach_is_what_rate_and_codec_leave():
    assert reach_hz(picture(noise(rate=16_000)), 16_000) == pytest.approx(7200.0)
    assert reach_hz(picture(noise(rate=48_000), 48_000), 48_000) == pytest.approx(8000.0)
    telephone = picture(noise(rate=48_000), 48_000)
    telephone.level_db[telephone.frequency_hz > 3500.0] = FLOOR_DBFS
    assert reach_hz(telephone, 48_000) == pytest.approx(3500.0, rel=0.03)
    assert reach_hz(picture(np.zeros(16_000, np.float32)), 16_000) == pytest.approx(7200.0)


def test_a_common_reach_is_told_only_where_it_differs():
    assert common_reach_hz(7200.0, 7200.0) is None
    assert common_reach_hz(8000.0, 3500.0) == common_reach_hz(3500.0, 8000.0) == 3500.0
    assert comparable(None).all()
    assert list(comparable(3500.0)) == list(centre_hz() <= 3500.0)


def test_the_overall_level_is_the_mean_of_what_is_judged_and_both_have():
    levels = np.full(128, 3.0)
    levels[124:] = 90.0
    levels[100:124] = np.nan
    both = np.arange(128) < 100
    assert overall_db(levels, both) == pytest.approx(3.0)
    assert overall_db(levels, np.zeros(128, bool)) == 0.0


def test_mean_levels_are_read_off_at_the_bands():
    made = picture(noise(tone_db=20.0))
    levels = mean_levels_db(made)
    assert levels.shape == (128,)
    assert abs(centre_hz()[int(levels.argmax())] - 1000.0) < 40.0
