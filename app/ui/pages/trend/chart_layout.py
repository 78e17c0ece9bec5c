"""Where everything of the chart lies at one size and one stretch of time, and what is under a pointer."""

from dataclasses import dataclass
from datetime import datetime

from app.ui.pages.trend.chart_frame import CROWDED_MARK, MARK, Frame, frame_of
from app.ui.pages.trend.chart_lanes import MarkGroup, grouped
from app.ui.pages.trend.chart_plan import Spot, line_of, nearest, nearest_in_time, spots, worth_a_mark
from app.ui.pages.trend.chart_scale import Span, TimeScale, ValueScale, score_top
from app.ui.pages.trend.values import Chart, LanePoint, Mark
from app.ui.pages.trend.words import point_lines
from app.ui.theme import px
from app.ui.widgets.wording import full_moment
from app.workflows.machine_story_values import Point

_ROOMY = 18
"""So far apart, in px, marks are drawn in full size."""
_OVERLAP = 0.7
"""Marks may cover each other by a third of their side; what would be covered further has none."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What is pointed at: a moment, how high, what is said of it, and the visit it belongs to."""

    when: datetime
    y: float
    lines: tuple[str, ...]
    inspection_id: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ChartLayout:
    """Worked out once a size and stretch of time, not once a paint."""

    chart: Chart
    frame: Frame
    time: TimeScale
    score: ValueScale
    places: list[Spot]
    marks: list[Spot]
    line: list[list[tuple[float, float]]]
    groups: list[MarkGroup]
    side: int

    def aim_at(self, x: float, y: float, reach: float) -> Aim | None:
        """What is at a pixel, or so near that it is meant."""
        if y < self.frame.strip.bottom():
            group = min(self.groups, key=lambda one: abs(one.x - x), default=None)
            return None if group is None or abs(group.x - x) > reach else _of_marks(group.marks, y)
        lane = self.frame.lane_at(y)
        if lane is not None:
            return self._in_lane(lane, x, y, reach)
        inside = [one for one in self.places if _inside(one, self.frame)]
        spot = nearest(self.marks, x, y, reach) or nearest_in_time(inside, x)
        return None if spot is None or abs(spot.x - x) > reach else self._of_spot(spot)

    def aim_at_visit(self, inspection_id: str) -> Aim | None:
        """The visit, if it is in sight."""
        spot = next((one for one in self.places if one.point.inspection_id == inspection_id), None)
        return None if spot is None else self._of_spot(spot)

    def _in_lane(self, lane: int, x: float, y: float, reach: float) -> Aim | None:
        span = self.time.span
        inside = (one for one in self.chart.lanes[lane].points if span.start <= one.when <= span.end)
        at = min(inside, key=lambda one: abs(self.time.x(one.when) - x), default=None)
        if at is None or abs(self.time.x(at.when) - x) > reach:
            return None
        visit = self._visit(at)
        lines = (at.text, *point_lines(visit)) if visit else (at.text, full_moment(at.when))
        return Aim(at.when, y, lines, at.inspection_id)

    def _of_spot(self, spot: Spot) -> Aim:
        point = spot.point
        read = (one.text for lane in self.chart.lanes for one in lane.points if _same(one, point))
        return Aim(point.when, spot.y, (*point_lines(point), *read), point.inspection_id)

    def _visit(self, at: LanePoint) -> Point | None:
        return next((one for one in self.chart.points if _same(at, one)), None)


def laid_out(chart: Chart, span: Span, width: float, height: float, cursor: str | None) -> ChartLayout:
    """The layout at a size; `cursor` is the visit that keeps its mark whatever is beside it."""
    frame = frame_of(width, height, len(chart.lanes))
    # Marks at either end are whole.
    inset = px(MARK) / 2
    time = TimeScale(frame.score.left() + inset, frame.score.width() - 2 * inset, span)
    scores = [point.score for point in chart.points]
    score = ValueScale(frame.score.top() + inset, frame.score.height() - inset, 0.0, score_top(scores))
    places = spots(chart.points, time, score)
    roomy = len(places) * px(_ROOMY) <= time.width
    side = px(MARK if roomy else CROWDED_MARK)
    return ChartLayout(
        chart=chart,
        frame=frame,
        time=time,
        score=score,
        places=places,
        marks=worth_a_mark([one for one in places if _inside(one, frame)], _OVERLAP * side, cursor),
        line=line_of(places, (mark.when for mark in chart.marks if mark.breaks)),
        groups=grouped(chart.marks, time),
        side=side,
    )


def _inside(spot: Spot, frame: Frame) -> bool:
    return frame.score.left() <= spot.x <= frame.score.right()


def _same(at: LanePoint, point: Point) -> bool:
    return at.inspection_id is not None and at.inspection_id == point.inspection_id


def _of_marks(marks: tuple[Mark, ...], y: float) -> Aim:
    lines = [line for mark in marks for line in (mark.title, mark.detail) if line]
    return Aim(marks[0].when, y, tuple(lines))
