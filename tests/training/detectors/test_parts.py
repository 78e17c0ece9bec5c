"""The mathematics inside the detectors, each against something independent."""

import numpy as np
import pytest

from tests.training.made_up import three
from training.data import MachineSound
from training.detectors.base import thinned
from training.detectors.logistic import whitening_axes
from training.detectors.own_mahalanobis import FLOOR, shrunk_covariance
from training.detectors.remembered import Remembered
from training.detectors.twfr_gmm import component_means
from training.detectors.whitening import healthy_covariance

pytestmark = pytest.mark.training


@pytest.mark.parametrize("count", [2, 5, 40, 400])
def test_the_shrunk_covariance_is_that_of_scikit_learn(torch_ready: None, count: int):
    from sklearn.covariance import ledoit_wolf

    rows = np.random.default_rng(count).standard_normal((count, 20)) * np.linspace(0.2, 3, 20)
    centred = rows - rows.mean(axis=0)
    expected = ledoit_wolf(centred, assume_centered=True)[0] + FLOOR * np.eye(20)
    np.testing.assert_allclose(shrunk_covariance(centred), expected, rtol=1e-9)


@pytest.mark.parametrize("rows", [np.zeros((1, 6)), np.zeros((5, 6))])
def test_clips_that_are_all_alike_know_no_covariance(rows: np.ndarray):
    np.testing.assert_array_equal(shrunk_covariance(rows), np.eye(6))


@pytest.mark.parametrize("local", [True, False])
def test_whitened_axes_see_healthy_variation_as_one(local: bool):
    covariance = healthy_covariance(three(), level=False)
    axes = whitening_axes(covariance, local=local)
    np.testing.assert_allclose(axes.T @ covariance @ axes, np.eye(128), atol=1e-8)
    assert np.allclose(axes, axes.T, atol=1e-8) is local


def test_the_pooled_covariance_is_around_each_machine_and_noise_level_of_its_own():
    apart = [
        MachineSound(m.type, m.id, {key: rows + 7 * number for number, (key, rows) in enumerate(m.clips.items())})
        for m in three()
    ]
    plain = healthy_covariance(three(), level=True)
    np.testing.assert_allclose(healthy_covariance(apart, level=True), plain, rtol=1e-3, atol=1e-5)
    rows = [m.healthy(snr).astype(float) for m in three() for snr in m.snrs]
    expected = np.mean([np.cov(part.T, bias=True) for part in rows], axis=0)
    np.testing.assert_allclose(plain - 1e-4 * np.eye(128), expected, rtol=1e-6, atol=1e-9)


def test_a_mixture_finds_two_ways_a_machine_runs_and_one_where_clips_are_few():
    random = np.random.default_rng(3)
    slow, fast = np.full(8, -4.0), np.full(8, 4.0)
    rows = np.concatenate([slow + random.standard_normal((4, 8)), fast + random.standard_normal((6, 8))])
    found = component_means(rows)
    np.testing.assert_allclose(sorted(found[:, 0]), sorted([rows[:4, 0].mean(), rows[4:, 0].mean()]), atol=1e-6)
    np.testing.assert_allclose(component_means(rows[:9]), rows[:9].mean(axis=0, keepdims=True))
    np.testing.assert_allclose(component_means(np.zeros((12, 8))), np.zeros((2, 8)))


def test_a_clip_is_computed_once_and_found_again_in_any_company():
    asked: list[int] = []

    def total(clips: np.ndarray) -> np.ndarray:
        asked.append(len(clips))
        return clips.sum(axis=1, dtype=np.float64)

    remembered = Remembered(total)
    clips = np.arange(300, dtype=np.float16).reshape(100, 3)
    np.testing.assert_array_equal(remembered(clips), clips.sum(axis=1))
    np.testing.assert_array_equal(remembered(clips[::-1][:, :]), clips.sum(axis=1)[::-1])
    assert sum(asked) == 100
    assert max(asked) <= 64, "memory stays bounded"
    assert remembered(np.concatenate([clips[:1], clips[:1]])).tolist() == [3.0, 3.0]
    assert remembered(clips[:0]).shape == (0,)


def test_thinning_keeps_the_ends_and_spreads_the_rest():
    rows = np.arange(1000)
    some = thinned(rows, 10)
    assert (some[0], some[-1], len(some)) == (0, 999, 10)
    assert np.ptp(np.diff(some)) <= 1
    assert thinned(rows, 1000) is rows


def test_windows_are_neighbouring_frames_side_by_side(torch_ready: None):
    from training.detectors.autoencoder_network import windows_of

    clips = np.random.default_rng(0).standard_normal((2, 12, 3)).astype(np.float16)
    windows = windows_of(clips)
    assert windows.shape == (2, 8, 15)
    np.testing.assert_array_equal(windows[1, 4], clips[1, 4:9].astype(np.float32).ravel())
