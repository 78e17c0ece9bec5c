"""AUC and pAUC as everyone else computes them."""

import math

import numpy as np
import pytest

from training.metrics import auc, partial_auc, share_at_least


def test_perfect_chance_and_reversed():
    assert auc([0, 1], [2, 3]) == 1.0
    assert auc([2, 3], [0, 1]) == 0.0
    assert auc([1, 1], [1, 1]) == 0.5
    assert partial_auc([0, 1], [2, 3]) == pytest.approx(1.0)


def test_one_side_empty_is_not_a_number():
    assert math.isnan(auc([1], []))
    assert math.isnan(partial_auc([], [1]))
    assert math.isnan(share_at_least([], 1))


def test_share_counts_the_threshold_itself():
    assert share_at_least([0.9, 1.0, 1.1, 1.2], 1.0) == 0.75


@pytest.mark.training
def test_agrees_with_scikit_learn_ties_included():
    sklearn_metrics = pytest.importorskip("sklearn.metrics", reason="needs the training extra")
    random = np.random.default_rng(0)
    for _ in range(100):
        healthy = random.integers(0, 20, random.integers(1, 50)).astype(float)
        faulty = random.integers(0, 25, random.integers(1, 50)).astype(float)
        truth = np.r_[np.zeros(len(healthy)), np.ones(len(faulty))]
        scores = np.r_[healthy, faulty]
        assert auc(healthy, faulty) == pytest.approx(sklearn_metrics.roc_auc_score(truth, scores), abs=1e-12)
        assert partial_auc(healthy, faulty) == pytest.approx(
            sklearn_metrics.roc_auc_score(truth, scores, max_fpr=0.1), abs=1e-12
        )
