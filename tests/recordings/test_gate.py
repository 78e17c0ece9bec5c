"""The quality gate: what fails, what is noted, what passes, and in which words."""

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.quality import Check, Finding, Grade
from app.domain.take import SoundFormat
from app.recordings.clipping_meter import ClippingMeter
from app.recordings.gate import Gate
from app.recordings.listening import listen
from app.recordings.sound_file import open_sound
from tests.recordings.sounds import as_16_bit, finding, judged, noise, write


def grade(samples, check: Check, rate: int = 16_000) -> Grade:
    return finding(judged(samples, rate), check).grade


def at_dbfs(level: float, seconds: float = 10.0, rate: int = 16_000) -> np.ndarray:
    return noise(seconds, rate, rms=10 ** (level / 20))


def clipped(share: float, seconds: float = 10.0, rate: int = 16_000) -> np.ndarray:
    sound = noise(seconds, rate, rms=0.1)
    return as_16_bit(sound / np.quantile(np.abs(sound), 1.0 - share))


def test_a_good_take_passes_everything_in_the_order_shown():
    quality = judged(as_16_bit(at_dbfs(-28.0)))
    assert [f.check for f in quality.findings] == [
        Check.LEVEL,
        Check.CLIPPING,
        Check.SILENCE,
        Check.BANDWIDTH,
        Check.LENGTH,
        Check.COMPLETE,
        Check.PROCESSING,
        Check.STEADINESS,
        Check.SPEECH,
        Check.KNOCKS,
        Check.HUM,
    ]
    assert quality.word == "good"
    values = [f.value for f in quality.findings]
    assert values[:6] == ["−28 dBFS", "none", "no gaps", "0–8 kHz", "10 s", "complete"]
    assert values[6:] == ["none noticed", "steady", "none", "none", "none"]
    assert all(f.what == f.to_do == "" for f in quality.findings)
    assert quality.level_dbfs == pytest.approx(-28.0, abs=0.01)


def every_bad_take():
    anti = at_dbfs(-30.0)
    yield Check.LEVEL, judged(as_16_bit(at_dbfs(-74.0)))
    yield Check.LEVEL, judged(as_16_bit(at_dbfs(-64.0)))
    yield Check.LEVEL, judged(np.hstack([anti, -anti]))
    yield Check.LEVEL, judged(at_dbfs(-30.0) * 32768)
    yield Check.CLIPPING, judged(clipped(0.03))
    yield Check.CLIPPING, judged(clipped(0.001))
    yield Check.SILENCE, judged(np.zeros(160_000))
    yield Check.SILENCE, judged(np.concatenate([np.zeros((64_000, 1)), at_dbfs(-30.0)]))
    yield Check.SILENCE, judged(np.concatenate([np.zeros((24_000, 1)), at_dbfs(-30.0, 20.0)]))
    yield Check.BANDWIDTH, judged(at_dbfs(-30.0, rate=8_000), 8_000)
    yield Check.BANDWIDTH, judged(telephone(at_dbfs(-30.0), 48_000), 48_000)
    yield Check.BANDWIDTH, judged(np.zeros(160_000))
    yield Check.LENGTH, judged(at_dbfs(-30.0, 1.9))
    yield Check.LENGTH, judged(at_dbfs(-30.0, 5.0))
    yield Check.COMPLETE, judged(at_dbfs(-30.0), missing=16_000)


def test_every_finding_says_what_and_what_to_do_in_one_sentence_each():
    for check, quality in every_bad_take():
        found = finding(quality, check)
        assert found.grade is not Grade.PASSED, found
        for sentence in (found.what, found.to_do):
            assert sentence.endswith("."), found
            assert ". " not in sentence, found
            assert sentence[0].isupper(), found
            assert "-" not in sentence.replace("-bit", "").replace("built-in", ""), found
        assert len(found.value) <= 22


