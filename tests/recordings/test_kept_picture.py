"""A damaged picture is no picture, and never an error."""

import io

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.take import SoundPicture
from app.recordings.kept_picture import pack, unpack

LEVEL = np.linspace(-90, -20, 600, dtype=np.float32).reshape(20, 30)
WAVE = np.linspace(-1, 1, 30, dtype=np.float32)
PACKED = pack(SoundPicture(0.0, 3.0, WAVE, WAVE, LEVEL, np.arange(20, dtype=np.float32)))


def check(data: bytes) -> None:
    picture = unpack(io.BytesIO(data))
    if picture is not None:
        assert np.abs(picture.level_db - LEVEL).max() < 0.2
        assert np.abs(picture.wave_low - WAVE).max() < 1e-3


@given(st.lists(st.tuples(st.integers(0, len(PACKED) - 1), st.integers(0, 255)), min_size=1, max_size=6))
@settings(max_examples=400, deadline=None)
def test_changed_bytes(changes: list[tuple[int, int]]):
    damaged = bytearray(PACKED)
    for place, byte in changes:
        damaged[place] = byte
    check(bytes(damaged))


@given(st.integers(0, len(PACKED) - 1))
def test_cut_off(length: int):
    assert unpack(io.BytesIO(PACKED[:length])) is None


@given(st.binary(max_size=200))
def test_anything_else(data: bytes):
    assert unpack(io.BytesIO(data)) is None


def test_an_archive_of_other_arrays():
    out = io.BytesIO()
    np.savez(out, span=np.zeros(4), wave=np.zeros((2, 3)), level=np.zeros((5, 4)), frequency=np.zeros(5))
    assert unpack(io.BytesIO(out.getvalue())) is None


def test_whole_it_is_a_picture():
    picture = unpack(io.BytesIO(PACKED))
    assert picture is not None
    assert np.abs(picture.level_db - LEVEL).max() < 0.2
