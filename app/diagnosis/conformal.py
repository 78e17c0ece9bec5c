"""How many of a machine's own healthy clips lie as far from the others as a take does.

It is shown and never an alarm by itself: clips of one visit are alike, so that takes of another day lie further
out than the share promises (at machines held out p ≤ 0.05 was a false alarm in five takes, one in twenty right
after the baseline).
"""

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.model import Model

FEWEST_CLIPS = 19
"""Below this no take can reach p ≤ 0.05 (1 / (n + 1)), however strange it is."""

MOST_CLIPS = 40
"""The newest so many are held against the others: each is a run of the judge."""


def p_value(
    model: Model, clips: NDArray[np.float32], baseline: NDArray[np.float32], level_counts: bool = False
) -> float | None:
    """(1 + healthy clips at least as far out) / (n + 1) of a take `[k, 128]`; None below 19 baseline clips.

    Each healthy clip is held against all others, the take against as many (conformal p value, split by leaving one
    out).
    """
    if len(baseline) < FEWEST_CLIPS:
        return None
    newest = range(max(len(baseline) - MOST_CLIPS, 0), len(baseline))
    own = [
        float(model.judge(baseline[i : i + 1], np.delete(baseline, i, axis=0), level_counts).score[0])
        for i in newest
    ]
    take = float(np.exp(np.mean(np.log(model.judge(clips, baseline[1:], level_counts).score))))
    return (1 + sum(score >= take for score in own)) / (len(own) + 1)


def in_words(p: float, clip_count: int) -> str:
    """The sentence behind the number."""
    held = min(clip_count, MOST_CLIPS)
    farther = round(p * (held + 1)) - 1
    if farther == 0:
        return f"None of {held} healthy clips lies as far from the others."
    return f"{farther} of {held} healthy clips {'lies' if farther == 1 else 'lie'} as far from the others."