@pytest.mark.parametrize(
    ("level", "expected"),
    [(-75.0, Grade.FAILED), (-65.0, Grade.NOTED), (-58.0, Grade.PASSED), (-12.0, Grade.PASSED)],
)
@pytest.mark.parametrize("offset", [0.0, 0.1])
def test_level_is_judged_without_a_constant_offset(level: float, expected: Grade, offset: float):
    quality = judged(as_16_bit(at_dbfs(level) + offset))
    assert finding(quality, Check.LEVEL).grade is expected
    assert quality.level_dbfs == pytest.approx(level, abs=1.0)


def test_channels_that_cancel_each_other_fail_and_unrelated_ones_do_not():
    sound = at_dbfs(-30.0)
    assert grade(np.hstack([sound, -sound]), Check.LEVEL) is Grade.FAILED
    assert grade(np.hstack([sound, sound]), Check.LEVEL) is Grade.PASSED
    assert grade(np.hstack([sound, 0 * sound]), Check.LEVEL) is Grade.PASSED
    assert grade(np.random.default_rng(0).standard_normal((80_000, 8)) * 0.05, Check.LEVEL) is Grade.PASSED


def test_samples_far_above_full_scale_fail_as_a_wrong_scale_not_as_clipping():
    quality = judged(at_dbfs(-20.0) * 32768)
    assert "scale" in finding(quality, Check.LEVEL).what
    assert finding(quality, Check.CLIPPING).grade is Grade.PASSED


@pytest.mark.parametrize("share", [0.0002, 0.001, 0.005, 0.02, 0.1])
@pytest.mark.parametrize("rate", [16_000, 48_000])
@pytest.mark.parametrize("quieter", [1.0, 0.3])
def test_the_clipped_share_is_measured(share: float, rate: int, quieter: float):
    gate = Gate(SoundFormat(rate, 1, rate * 10, "WAV", "16 bit", 16))
    gate.add(as_16_bit(clipped(share, rate=rate) * quieter))
    assert gate._clipping.share == pytest.approx(share, rel=0.25)
    assert finding(gate.quality(), Check.CLIPPING).grade is (Grade.FAILED if share >= 0.01 else Grade.NOTED)


@pytest.mark.parametrize("frames", [1000, 7777, 16_000, 160_000])
def test_the_clipped_share_is_the_same_however_the_take_comes_and_however_often_it_is_asked_for(frames: int):
    # Louder towards the end, so that the ceiling is only found on the way.
    sound = as_16_bit(np.clip(noise(10.0, rms=0.2) * np.linspace(0.1, 1.0, 160_000)[:, None], -0.5, 0.5))
    meter = ClippingMeter()
    for start in range(0, len(sound), frames):
        block = sound[start : start + frames]
        meter.add(block, float(block.max()), float(block.min()))
        assert 0.0 <= meter.share <= 1.0
    assert meter.share == np.isin(sound, (0.5, -0.5)).mean() > 0.0


@pytest.mark.parametrize("share", [0.02, 0.2])
@pytest.mark.parametrize("hertz", [50.0, 440.0])
def test_a_clipped_tone_is_found(share: float, hertz: float):
    tone = np.sin(2 * np.pi * hertz * np.arange(480_000) / 48_000)[:, None]
    cut = as_16_bit(tone / np.cos(np.pi * share / 2))
    assert grade(cut, Check.CLIPPING, 48_000) is Grade.FAILED


@pytest.mark.parametrize("hertz", [20.0, 50.0, 997.0, 1000.0, 4000.0])
@pytest.mark.parametrize("peak", [0.9999, 0.3, 0.01])
@pytest.mark.parametrize("rate", [16_000, 192_000])
def test_a_tone_that_just_fits_is_not_clipped(hertz: float, peak: float, rate: int):
    tone = peak * np.sin(2 * np.pi * hertz * np.arange(5 * rate) / rate)[:, None]
    assert grade(as_16_bit(tone), Check.CLIPPING, rate) is Grade.PASSED


def test_single_peaks_at_full_scale_are_not_clipping():
    sound = at_dbfs(-20.0, 3.0)
    sound[1000:31_000:5000] = 1.0
    sound[[7, 70, 700, 7000], 0] = [0.91, 0.93, 0.95, 0.97]
    assert grade(as_16_bit(sound), Check.CLIPPING) is Grade.PASSED


