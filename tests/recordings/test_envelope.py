"""Third-octave levels: the same for the same sound at any rate and in any blocks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.recordings.envelope import BANDS, CENTRE_HZ, HOP_S, LINES, Envelope

RATES = [16_000, 44_100, 48_000, 192_000]


def tone(hertz: float, rate: int, seconds: float = 1.0) -> np.ndarray:
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate).astype(np.float32)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("band", [0, 5, 10, 15, 18])
def test_a_full_scale_sine_reads_minus_three_in_its_own_band_only(rate: int, band: int):
    level = Envelope(rate).add(tone(CENTRE_HZ[band], rate))[10]
    around = slice(max(0, band - 3), band + 4) if band < 6 else slice(band - 1, band + 2)
    assert 10 * np.log10(np.sum(10 ** (level[around] / 10))) == pytest.approx(-3.0, abs=1.2 if band == 0 else 0.3)
    assert int(np.argmax(level)) == band
    outside = np.ones(BANDS, bool)
    outside[around] = False
    assert level[outside].max(initial=-120.0) < -40.0


@pytest.mark.parametrize("rate", RATES)
def test_white_noise_rises_by_one_decibel_a_band(rate: int):
    white = np.random.default_rng(1).standard_normal(20 * rate).astype(np.float32) * 0.1
    power = (10 ** (Envelope(rate).add(white) / 10)).mean(axis=0)
    assert np.polyfit(np.arange(BANDS), 10 * np.log10(power), 1)[0] == pytest.approx(1.0, abs=0.03)
    width_hz = 1000 * 10 ** (18.5 / 10 - 1) - 1000 * 10 ** (-0.5 / 10 - 1)
    assert 10 * np.log10(power.sum()) == pytest.approx(-20 + 10 * np.log10(width_hz / (rate / 2)), abs=0.2)


@given(cuts=st.lists(st.integers(0, 3_000), max_size=12), rate=st.sampled_from([16_000, 44_100, 48_000]))
@settings(max_examples=30, deadline=None)
def test_any_blocks_give_the_same_rows(cuts: list[int], rate: int):
    sound = np.random.default_rng(2).standard_normal(9_000).astype(np.float32)
    whole = Envelope(rate)
    expected = whole.add(sound)
    pieces = Envelope(rate)
    rows, lines, at = [], [], 0
    for count in [*cuts, len(sound)]:
        rows.append(pieces.add(sound[at : at + count]))
        lines.append(pieces.lines)
        at += count
    assert np.allclose(np.concatenate(rows), expected, atol=1e-3)
    assert np.allclose(np.concatenate(lines), whole.lines, rtol=1e-4)
    assert len(rows[-1]) == len(lines[-1])


def test_a_row_every_twenty_milliseconds_and_none_before_forty():
    envelope = Envelope(48_000)
    assert envelope.add(tone(1000, 48_000, 0.039)).shape == (0, BANDS)
    assert envelope.lines.shape == (0, LINES)
    assert len(envelope.add(tone(1000, 48_000, 0.002))) == 1
    assert len(Envelope(48_000).add(tone(1000, 48_000, 10.0))) == 10.0 / HOP_S - 1


@pytest.mark.parametrize("rate", [44_100, 48_000, 88_200, 96_000, 192_000])
def test_the_same_sound_reads_the_same_at_a_higher_rate(rate: int):
    tones_hz = np.random.default_rng(3).uniform(90.0, 7_050.0, 400)

    def levels(at_hz: int) -> np.ndarray:
        sound = sum(np.sin(2 * np.pi * hertz * np.arange(at_hz) / at_hz + hertz) for hertz in tones_hz)
        return Envelope(at_hz).add(0.01 * np.asarray(sound, np.float32)).mean(axis=0)

    assert np.abs(levels(rate) - levels(16_000)).max() < 0.2


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000, 192_000])
def test_nothing_from_beyond_the_bands_folds_into_them(rate: int):
    for hertz in (8_950.0, 9_500.0, 15_900.0, 16_100.0, 21_000.0):
        if hertz < rate / 2:
            assert Envelope(rate).add(tone(hertz, rate))[5:].max() < -50.0


@pytest.mark.parametrize("rate", [1_000, 8_000, 11_025])
def test_what_a_low_rate_cannot_hold_is_silent(rate: int):
    white = np.random.default_rng(1).standard_normal(rate).astype(np.float32)
    levels = Envelope(rate).add(white)
    assert np.isfinite(levels).all()
    beyond = np.array(CENTRE_HZ) * 0.89 > rate / 2 + 15
    assert (levels[:, beyond] == -120.0).all()


def test_a_constant_offset_is_not_heard():
    assert Envelope(16_000).add(np.full(16_000, 0.5, np.float32)).max() < -100.0
