"""On how many visits a baseline was learnt: how a machine wanders from day to day, one visit can't show."""

from collections.abc import Sequence
from datetime import timedelta

from app.domain.take import Take

APART = timedelta(hours=12)
"""Takes further apart were made on another visit: what was not heard for so long has had time to wander."""

FEWEST_SHARE = 1 / 3
"""So much of the sound must not be of the longest visit: a baseline with one clip of another day knows hardly more
than that of one visit (machines held out)."""


def visits_learnt(healthy: Sequence[Take]) -> int:
    """The visits that the takes of a baseline come from; those of unknown time count as one with the first.

    It is 1 where nearly all of the sound comes from one of them.
    """
    lengths_s = [sum(take.format.duration_s for take in healthy if take.recorded_at is None)]
    known = sorted((take.recorded_at, take.format.duration_s) for take in healthy if take.recorded_at)
    before = known[0][0] if known else None
    for at, duration_s in known:
        if before and at - before > APART:
            lengths_s.append(0.0)
        lengths_s[-1] += duration_s
        before = at
    rest_s = sum(lengths_s) - max(lengths_s)
    return len(lengths_s) if rest_s >= FEWEST_SHARE * sum(lengths_s) else 1
