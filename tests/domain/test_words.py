from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import words
from app.domain.take import RawStream, SoundFormat
from tests.language.another_tongue import another_tongue


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1480, 0, "1,480"),
        (-28.4, 0, "−28"),
        (-0.2, 0, "0"),
        (-0.004, 2, "0.00"),
        (None, 1, "–"),
        (float("nan"), 2, "–"),
    ],
)
def test_numbers_have_a_real_minus_and_no_minus_zero(value, decimals, text):
    assert words.number(value, decimals) == text


@given(st.floats())
def test_no_number_ever_shows_a_hyphen(value):
    assert "-" not in words.number(value, 2)
    assert "-" not in words.relative_db(value)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (2100, 2600, "2.1–2.6 kHz"),
        (88, 174, "0.09–0.17 kHz"),
        (612, 1400, "0.61–1.4 kHz"),
        (2110, 2120, "2.1 kHz"),
        (999.7, 1000.2, "1.0 kHz"),
        (0, 8000, "0.00–8.0 kHz"),
    ],
)
def test_a_frequency_range_in_khz(low, high, text):
    assert words.range_khz(low, high) == text


def test_one_frequency_in_khz():
    assert words.frequency_khz(123.3) == "0.12 kHz"


@pytest.mark.parametrize(("db", "text"), [(-28.2, "−28 dBFS"), (0.0, "0 dBFS"), (float("-inf"), "–"), (None, "–")])
def test_a_level(db, text):
    assert words.decibels(db) == text


@pytest.mark.parametrize(("db", "text"), [(11.2, "+11 dB"), (-4.4, "−4 dB"), (0.3, "0 dB"), (None, "–")])
def test_a_difference_carries_its_sign(db, text):
    assert words.relative_db(db) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (30.0, "30.0 s"),
        (0, "0.0 s"),
        (59.97, "1 min 0 s"),
        (59.94, "59.9 s"),
        (303.4, "5 min 3 s"),
        (3599.8, "1 h 0 min"),
        (7380, "2 h 3 min"),
        (float("inf"), "–"),
    ],
)
def test_a_length(seconds, text):
    assert words.length_s(seconds) == text


@pytest.mark.parametrize(("seconds", "text"), [(14.12, "14.1 s"), (None, "–"), (float("nan"), "–")])
def test_a_moment_in_a_take(seconds, text):
    assert words.seconds_or_dash(seconds) == text


def test_times_are_iso_with_the_offset_of_the_zone():
    when = datetime(2026, 11, 22, 23, 14, 8, 999, tzinfo=UTC)
    india = timezone(timedelta(hours=5, minutes=30))
    assert words.iso_time(when, india) == "2026-11-23 04:44:08 +05:30"
    assert words.iso_date(when, india) == "2026-11-23"
    assert words.iso_time(None) == words.iso_date(None) == "–"


def test_a_time_without_a_zone_is_the_systems():
    when = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    assert words.iso_time(when) == words.iso_time(when, when.astimezone().tzinfo)


@pytest.mark.parametrize(("rate", "text"), [(48000, "48 kHz"), (44100, "44.1 kHz"), (11025, "11.025 kHz")])
def test_a_sample_rate(rate, text):
    assert words.rate_khz(rate) == text


def test_a_sound_file_in_one_line():
    wav = SoundFormat(48000, 1, 1_440_000, "WAV", "PCM", 24)
    mp3 = SoundFormat(44100, 2, 441_000, "MP3", "MP3")
    assert words.format_text(wav) == "30.0 s, 48 kHz, 24 bit, mono"
    assert words.format_text(mp3) == "10.0 s, 44.1 kHz, MP3, stereo"
    assert words.channels_text(8) == "8 channels"


def test_counts_and_scores_and_hashes():
    assert [words.count(n, "clip") for n in (0, 1, 1200)] == ["0 clips", "1 clip", "1,200 clips"]
    assert words.score_text(1.0) == "1.00"
    assert words.score_text(None) == "–"
    assert words.short_hash("7c1e94a0" + "0" * 52 + "b35d") == "7c1e94a0…b35d"
    assert words.short_hash("") == ""
    assert len({words.raw_text(raw) for raw in RawStream}) == 3


def test_another_language_has_its_own_mark_between_thousands_but_what_is_kept_is_english(tmp_path):
    with another_tongue(tmp_path):
        assert words.number(-1234.5, 1) == "−1\u202f234.5"
        assert words.kept_number(-1234.5, 1) == "−1,234.5"
        assert words.count(1200, "visit") == "1,200 visits"
        assert words.channels_text(1) == "жжжж"
        assert words.raw_text(RawStream.YES) == "жжж жжжжжж"
    assert words.number(-1234.5, 1) == "−1,234.5"


@pytest.mark.parametrize(("text", "told"), [("in Ordnung", "In Ordnung"), ("überfällig", "Überfällig"), ("", "")])
def test_a_capital_at_the_beginning_leaves_the_rest(text, told):
    assert words.capital(text) == told