def test_a_coarse_quiet_recording_made_louder_is_not_clipped():
    assert grade(np.round(at_dbfs(-20.0) * 128) / 128, Check.CLIPPING) is Grade.PASSED
    assert grade(as_16_bit(at_dbfs(-60.0)) * 100, Check.CLIPPING) is Grade.PASSED


def test_a_higher_peak_later_takes_the_place_of_the_earlier_ceiling():
    sound = np.concatenate([clipped(0.05) * 0.5, at_dbfs(-12.0, 60.0)])
    assert grade(as_16_bit(sound), Check.CLIPPING) is Grade.PASSED


@pytest.mark.parametrize("value", [0.0, 0.25])
def test_a_take_that_never_changes_is_silent(value: float):
    quality = judged(np.full((160_000, 2), value))
    assert finding(quality, Check.SILENCE).value == "silent"
    assert {f.check for f in quality.failures} == {Check.LEVEL, Check.SILENCE}


@pytest.mark.parametrize(
    ("silent_s", "expected"), [(0.5, Grade.PASSED), (1.3, Grade.NOTED), (2.5, Grade.NOTED), (8.0, Grade.FAILED)]
)
@pytest.mark.parametrize("at", [0, 3.3337, 12])
@pytest.mark.parametrize("channels", [1, 2])
def test_stretches_of_digital_silence_are_told_by_their_length(silent_s, expected, at, channels):
    sound = noise(20.0, 44_100, channels)
    start = round(at * 44_100)
    sound[start : start + round(silent_s * 44_100)] = 0.02
    gate = Gate(SoundFormat(44_100, channels, len(sound), "WAV", "16 bit", 16))
    for first in range(0, len(sound), 44_100):
        gate.add(sound[first : first + 44_100])
    assert gate._silence.longest_s == pytest.approx(silent_s, abs=0.021)
    assert finding(gate.quality(), Check.SILENCE).grade is expected


def test_many_short_dropouts_add_up():
    sound = noise(10.0, 48_000)
    for start in range(0, len(sound), 4800):
        sound[start : start + 1440] = 0.0
    assert grade(sound, Check.SILENCE, 48_000) is Grade.FAILED


def test_silence_on_one_channel_only_is_not_silence():
    sound = noise(5.0, 16_000, 2)
    sound[:, 1] = 0.0
    assert grade(sound, Check.SILENCE) is Grade.PASSED


def test_a_very_quiet_16_bit_take_is_quiet_not_silent():
    quality = judged(as_16_bit(at_dbfs(-85.0)))
    assert [f.check for f in quality.failures] == [Check.LEVEL]


def upper_khz(found: Finding) -> float:
    return float(found.value.removeprefix("0–").removesuffix(" kHz"))


def telephone(sound: np.ndarray, rate: int, through: int = 8_000) -> np.ndarray:
    return as_16_bit(soxr.resample(soxr.resample(sound[:, 0], 16_000, through), through, rate)[:, None])


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("level", [-20.0, -50.0, -67.0])
@pytest.mark.parametrize("seconds", [2.0, 10.0, 100.0])
def test_a_telephone_codec_is_heard_at_any_rate(rate: int, level: float, seconds: float):
    quality = judged(telephone(at_dbfs(level, seconds), rate), rate)
    found = finding(quality, Check.BANDWIDTH)
    assert found.grade is Grade.FAILED
    assert 3.4 <= upper_khz(found) <= 4.1


@pytest.mark.parametrize("rate", [8_000, 11_025, 15_999])
def test_fewer_than_16000_samples_a_second_fail(rate: int):
    assert grade(at_dbfs(-30.0, rate=rate), Check.BANDWIDTH, rate) is Grade.FAILED


def test_a_cut_at_six_kilohertz_is_noted_with_where_it_is():
    found = finding(judged(telephone(at_dbfs(-30.0), 48_000, 12_000), 48_000), Check.BANDWIDTH)
    assert found.grade is Grade.NOTED
    assert 5.5 <= upper_khz(found) <= 6.1


