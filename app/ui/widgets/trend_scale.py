"""Where each visit lies in the trend, and which of many visits are worth a mark; no painting here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.inspection import Visit
from app.domain.verdict import State

_TOPS = (1.5, 2.0, 2.5)
_ONE_OCCASION = timedelta(hours=1)
_AROUND_ONE = timedelta(days=6)
_URGENCY = (State.NO_BASELINE, State.CANNOT_TELL, State.HEALTHY, State.WATCH, State.ABNORMAL)


@dataclass(frozen=True, slots=True)
class Place:
    """A visit at a pixel; `pinned` when its score lies above the scale."""

    visit: Visit
    x: float
    y: float
    pinned: bool


@dataclass(frozen=True, slots=True)
class TrendScale:
    """Time to x and score to y inside the plot `left, top, width, height` in px."""

    left: float
    top: float
    width: float
    height: float
    start: datetime
    end: datetime
    score_top: float

    def x(self, moment: datetime) -> float:
        """The x of an aware time; outside the axis it is pinned to its ends."""
        share = (moment - self.start) / (self.end - self.start)
        return self.left + min(max(share, 0.0), 1.0) * self.width

    def y(self, score: float) -> float:
        """The y of a score, pinned to the plot."""
        share = min(max(score / self.score_top, 0.0), 1.0)
        return self.top + (1 - share) * self.height

    def place(self, visit: Visit) -> Place:
        """Where a visit's mark goes; one without a score stands on the axis."""
        score = visit.score
        pinned = score is not None and score > self.score_top
        return Place(visit, self.x(visit.when), self.y(score or 0.0), pinned)


def span_of(visits: Sequence[Visit], learnt: Sequence[datetime]) -> tuple[datetime, datetime]:
    """From the first to the last of all moments; at least some days where all visits are of one occasion.

    An axis of minutes would say when somebody sat at the computer, not how the machine went on.

    IndexError when there are none.
    """
    moments = sorted([*(visit.when for visit in visits), *learnt])
    start, end = moments[0], moments[-1]
    when = [visit.when for visit in visits]
    if end - start >= _AROUND_ONE or (when and max(when) - min(when) >= _ONE_OCCASION):
        return start, end
    around = (_AROUND_ONE - (end - start)) / 2
    return start - around, end + around


def score_top(visits: Sequence[Visit]) -> float:
    """The end of the score axis: as low as the visits allow, at most 2.5."""
    highest = max((visit.score for visit in visits if visit.score is not None), default=0.0)
    return next((top for top in _TOPS if highest <= top - 0.1), _TOPS[-1])


def worth_a_mark(places: Sequence[Place], apart: float, always: str | None) -> list[Place]:
    """Of places closer than `apart` px only the most urgent and newest; the chosen visit always.

    `places` are in the order of time.
    """
    best: dict[tuple[int, bool], Place] = {}
    for place in places:
        # Visits without a score stand on the axis and never hide a scored one.
        cell = (int(place.x // apart), place.visit.score is None)
        kept = best.get(cell)
        if kept is None or _rank(place, always) >= _rank(kept, always):
            best[cell] = place
    return sorted(best.values(), key=lambda place: place.x)


def _rank(place: Place, always: str | None) -> tuple[bool, int]:
    return place.visit.inspection_id == always, _URGENCY.index(place.visit.state)
