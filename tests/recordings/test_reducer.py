"""Fewer samples a second: what is kept stays as it was, what would fold back is gone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.recordings.reducer import Reducer, passed


def tone(part_of_new_rate: float, factor: int, count: int) -> np.ndarray:
    return np.sin(2 * np.pi * part_of_new_rate / factor * np.arange(count)).astype(np.float32)


@pytest.mark.parametrize(("factor", "hop"), [(2, 441), (3, 320), (4, 441), (12, 320), (48, 320)])
def test_a_tone_comes_out_as_strong_as_is_said_and_eight_samples_late(factor: int, hop: int):
    for part in (0.01, 0.2, 0.35, 0.44):
        out = Reducer(factor, hop).add(tone(part, factor, 4_000 * factor))[100:]
        assert np.sqrt(2.0) * out.std() == pytest.approx(float(np.sqrt(passed(factor, np.array(part)))), rel=0.02)
    expected = np.sin(2 * np.pi * 0.2 * (np.arange(100, 200) - 8.0 + 0.5 + 0.5 / factor * (factor - 1)))
    late = Reducer(factor, hop).add(tone(0.2, factor, 300 * factor))[100:200]
    assert np.abs(late - expected).max() < 0.01


@pytest.mark.parametrize("factor", [2, 3, 12])
def test_what_would_fold_into_the_bands_is_a_thousandth(factor: int):
    for part in (0.556, 0.6, 0.99, 1.0, 1.01, 1.4):
        if part < factor / 2:
            assert np.abs(Reducer(factor, 320).add(tone(part, factor, 2_000 * factor))[40:]).max() < 1.1e-3


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 13), st.integers(1, 700), st.lists(st.integers(0, 2_000), max_size=10))
def test_any_blocks_give_the_same(factor: int, hop: int, sizes: list[int]):
    sound = np.random.default_rng(1).standard_normal(5_000).astype(np.float32)
    pieces, parts, at = Reducer(factor, hop), [], 0
    for size in [*sizes, len(sound)]:
        parts.append(pieces.add(sound[at : at + size]))
        at += size
    assert np.allclose(np.concatenate(parts), Reducer(factor, hop).add(sound), atol=1e-5)


def test_whole_hops_in_are_whole_hops_out():
    for factor, hop in ((2, 441), (3, 320), (12, 320)):
        assert len(Reducer(factor, hop).add(np.zeros(7 * hop * factor, np.float32))) == 7 * hop
