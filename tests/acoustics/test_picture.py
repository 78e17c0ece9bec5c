"""The picture is calibrated, misses nothing in the waveform, and holds for any length and rate."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acoustics.levels import FLOOR_DBFS
from app.acoustics.picture import PictureMaker, default_rows

RATES_HZ = [8000, 11025, 16000, 44100, 48000, 96000, 192000]


def picture_of(samples, sample_rate_hz, columns=200, block=None, promised_s=None, start_s=0.0):
    end_s = start_s + (promised_s or samples.size / sample_rate_hz)
    maker = PictureMaker(sample_rate_hz, start_s, end_s, columns)
    step = block or max(samples.size, 1)
    for at in range(0, samples.size, step):
        maker.add(samples[at : at + step])
    return maker.picture()


def sine(frequency_hz, sample_rate_hz, duration_s):
    at_s = np.arange(round(duration_s * sample_rate_hz)) / sample_rate_hz
    return np.sin(2 * np.pi * frequency_hz * at_s).astype(np.float32)


def row_of(frequency_hz):
    return int(np.abs(np.log(default_rows() / frequency_hz)).argmin())


@pytest.mark.parametrize(
    ("sample_rate_hz", "frequency_hz"),
    [(r, f) for r in RATES_HZ for f in (52.0, 100.0, 437.3, 997.0, 2501.0, 3800.0, 7600.0) if f < r / 2.05],
)
def test_a_full_scale_sine_reads_zero_dbfs_at_its_row(sample_rate_hz, frequency_hz):
    level_db = picture_of(sine(frequency_hz, sample_rate_hz, 3.0), sample_rate_hz).level_db
    assert level_db[row_of(frequency_hz)] == pytest.approx(0.0, abs=0.6)
    assert abs(int(level_db.mean(axis=1).argmax()) - row_of(frequency_hz)) <= 2


@pytest.mark.parametrize("columns", [1, 7, 1200])
@pytest.mark.parametrize("duration_s", [0.3, 3.0, 40.0])
def test_the_level_of_a_sine_does_not_depend_on_length_or_width(duration_s, columns):
    level_db = picture_of(0.1 * sine(1000.0, 16000, duration_s), 16000, columns).level_db
    assert level_db[row_of(1000.0)] == pytest.approx(-20.0, abs=0.6)


def test_noise_reads_the_same_at_any_rate():
    medians = []
    for sample_rate_hz in (16000, 48000, 192000):
        spread = np.random.default_rng(5).normal(size=20 * sample_rate_hz) * 0.01 * np.sqrt(sample_rate_hz / 16000)
        medians.append(np.median(picture_of(spread, sample_rate_hz, 20).level_db[100:200]))
    assert np.ptp(medians) < 0.5


def test_rows_above_half_the_rate_are_at_the_floor_and_those_below_are_not():
    noise = np.random.default_rng(2).normal(size=16000) * 0.1
    made = picture_of(noise, 8000)
    above = made.frequency_hz > 4000
    assert np.all(made.level_db[above] == FLOOR_DBFS)
    assert np.all(made.level_db[~above] > FLOOR_DBFS)


def test_one_loud_sample_is_seen_in_its_column_however_long_the_take():
    samples = np.zeros(8000 * 600, dtype=np.float32)
    samples[3_333_333] = 0.8
    samples[1_111_111] = -0.6
    made = picture_of(samples, 8000, columns=100, block=8000)
    assert made.wave_high.argmax() == 3_333_333 * 100 // samples.size
    assert made.wave_low.argmin() == 1_111_111 * 100 // samples.size
    assert made.wave_high.max() == np.float32(0.8)
    assert made.wave_low.min() == np.float32(-0.6)


def test_waveform_is_least_and_greatest_of_each_column():
    samples = np.random.default_rng(3).normal(size=12_345).astype(np.float32)
    made = picture_of(samples, 8000, columns=17, block=500)
    edges = np.arange(18) * samples.size // 17
    for column in range(17):
        part = samples[edges[column] : edges[column + 1]]
        assert made.wave_low[column] == part.min()
        assert made.wave_high[column] == part.max()


@pytest.mark.parametrize("at_s", [0.02, 1.234, 4.99])
def test_a_click_is_not_missed_in_a_short_take(at_s):
    samples = np.zeros(5 * 48000, dtype=np.float32)
    samples[int(at_s * 48000)] = 1.0
    made = picture_of(samples, 48000, columns=1200)
    loudest = made.level_db.mean(axis=0).argmax()
    assert loudest / 1200 * 5 == pytest.approx(at_s, abs=0.045)


def test_a_close_look_shows_when_a_knock_happened():
    samples = np.zeros(4800, dtype=np.float32)
    samples[3000] = 1.0
    level_db = picture_of(samples, 48000, columns=400).level_db.mean(axis=0)
    loud = np.flatnonzero(level_db > level_db.max() - 20.0)
    assert loud.min() < 250 < loud.max()
    assert np.ptp(loud) < 80


def test_a_change_of_tone_lies_where_it_happened():
    samples = np.concatenate((sine(500.0, 16000, 2.0), sine(3000.0, 16000, 2.0)))
    level_db = picture_of(samples, 16000, columns=400).level_db
    low, high = level_db[row_of(500.0)], level_db[row_of(3000.0)]
    assert np.all(low[:190] > -1.0)
    assert np.all(low[210:] < -60.0)
    assert np.all(high[:190] < -60.0)
    assert np.all(high[210:] > -1.0)


def test_blocks_of_any_size_give_the_same_picture():
    samples = np.random.default_rng(4).normal(size=30_000).astype(np.float32)
    whole = picture_of(samples, 16000, 300)
    for block in (1000, 777, 29_999):
        pieces = picture_of(samples, 16000, 300, block)
        np.testing.assert_array_equal(pieces.wave_low, whole.wave_low)
        np.testing.assert_array_equal(pieces.wave_high, whole.wave_high)
        np.testing.assert_allclose(pieces.level_db, whole.level_db, atol=1e-3)


def test_a_sound_that_ends_early_is_silent_from_there():
    made = picture_of(sine(1000.0, 16000, 5.0), 16000, columns=100, promised_s=10.0)
    assert np.all(made.wave_high[:50] > 0.9)
    assert np.all(made.wave_high[51:] == 0.0)
    assert np.all(made.level_db[row_of(1000.0), :48] > -1.0)
    assert np.all(made.level_db[:, 51:] == FLOOR_DBFS)


@pytest.mark.parametrize("missing", [1, 100])
def test_a_few_samples_fewer_than_promised_leave_no_gap_at_the_end(missing):
    samples = sine(1000.0, 16000, 5.0)
    made = picture_of(samples[:-missing], 16000, columns=500, promised_s=5.0)
    assert np.all(made.level_db[row_of(1000.0)] > -1.5)


def test_more_sound_than_promised_is_ignored():
    samples = sine(1000.0, 16000, 2.0)
    longer = np.concatenate((samples, np.ones(16000, dtype=np.float32)))
    np.testing.assert_array_equal(
        picture_of(longer, 16000, promised_s=2.0, block=700).wave_high, picture_of(samples, 16000).wave_high
    )


def test_silence_and_nothing_at_all_are_the_floor():
    silent = picture_of(np.zeros(16000, dtype=np.float32), 16000)
    assert np.all(silent.level_db == FLOOR_DBFS)
    empty = PictureMaker(16000, 0.0, 3.0, 50).picture()
    assert np.all(empty.level_db == FLOOR_DBFS)
    assert np.all(empty.wave_high == 0.0)


def test_not_a_number_harms_only_its_own_sample():
    samples = 0.1 * sine(1000.0, 16000, 1.0)
    broken = samples.copy()
    broken[8000] = np.nan
    made, whole = picture_of(broken, 16000), picture_of(samples, 16000)
    assert np.isfinite(made.level_db).all()
    np.testing.assert_array_equal(made.wave_high[:90], whole.wave_high[:90])
    np.testing.assert_allclose(made.level_db[row_of(1000.0)], whole.level_db[row_of(1000.0)], atol=0.5)


def test_the_picture_says_what_it_shows():
    made = picture_of(np.zeros(1600, dtype=np.float32), 16000, columns=33, start_s=12.5)
    assert (made.start_s, made.end_s) == (12.5, 12.6)
    assert made.level_db.shape == (256, 33)
    assert made.wave_low.shape == made.wave_high.shape == (33,)
    assert made.level_db.dtype == made.wave_low.dtype == made.frequency_hz.dtype == np.float32
    np.testing.assert_allclose(made.frequency_hz[[0, -1]], [50.0, 8000.0], rtol=1e-5)


@pytest.mark.parametrize(
    ("sample_rate_hz", "end_s", "columns"), [(0, 1, 10), (16000, 0, 10), (16000, 1, 0), (16000, float("nan"), 9)]
)
def test_a_picture_of_nothing_is_refused(sample_rate_hz, end_s, columns):
    with pytest.raises(ValueError):
        PictureMaker(sample_rate_hz, 0.0, end_s, columns)


@settings(deadline=None)
@given(
    frames=st.one_of(st.integers(1, 300), st.integers(300, 20_000)),
    sample_rate_hz=st.integers(8000, 192_000),
    columns=st.integers(1, 400),
    block=st.integers(50, 5000),
    missing=st.integers(-3, 3),
    bad=st.sampled_from([np.nan, np.inf, -np.inf, 1e38, 0.0]),
)
def test_any_length_and_rate_gives_a_whole_picture(frames, sample_rate_hz, columns, block, missing, bad):
    samples = np.random.default_rng(frames).normal(size=frames).astype(np.float32)
    samples[frames // 2] = bad
    promised_s = max(1, frames + missing) / sample_rate_hz
    made = picture_of(samples, sample_rate_hz, columns, block, promised_s)
    assert made.level_db.shape == (256, columns)
    for part in (made.level_db, made.wave_low, made.wave_high):
        assert np.isfinite(part).all()
    assert np.all(made.wave_low <= made.wave_high)
    assert made.level_db.min() >= FLOOR_DBFS
