"""Measures beyond `training.metrics`: average precision, the confusion matrix, and curves for pictures."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Curve = NDArray[np.float64]
GRID = np.linspace(0, 1, 101)
"""Where curves are read off: false alarms of a ROC curve, recall of a precision-recall curve."""


def average_precision(healthy: ArrayLike, faulty: ArrayLike) -> float:
    """PR-AUC: mean over the faulty of the precision at their score, no interpolation; nan where one side is empty.

    It depends on how many of the takes are faulty: chance is their share.
    """
    low, high = np.sort(np.asarray(healthy, float)), np.sort(np.asarray(faulty, float))
    if not low.size or not high.size:
        return float("nan")
    hits = high.size - np.searchsorted(high, high, "left")
    false = low.size - np.searchsorted(low, high, "left")
    return float(np.mean(hits / (hits + false)))


def roc_curve(healthy: ArrayLike, faulty: ArrayLike) -> Curve:
    """Share of faulty takes found `[101]` at each share of false alarms in `GRID`; straight between the points."""
    low, high, cuts = _sides(healthy, faulty)
    false_rate = np.r_[0, 1 - np.searchsorted(low, cuts, "left") / low.size]
    true_rate = np.r_[0, 1 - np.searchsorted(high, cuts, "left") / high.size]
    # Where the curve rises straight up the upper end counts, which `interp` takes at the last of equal points.
    return np.asarray(np.interp(GRID, false_rate, true_rate))


def precision_curve(healthy: ArrayLike, faulty: ArrayLike) -> Curve:
    """Best precision `[101]` that finds at least each share of the faulty in `GRID`."""
    low, high, cuts = _sides(healthy, faulty)
    hits = high.size - np.searchsorted(high, cuts, "left")
    false = low.size - np.searchsorted(low, cuts, "left")
    best = np.maximum.accumulate((hits / np.maximum(hits + false, 1))[::-1])[::-1]
    first = np.searchsorted(hits / high.size, GRID - 1e-12, "left")
    return np.asarray(best[first])


def at_bar(hits: float, missed: float, false: float) -> dict[str, float | None]:
    """Precision, recall and F1 of counts; None where nothing was there to divide by."""
    precision = hits / (hits + false) if hits + false else None
    recall = hits / (hits + missed) if hits + missed else None
    f1 = 2 * hits / (2 * hits + false + missed) if hits + missed else None
    return {"precision": precision, "recall": recall, "f1": f1}


def _sides(healthy: ArrayLike, faulty: ArrayLike) -> tuple[Curve, Curve, Curve]:
    """Both sides sorted, and all scores from high to low."""
    low, high = np.sort(np.asarray(healthy, float)), np.sort(np.asarray(faulty, float))
    if not low.size or not high.size:
        raise ValueError("a curve needs healthy and faulty takes")
    return low, high, np.unique(np.concatenate([low, high]))[::-1]
