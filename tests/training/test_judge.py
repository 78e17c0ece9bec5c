"""The judge in torch and in onnxruntime, and what it must not be moved by."""

import numpy as np
import onnxruntime
import pytest

from app.acoustics.bands import TRUSTED_BANDS
from tests.training.made_up import machine, three

pytestmark = pytest.mark.training
DB = 10 / np.log(10)


@pytest.fixture(scope="module")
def judge(torch_ready: None):
    from training.fit import fit_judge
    from training.settings import settings_for

    return fit_judge(three(), settings_for("fan"))


def scores(judge, clips: np.ndarray, baseline: np.ndarray, level_counts: bool = False) -> np.ndarray:
    from training.trials import score_of, scorer_of

    return score_of(scorer_of(judge, level_counts)(clips, baseline))


@pytest.mark.parametrize("level_counts", [False, True])
@pytest.mark.parametrize("n", [1, 2, 5, 17])
@pytest.mark.parametrize("k", [1, 2, 7])
def test_torch_and_onnxruntime_agree_for_any_n_and_k(exported, n: int, k: int, level_counts: bool):
    import torch

    judge, path = exported
    other = machine("never heard", 9)
    clips, baseline = other.faulty("-6dB")[:k], other.healthy("-6dB")[:n]
    session = onnxruntime.InferenceSession(path)
    flag = np.array([level_counts], np.float32)
    found = session.run(None, {"clips": clips, "baseline": baseline, "level_counts": flag})
    with torch.no_grad():
        expected = judge(*(torch.from_numpy(part) for part in (clips, baseline, flag)))
    assert [output.name for output in session.get_outputs()] == ["score", "excess_db", "noisier_db", "strange"]
    assert found[0].shape == found[2].shape == found[3].shape == (k,)
    np.testing.assert_allclose(found[0], expected[0], rtol=1e-4)
    for output in (1, 2, 3):
        np.testing.assert_allclose(found[output], expected[output], atol=1e-4, rtol=1e-4)


@pytest.fixture(scope="module", params=["fan", "slider"])
def exported(request: pytest.FixtureRequest, torch_ready: None, tmp_path_factory: pytest.TempPathFactory):
    """A judge with all its parts and one with the fewest, each with its file."""
    from training.everyday import synthesised_sounds
    from training.export import write_judge
    from training.fit import fit_judge
    from training.settings import settings_for
    from training.strange_fit import fit_strange

    strange = fit_strange(three(), synthesised_sounds()) if request.param == "fan" else None
    judge = fit_judge(three(), settings_for(request.param), strange=strange)
    path = tmp_path_factory.mktemp("judge") / "judge.onnx"
    write_judge(judge, path)
    return judge, path


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
    excess_db = judge(torch.from_numpy(clips), torch.from_numpy(baseline), torch.zeros(1))[1].numpy()
    plain = DB * (clips - baseline.mean(axis=0))
    level = plain[:, :TRUSTED_BANDS].mean(axis=1, keepdims=True)
    np.testing.assert_allclose(excess_db, plain - level, atol=1e-4)


def test_what_the_recorders_filter_does_at_the_top_is_not_judged(judge):
    fan = machine("never heard", 9)
    clips, baseline = fan.faulty("+6dB")[:4].copy(), fan.healthy("+6dB")[:5]
    expected = scores(judge, clips, baseline)
    clips[:, TRUSTED_BANDS:] -= np.float32(4.4)
    np.testing.assert_allclose(scores(judge, clips, baseline), expected, rtol=1e-5)


def test_solving_by_halves_is_solving(torch_ready: None):
    import torch

    from training.solve import solve_by_halves

    random = np.random.default_rng(0)
    half = random.standard_normal((124, 124))
    matrix = torch.tensor(half @ half.T + 0.1 * np.eye(124))
    right = torch.tensor(random.standard_normal((124, 5)))
    np.testing.assert_allclose(solve_by_halves(matrix, right), torch.linalg.solve(matrix, right), atol=1e-8)


def test_louder_counts_only_where_the_microphone_stands_still(judge):
    fan = machine("never heard", 9)
    clips, baseline = fan.healthy("+6dB")[5:9], fan.healthy("+6dB")[:5]
    louder = clips + np.float32(1.5)
    assert (scores(judge, louder, baseline, True) > 1.5 * scores(judge, clips, baseline, True)).all()
    np.testing.assert_allclose(scores(judge, louder, baseline), scores(judge, clips, baseline), rtol=1e-3)


def test_more_noise_than_in_the_baseline_reads_as_noisier(judge):
    from training.trials import scorer_of

    fan = machine("never heard", 9)
    same = scorer_of(judge)(fan.healthy("+6dB")[5:], fan.healthy("+6dB")[:5])[:, 1]
    more = scorer_of(judge)(fan.healthy("-6dB")[5:], fan.healthy("+6dB")[:5])[:, 1]
    assert abs(np.median(same)) < 1.5
    assert np.median(more) > np.median(same) + 3


@pytest.mark.parametrize("level_counts", [False, True])
def test_a_clip_that_is_the_baseline_has_a_score_all_the_same(judge, level_counts: bool):
    one = machine("never heard", 9).healthy("+6dB")[:1]
    for clip in (one, one + np.float32(1.0), np.zeros_like(one)):
        (score,) = scores(judge, clip, one, level_counts)
        assert np.isfinite(score) and score > 0


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
