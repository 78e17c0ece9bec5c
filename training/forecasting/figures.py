"""How often an interval held the truth, how wide it was, how often it stayed silent, and how early it came."""

from __future__ import annotations

from typing import Any

import numpy as np

from training.forecasting.questions import Answer, Interval, Question

_RESAMPLED = 200


def figures(asked: list[Question], answers: list[Answer], seed: int) -> dict[str, Any]:
    """Of answers given: shares `held`, `truth_before`, `truth_after` (or never), each None where none was given.

    `held_low`, `held_high` hold the true share 95 times in 100 (whole lives resampled). `width_days`: median
    from earliest to latest. `warned`: share of the lives that fail which got an interval that held; `lead_days`:
    median time from the first such one to the crossing.
    """
    given = [(one, answer) for one, answer in zip(asked, answers, strict=True) if answer is not None]
    held = [_held(one, answer) for one, answer in given]
    low, high = _resampled(given, held, seed)
    failing = {one.life for one in asked if not np.isnan(one.truth)}
    leads: dict[int, float] = {}
    for (one, _), right in zip(given, held, strict=True):
        if right:
            leads.setdefault(one.life, one.truth)
    return {
        "asked": len(asked),
        "spoke": len(given) / len(asked) if asked else None,
        "held": _mean(held),
        "held_low": low,
        "held_high": high,
        "truth_before": _mean([one.truth < answer.earliest for one, answer in given]),
        "truth_after": _mean([not one.truth <= answer.latest for one, answer in given]),
        "width_days": _median([answer.latest - answer.earliest for _, answer in given]),
        "warned": len(leads) / len(failing) if failing else None,
        "lead_days": _median(list(leads.values())),
    }


def _held(asked: Question, answer: Interval) -> bool:
    return answer.earliest <= asked.truth <= answer.latest


def _resampled(
    given: list[tuple[Question, Interval]], held: list[bool], seed: int
) -> tuple[float | None, float | None]:
    """Answers about one life stand or fall together, so lives are drawn, not answers."""
    of_life: dict[int, list[bool]] = {}
    for (one, _), right in zip(given, held, strict=True):
        of_life.setdefault(one.life, []).append(right)
    if len(of_life) < 2:
        return None, None
    counts = np.array([(sum(rights), len(rights)) for rights in of_life.values()])
    drawn = np.random.default_rng(seed).integers(0, len(counts), (_RESAMPLED, len(counts)))
    sums = counts[drawn].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], (0.025, 0.975))
    return float(low), float(high)


def _mean(values: list[bool]) -> float | None:
    return float(np.mean(values)) if values else None


def _median(values: list[float]) -> float | None:
    return float(np.median(values)) if values else None
