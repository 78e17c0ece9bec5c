"""Average precision and curves as scikit-learn computes them."""

import math

import numpy as np
import pytest

from training.compare.measures import GRID, at_bar, average_precision, precision_curve, roc_curve


def made_up(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    healthy = random.integers(0, 20, random.integers(1, 50)).astype(float)
    return healthy, random.integers(0, 25, random.integers(1, 50)).astype(float)


@pytest.mark.training
def test_average_precision_agrees_with_scikit_learn_ties_included():
    metrics = pytest.importorskip("sklearn.metrics", reason="needs the training extra")
    random = np.random.default_rng(1)
    for _ in range(100):
        healthy, faulty = made_up(random)
        truth = np.r_[np.zeros(len(healthy)), np.ones(len(faulty))]
        expected = metrics.average_precision_score(truth, np.r_[healthy, faulty])
        assert average_precision(healthy, faulty) == pytest.approx(expected, abs=1e-12)


@pytest.mark.training
def test_curves_pass_through_the_points_of_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics", reason="needs the training extra")
    random = np.random.default_rng(2)
    for _ in range(30):
        healthy, faulty = made_up(random)
        truth, scores = np.r_[np.zeros(len(healthy)), np.ones(len(faulty))], np.r_[healthy, faulty]
        false_rate, true_rate, _ = metrics.roc_curve(truth, scores, drop_intermediate=False)
        assert roc_curve(healthy, faulty) == pytest.approx(np.interp(GRID, false_rate, true_rate))
        precision, recall, _ = metrics.precision_recall_curve(truth, scores)
        # The last point of scikit-learn is made up: precision 1 at recall 0.
        best = [max(precision[:-1][recall[:-1] >= least - 1e-12]) for least in GRID]
        assert precision_curve(healthy, faulty) == pytest.approx(best)


@pytest.mark.training
def test_precision_recall_and_f1_agree_with_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics", reason="needs the training extra")
    truth, called = np.array([1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 0, 1, 0, 0, 0])
    (_, false), (missed, hits) = metrics.confusion_matrix(truth, called)
    expected = metrics.precision_recall_fscore_support(truth, called, average="binary")[:3]
    assert tuple(at_bar(hits, missed, false).values()) == pytest.approx(expected)


def test_what_cannot_be_divided_is_unknown():
    assert at_bar(0, 0, 0) == {"precision": None, "recall": None, "f1": None}
    assert at_bar(0, 3, 0) == {"precision": None, "recall": 0.0, "f1": 0.0}
    assert math.isnan(average_precision([], [1.0]))
    with pytest.raises(ValueError, match="healthy and faulty"):
        roc_curve([1.0], [])


def test_a_perfect_and_a_useless_score():
    assert average_precision([0, 1], [2, 3]) == 1.0
    assert roc_curve([0, 1], [2, 3]).min() == 1.0
    assert roc_curve([1, 1], [1, 1]) == pytest.approx(GRID)
