"""From a file to clips: exact lengths and times at any rate, without holding the file."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.problem import Cancelled
from app.domain.quality import Check
from app.recordings.gate import Gate
from app.recordings.listening import RATE_HZ, _To16k, listen
from app.recordings.mono import read_mono, to_mono
from app.recordings.sound_file import open_sound
from tests.recordings.sounds import finding, noise, write

RATES = [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000]


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_ten_seconds_are_one_clip_at_any_rate(tmp_path: Path, rate: int, extra: int):
    path = write(tmp_path / "a.wav", noise(10.0 + extra / rate, rate), rate)
    with open_sound(path) as sound:
        clips = list(listen(sound))
    assert len(clips) == 1
    assert clips[0].start_s == 0.0
    assert len(clips[0].samples) == pytest.approx(160_000, abs=3 if extra else 0)
    assert clips[0].duration_s == len(clips[0].samples) / RATE_HZ


@pytest.mark.parametrize("rate", [16_000, 44_100, 192_000])
@pytest.mark.parametrize(
    ("seconds", "lengths"),
    [(1.99, []), (2.0, [2.0]), (9.5, [9.5]), (11.9, [10.0]), (12.0, [10.0, 2.0]), (25.0, [10.0, 10.0, 5.0])],
)
def test_the_last_piece_counts_from_two_seconds(tmp_path: Path, rate: int, seconds: float, lengths: list[float]):
    with open_sound(write(tmp_path / "a.wav", noise(seconds, rate), rate)) as sound:
        clips = list(listen(sound))
    assert [clip.duration_s for clip in clips] == lengths
    assert [clip.start_s for clip in clips] == [10.0 * k for k in range(len(lengths))]


def test_sixteen_kilohertz_passes_bit_for_bit(tmp_path: Path):
    samples = noise(12.5, 16_000)
    with open_sound(write(tmp_path / "a.wav", samples, 16_000, "FLOAT")) as sound:
        heard = np.concatenate([clip.samples for clip in listen(sound)])
    assert heard.dtype == np.float32
    assert np.array_equal(heard, samples[:, 0])


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000, 192_000])
def test_a_tone_stays_where_it_is_and_as_loud(tmp_path: Path, rate: int):
    tone = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(rate * 10) / rate)
    with open_sound(
        write(tmp_path / "a.wav", np.stack([tone, tone], 1).astype(np.float32), rate, "FLOAT")
    ) as sound:
        (clip,) = listen(sound)
    expected = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(160_000) / RATE_HZ)
    assert np.abs(clip.samples - expected)[800:-800].max() < 1e-3


@given(
    rate=st.sampled_from(RATES) | st.integers(1_000, 400_000),
    blocks=st.lists(st.integers(1, 5_000), min_size=1, max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_as_many_samples_come_out_as_went_in(rate: int, blocks: list[int]):
    resampler = _To16k(rate)
    given_out = sum(len(resampler.add(np.ones(n, np.float32))) for n in blocks) + len(resampler.finish())
    assert given_out == (sum(blocks) * RATE_HZ * 2 + rate) // (2 * rate)


def test_channels_are_averaged_before_anything_else(tmp_path: Path):
    samples = noise(3.0, 16_000, 8)
    with open_sound(write(tmp_path / "a.wav", samples, 16_000, "FLOAT")) as sound:
        (clip,) = listen(sound)
    assert np.allclose(clip.samples, samples.astype(np.float64).mean(axis=1), atol=1e-7)


def test_the_gate_and_the_picture_hear_everything_at_the_files_own_rate(tmp_path: Path):
    samples = noise(11.5, 44_100, 2)
    heard, done = [], []
    with open_sound(write(tmp_path / "a.wav", samples, 44_100, "FLOAT")) as sound:
        gate = Gate(sound.format, sound.missing_frames)
        list(listen(sound, gate, heard.append, done.append))
    assert np.allclose(np.concatenate(heard), to_mono(samples))
    assert done[0] == 1.0
    assert done[-1] == pytest.approx(11.5)
    assert finding(gate.quality(), Check.LENGTH).value == "12 s"


def test_a_wish_to_stop_stops_it_at_once(tmp_path: Path):
    asked = []

    def stop(done_s: float) -> None:
        asked.append(done_s)
        raise Cancelled

    with open_sound(write(tmp_path / "a.wav", noise(30.0))) as sound, pytest.raises(Cancelled):
        list(listen(sound, on_progress=stop))
    assert asked == [1.0]


def test_memory_does_not_grow_with_the_length(tmp_path: Path):
    def peak(seconds: int) -> int:
        path = write(tmp_path / f"{seconds}.wav", np.tile(noise(10.0, 48_000, 2), (seconds // 10, 1)), 48_000)
        tracemalloc.start()
        with open_sound(path) as sound:
            gate = Gate(sound.format, sound.missing_frames)
            count = sum(1 for _ in listen(sound, gate))
        gate.quality()
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == seconds // 10
        return most

    short, long = peak(30), peak(240)
    assert long < 1.2 * short
    assert long < 20e6


def test_a_stretch_for_the_loudspeaker_comes_at_its_own_rate(tmp_path: Path):
    samples = noise(5.0, 44_100, 2)
    path = write(tmp_path / "a.wav", samples, 44_100, "FLOAT")
    mono, rate = read_mono(path, 1.0, 2.5)
    assert rate == 44_100
    assert mono.dtype == np.float32
    assert np.allclose(mono, samples[44_100:110_250].mean(axis=1), atol=1e-7)
    assert len(read_mono(path)[0]) == len(samples)
    assert len(read_mono(path, 4.0, 99.0)[0]) == 44_100
    assert len(read_mono(path, 9.0, 99.0)[0]) == 0
    assert len(read_mono(path, 3.0, 2.0)[0]) == 0
