"""The judge in torch and in onnxruntime, and what it must not be moved by."""

from pathlib import Path

import numpy as np
import pytest

from app.acoustics.bands import TRUSTED_BANDS
from app.diagnosis.model import Model
from tests.training.made_up import machine, three

pytestmark = pytest.mark.training
DB = 10 / np.log(10)


@pytest.fixture(scope="module")
def judge(torch_ready: None):
    from training.fit import Settings, fit_judge

    return fit_judge(three(), Settings())


def scores(judge, clips: np.ndarray, baseline: np.ndarray) -> np.ndarray:
    from training.trials import scorer_of

    return scorer_of(judge)(clips, baseline)


@pytest.mark.parametrize("n", [1, 2, 5, 17])
@pytest.mark.parametrize("k", [1, 2, 7])
def test_torch_and_onnxruntime_agree_for_any_n_and_k(made_up_model: Path, n: int, k: int):
    import torch

    from training.fit import Settings
    from training.trained import train_on

    trained = train_on(three(), Settings(enrolments=2))
    other = machine("never heard", 9)
    clips, baseline = other.faulty("-6dB")[:k], other.healthy("-6dB")[:n]
    score, excess_db = Model.load(made_up_model).judge(clips, baseline)
    with torch.no_grad():
        expected = [part.numpy() for part in trained.judge(torch.from_numpy(clips), torch.from_numpy(baseline))]
    assert score.shape == (k,)
    np.testing.assert_allclose(score, expected[0], rtol=1e-4)
    np.testing.assert_allclose(excess_db, expected[1], atol=1e-4)


def test_the_loop_in_onnx_solves_equations(torch_ready: None):
    from training.elimination import eliminate

    random = np.random.default_rng(0)
    half = random.standard_normal((40, 40))
    matrix, right = half @ half.T + 0.01 * np.eye(40), random.standard_normal((40, 3))
    np.testing.assert_allclose(eliminate(matrix, right), np.linalg.solve(matrix, right), rtol=1e-6, atol=1e-9)


def test_excess_is_the_difference_in_db_without_the_overall_level(judge):
    import torch

    fan = machine("never heard", 9)
    clips, baseline = fan.faulty("+6dB")[:2], fan.healthy("+6dB")[:5]
    excess_db = judge(torch.from_numpy(clips), torch.from_numpy(baseline))[1].numpy()
    plain = DB * (clips - baseline.mean(axis=0))
    level = plain[:, :TRUSTED_BANDS].mean(axis=1, keepdims=True)
    np.testing.assert_allclose(excess_db, plain - level, atol=1e-4)


def test_what_the_recorders_filter_does_at_the_top_is_not_judged(judge):
    fan = machine("never heard", 9)
    clips, baseline = fan.faulty("+6dB")[:4].copy(), fan.healthy("+6dB")[:5]
    expected = scores(judge, clips, baseline)
    clips[:, TRUSTED_BANDS:] -= np.float32(4.4)
    np.testing.assert_allclose(scores(judge, clips, baseline), expected, rtol=1e-5)


def test_another_gain_changes_nothing(judge):
    fan = machine("never heard", 9)
    clips, baseline = fan.faulty("+6dB")[:6], fan.healthy("+6dB")[:5]
    expected = scores(judge, clips, baseline)
    np.testing.assert_allclose(scores(judge, clips + np.float32(2.3), baseline), expected, rtol=1e-3)
    both = scores(judge, clips - np.float32(4.6), baseline - np.float32(4.6))
    np.testing.assert_allclose(both, expected, rtol=1e-3)


def test_order_of_the_baseline_and_company_of_other_clips_do_not_matter(judge):
    fan = machine("never heard", 9)
    clips, baseline = fan.faulty("+6dB")[:6], fan.healthy("+6dB")[:5]
    expected = scores(judge, clips, baseline)
    np.testing.assert_allclose(scores(judge, clips, baseline[::-1].copy()), expected, rtol=1e-4)
    np.testing.assert_allclose(scores(judge, clips[2:3], baseline), expected[2:3], rtol=1e-4)


def test_a_restless_machine_is_judged_by_its_own_restlessness(judge):
    fan = machine("never heard", 9)
    baseline = fan.healthy("+6dB")[:8]
    restless = baseline.mean(axis=0) + 4 * (baseline - baseline.mean(axis=0))
    clip = fan.faulty("+6dB")[:1]
    assert scores(judge, clip, restless)[0] < 0.5 * scores(judge, clip, baseline)[0]


def test_faults_score_higher_than_healthy_clips_of_a_machine_never_heard(judge):
    from training.metrics import auc

    fan = machine("never heard", 9)
    healthy = scores(judge, fan.healthy("+6dB")[5:], fan.healthy("+6dB")[:5])
    faulty = scores(judge, fan.faulty("+6dB"), fan.healthy("+6dB")[:5])
    assert auc(healthy, faulty) > 0.95
