"""Verdicts that say the same but are less and less sure of it: often the first sign of what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from app.domain.fleet import SureVisit

RECENT = 4
BEFORE = 8
NEEDED = RECENT + BEFORE

FALL = 0.1
"""Of confidence, at least: ten in a hundred verdicts more are wrong."""


@dataclass(frozen=True, slots=True)
class LessSure:
    """From `visit` on the newest verdicts are less sure; `before` and `after` are the usual confidence, 0 to 1."""

    visit: SureVisit
    before: float
    after: float


def falls(visits: Sequence[SureVisit]) -> Iterator[LessSure]:
    """Where the confidence at one condition was found to have fallen; `visits` oldest first.

    Told when each of the newest four verdicts is less sure than each of the eight before, which chance brings
    about once in 495 times (1 / C(12, 4)), and their medians differ by 0.1 at least. All twelve say the same, by
    one model: how sure another verdict or another model is can't be compared. It is told once, not again at the
    next visit.
    """
    before = False
    for at in range(NEEDED, len(visits) + 1):
        found = _fall(visits[at - NEEDED : at])
        if found and not before:
            yield found
        before = found is not None


def _fall(visits: Sequence[SureVisit]) -> LessSure | None:
    if len({(visit.state, visit.model_id) for visit in visits}) > 1:
        return None
    earlier, recent = [[one.confidence for one in part] for part in (visits[:BEFORE], visits[BEFORE:])]
    before, after = median(earlier), median(recent)
    if max(recent) >= min(earlier) or before - after < FALL:
        return None
    return LessSure(visits[-1], before, after)
