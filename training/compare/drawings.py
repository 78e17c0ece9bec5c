"""What pictures need of the scores themselves: curves and histograms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.compare.cells import Row
from training.compare.copies import Held
from training.compare.measures import Curve, precision_curve, roc_curve
from training.compare.plan import QUOTED_K, QUOTED_N, Plan
from training.compare.situations import trials_of
from training.figures import Bar
from training.trials import Trial, score_of

HISTOGRAM_EDGES = np.geomspace(0.1, 10, 41)
"""Of the score on the scale where 1.0 is abnormal; what lies beyond counts in the outermost."""


def curves_of(held: Held, detector: str, plan: Plan) -> list[Row]:
    """Curves and histograms of one machine in the quoted case, a row for each noise level."""
    found = []
    for snr in held.machine.snrs:
        trials = trials_of(held, detector, plan, {"learnt_at": snr, "snr": snr, "n": QUOTED_N})
        who = {"detector": detector, "type": held.machine.type, "id": held.machine.id, "snr": snr}
        found += [{**who, "n": QUOTED_N, "k": QUOTED_K, **curves} for curves in _curves(trials, held)]
    return found


def _curves(trials: Sequence[Trial], held: Held) -> list[Row]:
    pairs = [(score_of(trial.healthy(QUOTED_K)), score_of(trial.faulty(QUOTED_K))) for trial in trials]
    pairs = [pair for pair in pairs if len(pair[0]) and len(pair[1])]
    if not pairs:
        return []
    found: Row = {
        "roc": _mean([roc_curve(*pair) for pair in pairs]),
        "precision": _mean([precision_curve(*pair) for pair in pairs]),
    }
    bar = held.bar(QUOTED_N, QUOTED_K)
    if bar and bar.abnormal > 0:
        found |= {
            "watch": round(bar.watch / bar.abnormal, 4),
            "healthy": _histogram([healthy for healthy, _ in pairs], bar),
            "faulty": _histogram([faulty for _, faulty in pairs], bar),
        }
    return [found]


def _mean(curves: Sequence[Curve]) -> list[float]:
    return [round(float(value), 4) for value in np.mean(curves, axis=0)]


def _histogram(scores: Sequence[NDArray[np.float64]], bar: Bar) -> list[float]:
    """Share of takes in each bin."""
    all_scores = np.clip(np.concatenate(scores) / bar.abnormal, HISTOGRAM_EDGES[0], HISTOGRAM_EDGES[-1])
    counts, _ = np.histogram(all_scores, HISTOGRAM_EDGES)
    return [round(float(share), 5) for share in counts / len(all_scores)]
