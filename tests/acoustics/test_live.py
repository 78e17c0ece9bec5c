"""Columns of sound that arrives in pieces: the same as of all of it at once, and where they belong after hours."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acoustics.levels import FLOOR_DBFS
from app.acoustics.live import SHOWN_S, Columns, LastColumns, LiveStream
from app.acoustics.picture import PictureMaker, default_rows
from app.acoustics.synthesis import fan_take


def together(parts):
    return Columns(
        parts[0].first,
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("low", "high", "level_db")),
    )


def sine(hz, rate_hz, seconds, peak=1.0):
    return (peak * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.float32)


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from([(8_000, 200), (11_025, 333), (44_100, 97)]),
    st.lists(st.integers(0, 9_000), min_size=1, max_size=12),
)
def test_pieces_of_any_size_give_the_columns_of_the_whole(format_, sizes):
    rate_hz, columns = format_
    sound = np.random.default_rng(4).normal(0, 0.1, sum(sizes)).astype(np.float32)
    whole = LiveStream(rate_hz, columns).add(sound)
    stream = LiveStream(rate_hz, columns)
    parts = [stream.add(piece) for piece in np.split(sound, np.cumsum(sizes)[:-1])]
    pieces = together(parts)
    ends = [part.first + part.low.size for part in parts]
    assert [part.first for part in parts] == [0, *ends[:-1]]
    assert np.array_equal(pieces.low, whole.low)
    assert np.array_equal(pieces.high, whole.high)
    assert np.allclose(pieces.level_db, whole.level_db, atol=1e-3)


def test_the_columns_are_those_of_the_picture_that_is_kept_of_the_take():
    rate_hz, columns = 16_000, 800
    sound = fan_take(SHOWN_S, rate_hz, 3)
    maker = PictureMaker(rate_hz, 0.0, SHOWN_S, columns)
    maker.add(sound)
    kept = maker.picture()
    live = LiveStream(rate_hz, columns).add(np.concatenate((sound, np.zeros(rate_hz, dtype=np.float32))))
    inner = slice(100 - live.first, 700 - live.first)
    assert np.abs(live.level_db[inner].T - kept.level_db[:, 100:700]).mean() < 0.1
    # A live column reaches back to the last sample of the one before, so that the line has no gaps.
    assert np.all(live.high[inner] >= kept.wave_high[100:700])
    assert np.all(live.low[inner] <= kept.wave_low[100:700])
    before = sound[np.arange(100, 700) * 200 - 1]
    assert np.array_equal(live.high[inner], np.maximum(kept.wave_high[100:700], before))


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("hz", [200.0, 1_000.0, 3_150.0])
def test_a_full_scale_sine_has_0_db_in_its_row_at_any_rate(rate_hz, hz):
    columns = LiveStream(rate_hz, 300).add(sine(hz, rate_hz, 1.0))
    row = int(np.abs(np.log(default_rows() / hz)).argmin())
    middle = columns.level_db[10]
    assert abs(int(middle.argmax()) - row) <= 1
    assert middle.max() == pytest.approx(0.0, abs=0.5)


def test_above_what_the_rate_can_carry_there_is_nothing():
    noise = np.random.default_rng(1).normal(0, 0.2, 16_000).astype(np.float32)
    columns = LiveStream(8_000, 300).add(noise)
    assert np.all(columns.level_db[:, default_rows() > 4_000] == FLOOR_DBFS)
    assert np.all(columns.level_db[10:, default_rows() < 3_900].max(axis=0) > -60)


@pytest.mark.parametrize(("rate_hz", "columns"), [(997, 131), (1_000, 77), (1_103, 256)])
def test_after_two_hours_a_click_is_in_its_own_column_of_waveform_and_spectrogram(rate_hz, columns):
    stream = LiveStream(rate_hz, columns)
    ring = LastColumns(columns)
    piece = np.zeros(10 * rate_hz + 3, dtype=np.float32)
    for _ in range(720):
        ring.put(stream.add(piece))
    at = stream.received + 2_345
    piece[2_345] = 0.9
    ring.put(stream.add(piece))
    column = at * columns // (SHOWN_S * rate_hz)
    assert stream.column_of(at) == column
    shown = ring.all()
    assert shown.first + int(shown.high.argmax()) == column
    assert abs(shown.first + int(shown.level_db.max(axis=1).argmax()) - column) <= 1


def test_what_is_kept_does_not_grow():
    stream = LiveStream(8_000, 400)
    sizes = np.random.default_rng(1).integers(0, 700, 3_000)
    most = 0
    for size in sizes:
        stream.add(np.zeros(size, dtype=np.float32))
        most = max(most, stream._kept.size)
    assert most < 2 * 720 + 700


def test_more_than_ten_seconds_at_once_leaves_the_last_ten():
    stream = LiveStream(8_000, 400)
    stream.add(np.zeros(1_000, dtype=np.float32))
    new = stream.add(np.linspace(0.0, 1.0, 8_000 * 300, dtype=np.float32))
    assert new.low.size == 400
    assert new.first + 400 == stream.next
    assert stream.received == 1_000 + 8_000 * 300
    assert new.low[0] == pytest.approx(1.0 - 10.0 / 300, abs=0.001)


@given(st.lists(st.sampled_from([0.1, -0.3, np.nan, np.inf, -np.inf, 1e30]), min_size=800, max_size=2_000))
@settings(deadline=None, max_examples=10)
def test_broken_samples_make_no_broken_columns(samples):
    with np.errstate(all="raise"):
        columns = LiveStream(8_000, 400).add(np.array(samples, dtype=np.float64))
    assert columns.low.size
    for values in (columns.low, columns.high, columns.level_db):
        assert np.all(np.isfinite(values))
        assert values.dtype == np.float32


@given(st.integers(1, 2_000), st.integers(1, 2_000), st.integers(0, 40_000))
@settings(deadline=None, max_examples=60)
def test_another_width_goes_on_where_the_last_one_was(before, after, frames):
    stream = LiveStream(1_000, before)
    made = stream.add(np.full(frames, 0.5, dtype=np.float32))
    ring = LastColumns(stream.columns)
    ring.put(made)
    shown_until = stream.next * 10_000 // stream.columns
    stream.resize(after)
    ring = ring.resized(stream.columns, stream.next)
    ring.put(stream.add(np.full(30_000, 0.5, dtype=np.float32)))
    gap = stream.next - ring.next
    assert gap == 0
    assert ring.filled == ring.columns == after
    assert np.all(ring.all().high[1:] == 0.5)
    assert shown_until <= frames


def test_what_was_heard_keeps_its_place_in_time_in_another_width():
    stream, ring = LiveStream(8_000, 500), LastColumns(500)
    sound = np.zeros(96_000, dtype=np.float32)
    sound[60_000:60_800] = 0.8
    ring.put(stream.add(sound))
    ring.mark(stream.column_of(60_000))
    for columns in (1_100, 300, 777):
        stream.resize(columns)
        ring = ring.resized(columns, stream.next)
        shown = ring.all()
        loud = np.flatnonzero(shown.high > 0.5) + shown.first
        assert loud[0] / columns * 10 == pytest.approx(7.5, abs=0.05)
        assert (loud[-1] + 1) / columns * 10 == pytest.approx(7.6, abs=0.05)
        assert ring.marks[0] / columns * 10 == pytest.approx(7.5, abs=0.05)


def numbered(first, count):
    values = np.arange(first, first + count, dtype=np.float32)
    return Columns(first, -values, values, np.repeat(values[:, None], 256, axis=1))


@given(st.lists(st.integers(0, 25), min_size=1, max_size=12))
def test_the_ring_has_the_last_columns_in_order(counts):
    ring = LastColumns(10)
    for first, count in zip(np.cumsum([0, *counts]), counts, strict=False):
        ring.put(numbered(int(first), count))
    total = sum(counts)
    shown = ring.all()
    assert shown.first == max(0, total - 10)
    assert np.array_equal(shown.high, np.arange(max(0, total - 10), total))
    assert np.array_equal(shown.low, -shown.high)
    assert np.array_equal(shown.level_db[:, 7], shown.high)


def test_marks_go_with_their_column_and_a_copy_stands_still():
    ring = LastColumns(10)
    ring.put(numbered(0, 5))
    ring.mark(5)
    still = ring.copy()
    ring.put(numbered(5, 10))
    assert ring.marks == (5,)
    ring.put(numbered(15, 1))
    assert ring.marks == ()
    assert still.marks == (5,)
    assert np.array_equal(still.all().high, np.arange(5))


@pytest.mark.parametrize(("rate_hz", "columns"), [(0, 100), (48_000, 0)])
def test_no_rate_or_no_columns_is_our_own_mistake(rate_hz, columns):
    with pytest.raises(ValueError):
        LiveStream(rate_hz, columns)
