"""Filters that work on the sound are noticed; machines that are unsteady by nature are not taken for filters."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.acoustics.synthesis import Fault, fan_take
from app.domain.quality import Check, Finding, Grade
from app.recordings.envelope import BANDS, Envelope
from app.recordings.mono import to_mono
from app.recordings.processing_meter import ProcessingMeter
from tests.recordings.suppressors import (
    Sound,
    breathing_gain,
    compressor,
    gate,
    minimum_subtraction,
    quantile_wiener,
    rising_gain,
    voice_focus,
)

RATE_HZ = 16_000


def levels(sound: Sound, rate_hz: int = RATE_HZ) -> NDArray[np.float32]:
    return Envelope(rate_hz).add(to_mono(sound.reshape(len(sound), -1)))


def found(sound: Sound, rate_hz: int = RATE_HZ) -> Finding:
    meter = ProcessingMeter()
    meter.add(levels(sound, rate_hz))
    return meter.finding()


def fan(seed: int, seconds: float = 10.0, rate_hz: int = RATE_HZ) -> Sound:
    return fan_take(seconds, rate_hz, seed)


def workshop(frames: int, below: Sound, down_db: float) -> Sound:
    """Pink noise, `down_db` below a machine."""
    spectrum = np.fft.rfft(np.random.default_rng(frames).standard_normal(frames))
    noise = np.fft.irfft(spectrum / np.sqrt(np.arange(len(spectrum)) + 20.0), frames)
    return (noise * (below.std() / noise.std() * 10.0 ** (-down_db / 20.0))).astype(np.float32)


def at(sound: Sound) -> NDArray[np.floating]:
    return np.arange(len(sound)) / RATE_HZ


def test_a_fan_that_nobody_worked_on():
    for seed in range(40, 46):
        assert found(fan(seed)) == Finding(Check.PROCESSING, Grade.PASSED, "none noticed")
    for fault in Fault:
        assert found(fan_take(10.0, RATE_HZ, 46, fault)).grade is Grade.PASSED


@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
@pytest.mark.parametrize("suppress", [quantile_wiener, voice_focus])
def test_noise_suppression_that_learns_the_fan_fails(suppress: Callable[..., Sound], rate_hz: int):
    for depth_db in (12.0, 18.0, 25.0):
        told = found(suppress(fan(50, rate_hz=rate_hz), rate_hz, depth_db), rate_hz)
        assert told.grade is Grade.FAILED
        down_db = float(told.value.removesuffix(" dB down"))
        assert 0.7 * depth_db < down_db < depth_db + 2.0
        assert f"{told.value.split()[0]} dB quieter after" in told.what
        assert "Switch off noise suppression" in told.to_do


def test_spectral_subtraction_is_noticed():
    assert found(minimum_subtraction(fan(51), RATE_HZ, 18.0)).grade is Grade.FAILED
    assert found(minimum_subtraction(fan(51), RATE_HZ, 6.0)).grade is Grade.NOTED


def test_how_long_the_filter_took_is_told():
    told = found(voice_focus(fan(52), RATE_HZ, 15.0, delay_s=2.5))
    assert "after 3 s" in told.what


def test_gain_that_leaves_the_bands_alike_is_only_noted():
    assert found(rising_gain(fan(53), RATE_HZ, 10.0)).value.endswith("dB up")
    assert found(breathing_gain(fan(53), RATE_HZ, 12.0)).value.endswith("dB swings")
    for sound in (rising_gain, breathing_gain, gate):
        assert found(sound(fan(54), RATE_HZ, 12.0)).grade is Grade.NOTED


def test_a_gate_is_told_from_slow_gain():
    assert "noise gate" in found(gate(fan(54), RATE_HZ, 20.0)).what
    assert "automatic gain" in found(breathing_gain(fan(54), RATE_HZ, 20.0)).what


def test_a_gate_that_takes_most_of_the_sound_fails():
    assert found(gate(fan(55), RATE_HZ, 60.0, above_median_db=1.5)).grade is Grade.FAILED


def test_a_gate_down_to_digital_silence_is_told():
    sound = fan(56)
    sound[np.floor(at(sound) * 5.0) % 5 == 3] = 0.0
    assert "noise gate" in found(sound).what


def test_a_compressor_does_nothing_to_a_steady_machine():
    assert found(compressor(fan(57), RATE_HZ, 12.0)).grade is Grade.PASSED


@pytest.mark.parametrize("room_db", [12.0, 20.0])
@pytest.mark.parametrize(
    "running",
    [
        lambda t: t < 4.0,
        lambda t: np.exp(-np.maximum(t - 1.0, 0.0)),
        lambda t: t > 4.0,
        lambda t: np.sin(2.0 * np.pi * t / 2.5) > 0.0,
    ],
    ids=["switched off", "dying away", "switched on", "on and off"],
)
def test_a_machine_that_is_switched_is_no_filter(running: Callable[[NDArray], NDArray], room_db: float):
    sound = fan(60)
    heard = sound * running(at(sound)).astype(np.float32) + workshop(len(sound), sound, room_db)
    assert found(heard).grade is Grade.PASSED


@pytest.mark.parametrize(
    "speed",
    [
        lambda t: np.maximum(0.45, 1.0 - 0.2 * np.maximum(t - 0.5, 0.0)),
        lambda t: np.minimum(1.0, 0.5 + 0.15 * t),
        lambda t: 1.0 + 0.12 * np.sin(2.0 * np.pi * t / 3.0),
    ],
    ids=["runs down", "runs up", "speed varies"],
)
def test_a_machine_that_changes_its_speed_is_no_filter(speed: Callable[[NDArray], NDArray]):
    long = fan(61, 16.0)
    now = speed(np.arange(10 * RATE_HZ) / RATE_HZ)
    sound = np.interp(np.cumsum(now) / RATE_HZ, at(long), long) * now**2.5
    heard = (sound + workshop(len(sound), long, 25.0)).astype(np.float32)
    assert found(heard).grade is Grade.PASSED


def test_nothing_and_too_little_are_not_measured():
    meter = ProcessingMeter()
    assert meter.finding() == Finding(Check.PROCESSING, Grade.PASSED, "not measured")
    meter.add(np.zeros((0, BANDS), np.float32))
    meter.add(np.full((100, BANDS), -60.0, np.float32))
    assert meter.finding().value == "not measured"
    meter.add(np.full((60, BANDS), -60.0, np.float32))
    assert meter.finding().value == "none noticed"


def test_silence_and_a_dead_start_are_no_filter():
    assert found(np.zeros(10 * RATE_HZ, np.float32)).grade is Grade.PASSED
    late = fan(62)
    late[: RATE_HZ // 2] = 0.0
    assert found(late).grade is Grade.PASSED


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=8))
def test_it_does_not_matter_how_the_rows_come(sizes: list[int]):
    rows = levels(voice_focus(fan(63, 8.0), RATE_HZ, 12.0))
    whole, pieces = ProcessingMeter(), ProcessingMeter()
    whole.add(rows)
    start = 0
    for size in [*sizes, len(rows)]:
        pieces.add(rows[start : start + size])
        pieces.finding()
        start += size
    assert pieces.finding() == whole.finding()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 700), st.floats(0.0, 60.0))
def test_any_levels_give_a_finding(seed: int, count: int, swing_db: float):
    random = np.random.default_rng(seed)
    rows = np.clip(-90.0 + swing_db * random.standard_normal((count, BANDS)), -120.0, 20.0)
    meter = ProcessingMeter()
    meter.add(rows.astype(np.float32))
    told = meter.finding()
    assert told.check is Check.PROCESSING
    assert bool(told.what) == bool(told.to_do) == (told.grade is not Grade.PASSED)


def test_what_was_seen_at_the_start_is_still_told_after_an_hour():
    meter = ProcessingMeter()
    rows = levels(voice_focus(fan(64, 20.0), RATE_HZ, 15.0))
    meter.add(rows)
    first = meter.finding()
    for _ in range(180):
        meter.add(rows[500:])
    meter.add(levels(fan(65)))
    assert first.grade is Grade.FAILED
    assert meter.finding().grade is Grade.FAILED


def test_what_comes_later_does_not_hide_it():
    filtered = voice_focus(fan(66, 12.0), RATE_HZ, 15.0)
    told = found(np.concatenate((filtered, fan(67, 12.0))))
    assert told.grade is Grade.FAILED


def test_dips_are_between_two_stretches_of_the_usual_level():
    rows = np.random.default_rng(5).normal(-60.0, 1.0, (500, BANDS)).astype(np.float32)

    def told(first: int) -> Grade:
        dipped = rows.copy()
        dipped[first : first + 35] -= 2.2
        for begin in (first, first + 20):
            dipped[begin : begin + 15] -= 8.0
        meter = ProcessingMeter()
        meter.add(dipped)
        return meter.finding().grade

    assert told(250) is Grade.NOTED
    assert told(0) is Grade.PASSED
    assert told(465) is Grade.PASSED


def test_memory_stays_flat():
    def held(meter: ProcessingMeter) -> int:
        return sum(value.nbytes for value in vars(meter).values() if isinstance(value, np.ndarray))

    meter = ProcessingMeter()
    begun = held(meter)
    for _ in range(100):
        meter.add(np.full((1000, BANDS), -50.0, np.float32))
    assert held(meter) == begun < 200_000
    assert all(isinstance(value, np.ndarray | int | Finding | None) for value in vars(meter).values())


@pytest.mark.data
@pytest.mark.slow
def test_no_real_machine_is_taken_for_a_filter(data_folder: Path):
    files = sorted((data_folder / "wav").rglob("*.wav"))
    assert len(files) == 45
    for path in files:
        sound, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        assert found(sound, rate_hz).grade is Grade.PASSED, path
        if "uav" in path.parts:
            for part in (sound[12 * rate_hz :], sound[: 10 * rate_hz], sound[-12 * rate_hz :]):
                assert found(np.ascontiguousarray(part), rate_hz).grade is Grade.PASSED, path


@pytest.mark.data
@pytest.mark.slow
def test_suppressed_real_machines_fail(data_folder: Path):
    files = sorted((data_folder / "wav" / "mimii").rglob("*.wav"))
    for suppress in (quantile_wiener, voice_focus):
        failed = 0
        for path in files:
            sound, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
            mono = sound.mean(axis=1).astype(np.float32)
            failed += found(suppress(mono, rate_hz, 15.0), rate_hz).grade is Grade.FAILED
        assert failed >= 0.9 * len(files), suppress.__name__
