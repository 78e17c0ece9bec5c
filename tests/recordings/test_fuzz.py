"""No damage to a file raises anything but a Problem, or keeps anybody waiting."""

import io
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.problem import Problem
from app.recordings.gate import Gate
from app.recordings.listening import listen
from app.recordings.recorded_at import recorded_at
from app.recordings.sound_file import open_sound
from tests.recordings.sounds import noise, write

FORMS = [
    ("WAV", "PCM_16"),
    ("WAV", "FLOAT"),
    ("WAV", "IMA_ADPCM"),
    ("WAVEX", "PCM_24"),
    ("RF64", "PCM_16"),
    ("W64", "PCM_16"),
    ("FLAC", "PCM_16"),
    ("OGG", "VORBIS"),
    ("MP3", "MPEG_LAYER_III"),
    ("AIFF", "PCM_16"),
    ("AU", "ULAW"),
    ("CAF", "PCM_16"),
]
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@lru_cache
def whole(folder: Path, form: str, subtype: str) -> bytes:
    return write(folder / "whole", noise(0.7, channels=2), 16_000, subtype, form).read_bytes()


def use(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    recorded_at(path)
    said = Problem("Nothing.", "Nothing.")
    try:
        with open_sound(path) as sound:
            gate = Gate(sound.format, sound.missing_frames)
            total_s = sum(clip.duration_s for clip in listen(sound, gate))
            gate.quality()
            assert total_s <= sound.format.duration_s + 1e-3
            assert sound.missing_frames >= 0
    except Problem as problem:
        said = problem
    assert said.what.endswith(".")
    assert said.to_do.endswith(".")


@FEW
@given(
    data=st.binary(max_size=3000),
    start=st.sampled_from([b"", b"RIFF", b"fLaC", b"OggS", b"\xff\xfb\x90\x40", b"ID3"]),
)
def test_random_bytes(tmp_path: Path, start: bytes, data: bytes):
    use(tmp_path / "a.wav", start + data)


@FEW
@given(data=st.binary(max_size=400))
def test_random_bytes_behind_a_riff_header(tmp_path: Path, data: bytes):
    use(tmp_path / "a.wav", b"RIFF\xff\xff\0\0WAVE" + data)


@pytest.mark.parametrize(("form", "subtype"), FORMS)
@FEW
@given(data=st.data())
def test_cut_off_anywhere(tmp_path: Path, form: str, subtype: str, data: st.DataObject):
    full = whole(tmp_path, form, subtype)
    use(tmp_path / "a.wav", full[: data.draw(st.integers(0, len(full)) | st.integers(0, 200))])


@pytest.mark.parametrize(("form", "subtype"), FORMS)
@FEW
@given(data=st.data())
def test_bytes_changed_anywhere(tmp_path: Path, form: str, subtype: str, data: st.DataObject):
    damaged = bytearray(whole(tmp_path, form, subtype))
    places = st.integers(0, len(damaged) - 1) | st.integers(0, min(120, len(damaged) - 1))
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)):
        damaged[place] = byte
    use(tmp_path / "a.wav", bytes(damaged))


def test_a_chain_of_empty_chunks_does_not_keep_anyone_waiting(tmp_path: Path):
    out = io.BytesIO(b"RIFF\xff\xff\xff\xffWAVE" + b"junk\0\0\0\0" * 200_000)
    use(tmp_path / "a.wav", out.getvalue())