@pytest.mark.parametrize("db_an_octave", [3.0, 6.0, 12.0, 18.0])
@pytest.mark.parametrize("rate", [16_000, 48_000])
@pytest.mark.parametrize("level", [-20.0, -45.0])
def test_a_rumble_falling_smoothly_into_the_quantisation_is_no_telephone(db_an_octave, rate, level):
    rng = np.random.default_rng(3)
    spectrum = np.fft.rfft(rng.standard_normal(rate * 10))
    hertz = np.fft.rfftfreq(rate * 10, 1 / rate)
    sound = np.fft.irfft(spectrum / np.maximum(hertz / 100, 1.0) ** (db_an_octave / 6.02))
    sound *= 10 ** (level / 20) / sound.std()
    assert grade(as_16_bit(sound), Check.BANDWIDTH, rate) is Grade.PASSED


def test_a_rumble_with_tones_up_to_four_kilohertz_is_no_telephone():
    rng = np.random.default_rng(3)
    time = np.arange(160_000) / 16_000
    sound = 0.002 * rng.standard_normal(160_000)
    for hertz in range(200, 4000, 200):
        sound += 0.02 * np.sin(2 * np.pi * hertz * time + hertz)
    assert grade(as_16_bit(sound), Check.BANDWIDTH) is Grade.PASSED


def test_nothing_at_all_above_four_kilohertz_fails_without_a_cliff_too():
    time = np.arange(480_000) / 48_000
    sound = sum(0.05 / k * np.sin(2 * np.pi * 50 * k * time) for k in range(1, 30))
    quality = judged(np.asarray(sound), 48_000, bits=None)
    assert finding(quality, Check.BANDWIDTH).grade is Grade.FAILED


@pytest.mark.parametrize("seconds", [0.0, 0.5, 1.9])
def test_less_than_two_seconds_fail(seconds: float):
    assert grade(at_dbfs(-30.0, max(seconds, 1e-4)), Check.LENGTH) is Grade.FAILED


def test_less_than_ten_seconds_are_noted_and_exactly_two_are_enough():
    assert grade(at_dbfs(-30.0, 2.0), Check.LENGTH) is Grade.NOTED
    assert grade(at_dbfs(-30.0, 9.98), Check.LENGTH) is Grade.PASSED
    assert finding(judged(at_dbfs(-30.0, 65.0)), Check.LENGTH).value == "1 min 5 s"


def test_what_is_missing_is_noted_with_how_much(tmp_path):
    path = write(tmp_path / "a.wav", noise(30.0))
    path.write_bytes(path.read_bytes()[:640_044])
    with open_sound(path) as sound:
        gate = Gate(sound.format, sound.missing_frames)
        list(listen(sound, gate))
    found = finding(gate.quality(), Check.COMPLETE)
    assert (found.grade, found.value) == (Grade.NOTED, "10 s missing")
    assert "10 s" in found.what


def test_an_mp3_that_ends_early_is_noted_and_its_true_length_counts(tmp_path):
    path = write(tmp_path / "a.mp3", noise(20.0), 16_000, "MPEG_LAYER_III", "MP3")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 10])
    with open_sound(path) as sound:
        gate = Gate(sound.format, sound.missing_frames)
        list(listen(sound, gate))
    quality = gate.quality()
    assert finding(quality, Check.COMPLETE).grade is Grade.NOTED
    assert finding(quality, Check.LENGTH).grade is Grade.FAILED


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_samples_in_any_blocks_get_a_quality(data: st.DataObject):
    rate = data.draw(st.sampled_from([1_000, 8_000, 16_000, 44_100, 192_000, 768_000]))
    channels = data.draw(st.integers(1, 9))
    gate = Gate(SoundFormat(rate, channels, 10 * rate, "WAV", "float 32", 32), data.draw(st.integers(0, 10**9)))
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    for count in data.draw(st.lists(st.integers(0, 3_000), max_size=5)):
        size = data.draw(st.sampled_from([0.0, 1e-30, 1e-5, 1.0, 5.0, 9e5]))
        gate.add((size * rng.uniform(-1, 1, (count, channels))).astype(np.float32))
    quality = gate.quality()
    assert len(quality.findings) == 11
    assert np.isfinite([quality.level_dbfs, quality.peak_dbfs]).all()
    assert Check.COMPLETE in {f.check for f in quality.findings}
