"""SpecAugment hides stripes and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.augment.spectrogram import spec_augment


def picture(frames: int, bands: int, dtype: type = np.float32) -> np.ndarray:
    return np.arange(1, frames * bands + 1, dtype=np.float64).reshape(frames, bands).astype(dtype)


@given(st.integers(0, 10_000), st.integers(1, 80), st.integers(1, 64), st.integers(0, 4), st.integers(0, 4))
def test_what_is_hidden_are_whole_stripes_set_to_the_mean(
    seed: int, frames: int, bands: int, of_bands: int, of_time: int
):
    whole = picture(frames, bands, np.float64)
    hidden = spec_augment(
        whole, np.random.default_rng(seed), bands=of_bands, widest_bands=6, moments=of_time, longest_frames=10
    )
    changed = hidden != whole
    np.testing.assert_allclose(hidden[changed], whole.mean())
    # The mean may be a value of the picture itself, so a stripe may look one cell short of whole.
    rows, columns = changed.sum(axis=1) >= bands - 1, changed.sum(axis=0) >= frames - 1
    assert (changed <= rows[:, None] | columns[None, :] | (hidden == whole.mean())).all()
    assert changed.any(axis=0).sum() <= bands and (of_bands or of_time or not changed.any())


@given(st.integers(0, 10_000))
def test_no_more_is_hidden_than_was_asked(seed: int):
    whole = picture(100, 64, np.float64)
    in_time = spec_augment(whole, np.random.default_rng(seed), bands=0, moments=2, longest_frames=10)
    in_bands = spec_augment(whole, np.random.default_rng(seed), bands=2, widest_bands=5, moments=0)
    assert (in_time != whole).any(axis=1).sum() <= 20
    assert (in_bands != whole).any(axis=0).sum() <= 10


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_the_seed_decides_and_the_picture_stays(dtype: type):
    whole = picture(50, 32, dtype)
    before = whole.copy()
    one, same, other = (spec_augment(whole, np.random.default_rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other) and one.dtype == dtype
    np.testing.assert_array_equal(whole, before)
