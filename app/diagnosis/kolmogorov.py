"""The two-sample Kolmogorov–Smirnov test, for samples that follow each other alike."""

import math

import numpy as np
from numpy.typing import NDArray

Sample = NDArray[np.float64]

MOST_CORRELATED = 0.9

_CERTAIN = 0.3
"""Below this the series no longer converges, and its sum is 1 to six digits."""


def distance(first: Sample, second: Sample) -> float:
    """The greatest difference D of the two empirical distributions, 0 … 1."""
    values = np.concatenate([first, second])
    below_first = np.searchsorted(np.sort(first), values, side="right") / len(first)
    below_second = np.searchsorted(np.sort(second), values, side="right") / len(second)
    return float(np.abs(below_first - below_second).max())


def p_value(first: Sample, second: Sample, rho: float = 0.0) -> float:
    """How often two samples of one distribution differ at least as much.

    Exact for independent values. Where values that follow each other are alike (lag-1 autocorrelation `rho`), n of
    them are worth only n (1 − ρ) / (1 + ρ), and the larger of both answers counts.
    """
    d = distance(first, second)
    exact = _exact(len(first), len(second), d)
    if rho <= 0:
        return exact
    worth = (1 - min(rho, MOST_CORRELATED)) / (1 + min(rho, MOST_CORRELATED))
    return max(exact, _asymptotic(len(first) * worth, len(second) * worth, d))


def autocorrelation(*samples: Sample) -> float:
    """Lag-1 autocorrelation common to samples `[n, columns]`, each column around its own mean, 0 … 0.9.

    Corrected for what taking the mean away costs: about −(1 + 3ρ) / n (Kendall, 1954).
    """
    rests = [sample - sample.mean(axis=0) for sample in samples]
    squares = sum(float((rest**2).sum()) for rest in rests)
    if squares <= 0:
        return 0.0
    found = sum(float((rest[1:] * rest[:-1]).sum()) for rest in rests) / squares
    n = sum(len(rest) for rest in rests) / len(rests)
    return min(max((found * n + 1) / max(n - 3, 1.0), 0.0), MOST_CORRELATED)


def _exact(n: int, m: int, d: float) -> float:
    """Counts the ways to merge the samples whose D stays below d (Hodges, 1958), as shares of all ways."""
    limit = d - 1e-9
    inside = [0.0] * (m + 1)
    for i in range(n + 1):
        for j in range(m + 1):
            if abs(i / n - j / m) > limit:
                inside[j] = 0.0
            elif i + j == 0:
                inside[0] = 1.0
            else:
                inside[j] = (i * inside[j] + (j * inside[j - 1] if j else 0.0)) / (i + j)
    return min(max(1.0 - inside[m], 0.0), 1.0)


def _asymptotic(n: float, m: float, d: float) -> float:
    """Kolmogorov's distribution with the small-sample correction of Stephens (1970)."""
    root = math.sqrt(n * m / (n + m))
    scaled = (root + 0.12 + 0.11 / root) * d
    if scaled < _CERTAIN:
        return 1.0
    terms: list[float] = [2 * (-1.0) ** (k - 1) * math.exp(-2 * (k * scaled) ** 2) for k in range(1, 101)]
    return min(max(sum(terms), 0.0), 1.0)
