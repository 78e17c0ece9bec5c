"""How well scores tell faulty from healthy."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def auc(healthy: ArrayLike, faulty: ArrayLike) -> float:
    """Area under the ROC curve; nan where one side is empty."""
    return _area(healthy, faulty, 1.0)


def partial_auc(healthy: ArrayLike, faulty: ArrayLike, max_fpr: float = 0.1) -> float:
    """Partial area up to `max_fpr`, standardised so that chance is 0.5 and perfect 1 (McClish, 1989)."""
    area = _area(healthy, faulty, max_fpr)
    least, most = max_fpr**2 / 2, max_fpr
    return 0.5 * (1 + (area - least) / (most - least))


def share_at_least(scores: ArrayLike, threshold: float) -> float:
    """Which share of the scores alarms at a threshold; nan for none."""
    values = np.asarray(scores, float)
    return float((values >= threshold).mean()) if values.size else float("nan")


def _area(healthy: ArrayLike, faulty: ArrayLike, max_fpr: float) -> float:
    """Area under the ROC curve from 0 to `max_fpr`, ties counted half."""
    low, high = np.sort(np.asarray(healthy, float)), np.sort(np.asarray(faulty, float))
    if not low.size or not high.size:
        return float("nan")
    cuts = np.unique(np.concatenate([low, high]))[::-1]
    false_rate = np.r_[0, 1 - np.searchsorted(low, cuts, "left") / low.size]
    true_rate = np.r_[0, 1 - np.searchsorted(high, cuts, "left") / high.size]
    inside = false_rate < max_fpr
    x = np.r_[false_rate[inside], max_fpr]
    y = np.r_[true_rate[inside], np.interp(max_fpr, false_rate, true_rate)]
    if max_fpr in false_rate:
        y[-1] = true_rate[np.flatnonzero(false_rate == max_fpr)[0]]
    return float(np.trapezoid(y, x))
