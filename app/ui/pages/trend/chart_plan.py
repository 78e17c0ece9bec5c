"""Which of very many visits get a mark and how the line runs where there are more visits than pixels."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.verdict import State
from app.ui.pages.trend.chart_scale import Span, TimeScale, ValueScale
from app.workflows.machine_story_values import Point

_URGENCY = (State.NO_BASELINE, State.CANNOT_TELL, State.HEALTHY, State.WATCH, State.ABNORMAL)


@dataclass(frozen=True, slots=True)
class Spot:
    """A visit at a pixel; `pinned` when its score lies above the scale."""

    point: Point
    x: float
    y: float
    pinned: bool


def spots(points: Sequence[Point], time: TimeScale, score: ValueScale) -> list[Spot]:
    """The visits in sight and one beyond on either side, so that the line runs on; oldest first."""
    first, last = _in_sight([point.when for point in points], time.span)
    made = []
    for point in points[max(first - 1, 0) : last + 1]:
        value = point.score
        pinned = value is not None and value > score.high
        made.append(Spot(point, time.x(point.when), score.y(value or 0.0), pinned))
    return made


def worth_a_mark(places: Sequence[Spot], apart: float, always: str | None = None) -> list[Spot]:
    """Of spots closer than `apart` px only the most urgent, of these the highest and then the newest.

    No stretch that holds an abnormal visit is drawn as anything else. Visits without a score stand on the axis and
    never hide a scored one; the visit `always` is among them whatever is beside it.
    """
    best: dict[tuple[int, bool], Spot] = {}
    for spot in places:
        cell = (int(spot.x // apart), spot.point.score is None)
        kept = best.get(cell)
        if kept is None or _rank(spot, always) >= _rank(kept, always):
            best[cell] = spot
    return sorted(best.values(), key=lambda spot: spot.x)


def line_of(places: Sequence[Spot], breaks: Iterable[datetime]) -> list[list[tuple[float, float]]]:
    """The line from score to score in pieces, interrupted at each of the `breaks`.

    In a column of one pixel there is no more of it than the first, the lowest, the highest and the last spot.
    """
    cuts = sorted(breaks)
    pieces: list[list[tuple[float, float]]] = []
    piece = -1
    for spot in places:
        if spot.point.score is None:
            continue
        at = bisect_right(cuts, spot.point.when)
        if at != piece:
            pieces.append([])
            piece = at
        pieces[-1].append((spot.x, spot.y))
    return [_in_columns(points) for points in pieces]


def nearest(places: Sequence[Spot], x: float, y: float, reach: float) -> Spot | None:
    """The spot nearest to a pixel, within reach in each direction."""
    near = [spot for spot in places if abs(spot.x - x) <= reach and abs(spot.y - y) <= reach]
    return min(near, key=lambda spot: (spot.x - x) ** 2 + (spot.y - y) ** 2, default=None)


def nearest_in_time(places: Sequence[Spot], x: float) -> Spot | None:
    """The spot nearest in time to an x."""
    return min(places, key=lambda spot: abs(spot.x - x), default=None)


def _in_columns(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    made: list[tuple[float, float]] = []
    column: list[tuple[float, float]] = []
    for point in points:
        if column and int(point[0]) != int(column[0][0]):
            made += _corners(column)
            column = []
        column.append(point)
    return made + _corners(column)


def _corners(column: list[tuple[float, float]]) -> list[tuple[float, float]]:
    if len(column) <= 4:
        return column
    low, high = max(column, key=lambda point: point[1]), min(column, key=lambda point: point[1])
    middle = sorted((low, high), key=column.index)
    return [column[0], *middle, column[-1]]


def _in_sight(moments: Sequence[datetime], span: Span) -> tuple[int, int]:
    return bisect_left(moments, span.start), bisect_right(moments, span.end)


def _rank(spot: Spot, always: str | None) -> tuple[bool, int, float]:
    point = spot.point
    return point.inspection_id == always, _URGENCY.index(point.state), point.score or 0.0
