"""The sample fan sounds as its settings say, differs from take to take as real ones do, and its faults show."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acoustics.bands import centre_hz, edges_hz
from app.acoustics.levels import peak_dbfs, rms_dbfs
from app.acoustics.synthesis import FanSound, Fault, fan_take

RATE_HZ = 16000


def spectrum_db(samples, sample_rate_hz=RATE_HZ):
    """Mean power density in dB at 1 Hz spacing."""
    frames = samples[: samples.size // sample_rate_hz * sample_rate_hz].reshape(-1, sample_rate_hz)
    windowed = np.fft.rfft(frames * np.hanning(sample_rate_hz))
    return 10 * np.log10((np.abs(windowed) ** 2).mean(axis=0) / sample_rate_hz**2 + 1e-20)


def band_db(samples):
    """Level of each of the 128 bands, overall level removed: what a verdict is based on."""
    power = 10 ** (spectrum_db(samples) / 10)
    edges = edges_hz()
    at_hz = np.arange(power.size)
    rising = (at_hz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - at_hz) / (edges[2:] - edges[1:-1])[:, None]
    level = 10 * np.log10(np.maximum(0, np.minimum(rising, falling)) @ power)
    return level - level.mean()


@pytest.fixture(scope="module")
def healthy():
    return np.array([band_db(fan_take(10.0, RATE_HZ, seed)) for seed in range(40, 50)])


def test_the_same_seed_gives_the_same_sound_and_another_one_another():
    np.testing.assert_array_equal(fan_take(1.0, RATE_HZ, 3), fan_take(1.0, RATE_HZ, 3))
    assert not np.array_equal(fan_take(1.0, RATE_HZ, 3), fan_take(1.0, RATE_HZ, 4))


def test_healthy_takes_have_the_level_of_a_real_recording():
    levels = [rms_dbfs(fan_take(5.0, RATE_HZ, seed)) for seed in range(12)]
    assert np.mean(levels) == pytest.approx(-28.0, abs=1.0)
    assert 0.4 < np.std(levels) < 2.0
    assert np.ptp(levels) < 6.0


def test_blade_passing_is_the_loudest_tone_and_the_speed_is_nearly_the_nominal_one():
    speeds_hz = []
    for seed in range(8):
        level = spectrum_db(fan_take(10.0, RATE_HZ, seed))
        speeds_hz.append((120 + level[120:300].argmax()) / 7)
    assert np.mean(speeds_hz) == pytest.approx(24.7, abs=0.15)
    assert np.abs(np.array(speeds_hz) - 24.7).max() < 0.3


def test_another_fan_has_its_own_tone_and_level():
    level = spectrum_db(fan_take(10.0, RATE_HZ, 1, fan=FanSound(shaft_hz=40.0, blades=5, level_dbfs=-40.0)))
    assert 120 + level[120:300].argmax() == pytest.approx(200, abs=2)
    assert rms_dbfs(fan_take(10.0, RATE_HZ, 1, fan=FanSound(level_dbfs=-40.0))) == pytest.approx(-40.0, abs=3.0)


def test_a_take_sounds_the_same_at_any_rate():
    low = spectrum_db(fan_take(10.0, 16000, 5), 16000)[100:7000].reshape(-1, 100).mean(axis=1)
    high = spectrum_db(fan_take(10.0, 48000, 5), 48000)[100:7000].reshape(-1, 100).mean(axis=1)
    assert np.abs(low - high).mean() < 1.5


def test_healthy_takes_differ_but_by_less_than_faults_do(healthy):
    usual = healthy.mean(axis=0)
    spread = np.sqrt(((healthy - usual) ** 2).mean(axis=1))
    assert spread.min() > 0.3, "healthy takes alike as twins are not what real machines give"
    for fault in Fault:
        faulty = [band_db(fan_take(10.0, RATE_HZ, seed, fault)) for seed in (60, 61, 62)]
        deviation = np.sqrt(((np.array(faulty) - usual) ** 2).mean(axis=1))
        assert deviation.min() > 1.5 * spread.mean(), fault


@pytest.mark.parametrize(
    ("fault", "low_hz", "high_hz"),
    [(Fault.UNBALANCE, 60, 160), (Fault.BLADE_DAMAGE, 2000, 2800), (Fault.BEARING, 2500, 3600)],
)
def test_a_fault_is_louder_where_it_should_be_and_grows_with_severity(healthy, fault, low_hz, high_hz):
    inside = (centre_hz() > low_hz) & (centre_hz() < high_hz)
    excess = [
        float((band_db(fan_take(10.0, RATE_HZ, 70, fault, severity)) - healthy.mean(axis=0))[inside].mean())
        for severity in (0.3, 0.6, 1.0, 2.0)
    ]
    assert excess[2] > 3.0
    assert np.all(np.diff(excess) > 0.5)


def test_no_severity_is_the_healthy_take():
    for fault in Fault:
        np.testing.assert_array_equal(fan_take(2.0, RATE_HZ, 9, fault, 0.0), fan_take(2.0, RATE_HZ, 9))


def test_unbalance_shakes_once_a_turn_and_a_damaged_bearing_knocks_at_its_own_rate():
    def knocking_hz(fault, low_hz, high_hz, slowest_hz, fastest_hz):
        sound = fan_take(10.0, RATE_HZ, 8, fault)
        spectrum = np.fft.rfft(sound)
        hertz = np.fft.rfftfreq(sound.size, 1 / RATE_HZ)
        power = np.fft.irfft(np.where((hertz > low_hz) & (hertz < high_hz), spectrum, 0)) ** 2
        envelope = np.abs(np.fft.rfft(power))
        searched = (hertz > slowest_hz) & (hertz < fastest_hz)
        return float(hertz[searched][envelope[searched].argmax()])

    assert knocking_hz(Fault.UNBALANCE, 800, 1600, 10, 45) == pytest.approx(24.7, rel=0.01)
    assert knocking_hz(Fault.BEARING, 2400, 3700, 60, 120) == pytest.approx(3.58 * 24.7, rel=0.02)


def test_even_a_ruined_fan_does_not_clip():
    for fault in Fault:
        assert peak_dbfs(fan_take(3.0, RATE_HZ, 2, fault, severity=100.0)) < -0.9


@pytest.mark.parametrize(("duration_s", "seed"), [(0.0, 1), (-1.0, 1), (1.0, -1)])
def test_a_take_of_nothing_is_refused(duration_s, seed):
    with pytest.raises(ValueError):
        fan_take(duration_s, RATE_HZ, seed)


@settings(deadline=None, max_examples=40)
@given(
    frames=st.one_of(st.integers(1, 50), st.integers(50, 20_000)),
    sample_rate_hz=st.sampled_from([8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000]),
    seed=st.integers(0, 2**40),
    fault=st.sampled_from([None, *Fault]),
)
def test_any_length_and_rate_gives_whole_samples(frames, sample_rate_hz, seed, fault):
    sound = fan_take(frames / sample_rate_hz, sample_rate_hz, seed, fault)
    assert sound.shape == (frames,)
    assert sound.dtype == np.float32
    assert np.abs(sound).max() < 0.9
