"""How many of a machine's own healthy clips lie as far from the others as a take does.

It is shown and never an alarm by itself: clips of one visit are alike, so that takes of another day lie further
out than the share promises (at machines held out p ≤ 0.05 was a false alarm in five takes, one in twenty right
after the baseline).
"""

from hashlib import blake2b
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from app.diagnosis.model import Model
from app.language import say

FEWEST_CLIPS = 19
"""Below this no take can reach p ≤ 0.05 (1 / (n + 1)), however strange it is."""

MOST_CLIPS = 40
"""The newest so many are held against the others: each is a run of the judge."""

_MOST_KNOWN = 64
_known: WeakKeyDictionary[Model, dict[bytes, tuple[float, ...]]] = WeakKeyDictionary()
_lock = Lock()


def p_value(
    model: Model, clips: NDArray[np.float32], baseline: NDArray[np.float32], level_counts: bool = False
) -> float | None:
    """(1 + healthy clips at least as far out) / (n + 1) of a take `[k, 128]`; None below 19 baseline clips.

    Each healthy clip is held against all others, the take against as many (conformal p value, split by leaving one
    out).
    """
    if len(baseline) < FEWEST_CLIPS:
        return None
    own = _own_scores(model, baseline, level_counts)
    take = float(np.exp(np.mean(np.log(model.judge(clips, baseline[1:], level_counts).score))))
    return (1 + sum(score >= take for score in own)) / (len(own) + 1)


def _own_scores(model: Model, baseline: NDArray[np.float32], level_counts: bool) -> tuple[float, ...]:
    """The score of each of the newest healthy clips against all others.

    Remembered with the model for the baselines asked for last: it is forty runs of the judge, and the same for
    every take that is held against that baseline.
    """
    key = blake2b(bytes([level_counts]) + baseline.tobytes(), digest_size=16).digest()
    # One thread works it out while others that want the same wait for it, rather than all of them at once.
    with _lock:
        known = _known.setdefault(model, {})
        if key not in known:
            newest = range(max(len(baseline) - MOST_CLIPS, 0), len(baseline))
            own = tuple(
                float(model.judge(baseline[i : i + 1], np.delete(baseline, i, axis=0), level_counts).score[0])
                for i in newest
            )
            if len(known) >= _MOST_KNOWN:
                del known[next(iter(known))]
            known[key] = own
        return known[key]


def in_words(p: float, clip_count: int) -> str:
    """The sentence behind the number."""
    held = min(clip_count, MOST_CLIPS)
    farther = round(p * (held + 1)) - 1
    if farther == 0:
        return say("None of {clips} healthy clips lies as far from the others.", clips=held)
    if farther == 1:
        return say("1 of {clips} healthy clips lies as far from the others.", clips=held)
    return say("{farther} of {clips} healthy clips lie as far from the others.", farther=farther, clips=held)
