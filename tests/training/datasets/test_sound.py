"""Clips as they are cut, mixed down and resampled: the same sound that the app hears."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from app.recordings.listening import listen
from app.recordings.sound_file import open_sound
from tests.training.datasets.trees import noise, write
from training.datasets.sound import DamagedSound, clips_of, cuts


@pytest.mark.parametrize(
    ("length_s", "skip_s", "clip_s", "expected"),
    [
        (10.0, 0, 10, [(0, 10)]),
        (11.9, 0, 10, [(0, 10)]),
        (12.0, 0, 10, [(0, 10), (10, 2)]),
        (1.99, 0, 10, []),
        (42.0, 12, 10, [(12, 10), (22, 10), (32, 10)]),
        (12.5, 12, 10, []),
        (7.9, 0, 2, [(0, 2), (2, 2), (4, 2)]),
    ],
)
def test_ten_seconds_and_a_rest_of_two(length_s: float, skip_s: float, clip_s: float, expected: list):
    assert cuts(length_s, skip_s, clip_s) == expected


@given(st.floats(0, 1000), st.floats(0, 30))
def test_clips_never_overlap_and_never_leave_the_take(length_s: float, skip_s: float):
    found = cuts(length_s, skip_s)
    assert all(
        2 <= length <= 10 and skip_s <= start and start + length <= length_s + 1e-9 for start, length in found
    )
    assert all(after[0] >= before[0] + before[1] - 1e-9 for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("rate_hz", "channels"), [(16000, 1), (16000, 8), (44100, 2), (48000, 1), (11025, 1), (8000, 3)]
)
def test_every_clip_is_what_the_app_hears(tmp_path: Path, rate_hz: int, channels: int):
    path = write(tmp_path / "Lüfter 1.WAV", seconds=13.3, rate_hz=rate_hz, channels=channels)
    clips = clips_of(path)
    with open_sound(path) as sound:
        heard = list(listen(sound))
    assert [clip.start_s for clip in clips] == [clip.start_s for clip in heard]
    for clip, expected in zip(clips, heard, strict=True):
        samples = clip.read()
        assert samples.dtype == np.float32 and abs(len(samples) - len(expected.samples)) <= 1
        same = min(len(samples), len(expected.samples))
        np.testing.assert_allclose(samples[:same], expected.samples[:same], atol=2e-5)


@pytest.mark.parametrize("kind", ["FLAC", "OGG", "MP3"])
def test_other_kinds_of_files_are_read(tmp_path: Path, kind: str):
    soundfile.write(tmp_path / f"take.{kind.lower()}", noise(3.0, channels=2), 16000, format=kind)
    (clip,) = clips_of(tmp_path / f"take.{kind.lower()}")
    assert len(clip.read()) == pytest.approx(48000, abs=1600)


def test_a_file_that_changes_after_it_was_looked_at_is_damaged(tmp_path: Path):
    path = write(tmp_path / "a.wav", seconds=12)
    clips = clips_of(path)
    write(path, seconds=3)
    with pytest.raises(DamagedSound, match="ends earlier"):
        clips[1].read()
    path.unlink()
    with pytest.raises(DamagedSound, match="can't be read"):
        clips[0].read()


def test_numbers_that_are_no_sound_are_damage(tmp_path: Path):
    samples = noise()
    samples[100] = np.nan
    soundfile.write(tmp_path / "a.wav", samples, 16000, subtype="FLOAT")
    (clip,) = clips_of(tmp_path / "a.wav")
    with pytest.raises(DamagedSound, match="no sound"):
        clip.read()


def test_a_name_with_broken_characters_can_be_read(tmp_path: Path):
    path = tmp_path / "L\udcfcfter.wav"
    try:
        write(path)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such names")
    assert len(clips_of(path)[0].read()) == 32000


def test_a_streamed_wav_whose_size_was_never_put_right_counts(tmp_path: Path):
    path = write(tmp_path / "a.wav", seconds=3)
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    assert len(clips_of(path)) == 1


def test_a_cut_is_seen_behind_a_note_of_odd_length(tmp_path: Path):
    whole = write(tmp_path / "a.wav", seconds=4).read_bytes()
    note = b"LIST\x05\x00\x00\x00abcde\x00"
    noted = whole[:12] + note + whole[12:]
    (tmp_path / "a.wav").write_bytes(noted)
    assert len(clips_of(tmp_path / "a.wav")) == 1
    (tmp_path / "a.wav").write_bytes(noted[: len(noted) // 2])
    with pytest.raises(DamagedSound, match="50 % of it is missing"):
        clips_of(tmp_path / "a.wav")


@given(st.binary(max_size=200))
def test_any_bytes_are_sound_or_damage(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    path = tmp_path_factory.getbasetemp() / "any.wav"
    path.write_bytes(b"RIFF\x40\x00\x00\x00WAVE" + content)
    with pytest.raises(DamagedSound):
        clips_of(path)
