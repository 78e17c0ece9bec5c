"""Ridge logistic regression with a weight for every row, and the few rows that may lie on the wrong side of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

NEWTON_STEPS = 25
LONGEST_STEP = 3.0
CLOSE_ENOUGH = 1e-5


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Measures `[m, r]`, 1 where positive `[m]`, weights `[m]`, and the rows `[m]` that must stay negative."""

    measures: Matrix
    positive: Matrix
    weights: Matrix
    guarded: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A logistic function of measures brought to standard size and limited to ± `most`."""

    mean: Matrix
    scale: Matrix
    weights: Matrix
    constant: float
    most: float

    def sums(self, measures: Matrix) -> Matrix:
        """The weighted sums `[m]`, without the constant."""
        return np.asarray(self.standard(measures) @ self.weights)

    def standard(self, measures: Matrix) -> Matrix:
        """What the weights are for."""
        return np.clip((measures - self.mean) / self.scale, -self.most, self.most)


def fit_line(tables: Sequence[Table], ridge: float, most: float, start: Line | None = None) -> Line:
    """Newton's method, from a line already near where there is one; both sides weigh the same in all."""
    x, y, w = (
        np.concatenate([getattr(table, name) for table in tables]) for name in ("measures", "positive", "weights")
    )
    w = np.where(y > 0, w / w[y > 0].sum(), w / w[y == 0].sum())
    unfitted = Line(x.mean(axis=0), x.std(axis=0) + 1e-6, np.zeros(x.shape[1]), 0.0, most)
    z = np.c_[unfitted.standard(x), np.ones(len(x))]
    penalty = np.r_[np.full(x.shape[1], ridge), 1e-6]
    theta = np.r_[start.weights, start.constant] if start else np.zeros(z.shape[1])
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-np.clip(z @ theta, -30, 30)))
        curvature = (z * (w * p * (1 - p))[:, None]).T @ z + np.diag(penalty)
        step = np.linalg.solve(curvature, z.T @ (w * (p - y)) + penalty * theta)
        theta = theta - np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        if np.abs(step).max() < CLOSE_ENOUGH:
            break
    return Line(unfitted.mean, unfitted.scale, theta[:-1], float(theta[-1]), most)


def top(sums: Sequence[Matrix], share: float) -> float:
    """The value above which that share lies, each of the arrays counting alike whatever its length."""
    filled = [of_one for of_one in sums if len(of_one)]
    values = np.concatenate(filled)
    weights = np.concatenate([np.full(len(of_one), 1 / len(of_one) / len(filled)) for of_one in filled])
    order = np.argsort(values)
    at = int(np.searchsorted(np.cumsum(weights[order]), 1 - share))
    return float(values[order][min(at, len(values) - 1)])
