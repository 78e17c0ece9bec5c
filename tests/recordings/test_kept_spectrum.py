"""A damaged spectrum is no spectrum, and never an error."""

import io
import zlib

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acoustics.fine_spectrum import BEATS, LINES, FineSpectrum
from app.recordings.kept_spectrum import pack, unpack

RNG = np.random.default_rng(1)
KEPT = FineSpectrum(
    RNG.uniform(-130, -20, LINES).astype(np.float32), RNG.uniform(-40, -5, BEATS).astype(np.float32), 27
)
PACKED = pack(KEPT)


def test_it_comes_back_to_a_quarter_of_a_decibel():
    back = unpack(io.BytesIO(PACKED))
    assert back is not None
    assert back.looks == 27
    assert np.abs(back.level_db - KEPT.level_db).max() < 0.25
    assert np.abs(back.beat_db - KEPT.beat_db).max() < 0.25
    assert len(PACKED) < 24_000


@given(st.lists(st.tuples(st.integers(0, len(PACKED) - 1), st.integers(0, 255)), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_changed_bytes(changes: list[tuple[int, int]]):
    damaged = bytearray(PACKED)
    for place, byte in changes:
        damaged[place] = byte
    back = unpack(io.BytesIO(bytes(damaged)))
    assert back is None or np.abs(back.level_db - KEPT.level_db).max() < 0.25


@given(st.binary(max_size=200))
@settings(max_examples=50)
def test_anything_else(data: bytes):
    assert unpack(io.BytesIO(data)) is None


def test_another_fineness_is_measured_anew():
    for other in (b"ESF2" + bytes(36 + LINES + BEATS), b"ESF1" + bytes(100), b"ESF1" + bytes(10_000_000)):
        assert unpack(io.BytesIO(zlib.compress(other))) is None


@given(st.integers(0, len(PACKED) - 1))
@settings(max_examples=30)
def test_cut_off(length: int):
    assert unpack(io.BytesIO(PACKED[:length])) is None
