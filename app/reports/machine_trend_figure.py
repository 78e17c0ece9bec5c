"""The trend of a machine's score: visits, the limits as they were, what happened between, and how it goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import words
from app.domain.verdict import State, Thresholds
from app.language import later, tr, tr_many
from app.look.tokens import GAUGE_END, LIGHT
from app.reports.axes import AXIS, Scale, empty, frame, label_x, label_y, tick_number, ticks_between
from app.reports.machine_report_facts import Kind, PlaceFacts, ReadingsFacts
from app.reports.printing import Period, Printing
from app.reports.sheet import Box, Sheet
from app.reports.signs import draw_state
from app.reports.text import CAPTION, CAPTION_STRONG
from app.reports.trend_marks import MARKS_HEIGHT, draw_marks
from app.reports.trend_time import day_ticks
from app.reports.wording import limit_names

TREND_HEIGHT = 200.0
"""What the figure needs in pt, marks and axis included."""

LANE_HEIGHT = 58.0

_LEFT = 26.0
_RIGHT = 66.0
_BESIDE, _BESIDE_NAME = 4.0, 2.0
_OVERHANG = 1.0
"""So far may the name of a limit stand out beside the type area."""

_AXIS = 16.0
_INSET = 6.0
_TICKS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5)
_SIGNS = ((60, 7.0), (150, 5.6))
_SMALLEST = 4.4
_AHEAD_MOST = 0.35
"""The part of the past that a forecast may add to the axis."""


Step = tuple[float, float, float, float]
"""Left, right, watch and abnormal of a step of the limits, all in pt."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when an axis goes."""

    first: datetime
    last: datetime

    def scale(self, box: Box) -> Scale:
        """Seconds across the box, so far inside that no mark touches its edge."""
        return Scale(self.first.timestamp(), self.last.timestamp(), box.left + _INSET, box.right - _INSET)


def span_of(place: PlaceFacts, period: Period) -> Span | None:
    """The axis of a place: the period's ends where it has them, and room for a forecast; None without a visit."""
    if not place.dots:
        return None
    begun = [place.dots[0].when, *(one.at for one in place.happenings)]
    first, last = period.since or min(begun), place.dots[-1].when
    if period.until is not None:
        last = max(last, min(period.until, place.forecast.made_at) if place.forecast else period.until)
    if place.forecast and place.forecast.line:
        furthest = max(last, place.forecast.made_at)
        last = max(last, min(place.forecast.line[-1].when, furthest + (furthest - first) * _AHEAD_MOST))
    return Span(min(first, place.dots[0].when), last)


def figure_box(sheet: Sheet, top: float, height: float) -> Box:
    """Where the frame of a figure or lane stands, so that all of a page have one time axis."""
    names = limit_names(Thresholds(GAUGE_END, GAUGE_END))
    right = max(_RIGHT, *(_BESIDE + sheet.typeface.width(name, CAPTION) - _OVERHANG for name in names))
    left = max(_LEFT, sheet.typeface.width(tr("score"), AXIS) + _BESIDE_NAME)
    return Box(sheet.left + left, top, sheet.width - left - right, height)


def draw_trend(sheet: Sheet, top: float, place: PlaceFacts, span: Span | None, how: Printing) -> None:
    """The figure, `TREND_HEIGHT` high from `top`."""
    with sheet.marked("Figure", trend_caption(place, how)):
        _draw_trend(sheet, top, place, span, how)


def _draw_trend(sheet: Sheet, top: float, place: PlaceFacts, span: Span | None, how: Printing) -> None:
    box = figure_box(sheet, top + MARKS_HEIGHT, TREND_HEIGHT - MARKS_HEIGHT - _AXIS)
    if span is None:
        empty(sheet, box, tr("No visit in this period."))
        return
    across, up = span.scale(box), Scale(0.0, GAUGE_END, box.bottom - _INSET, box.top + _INSET)
    sheet.text(box.left - 5, box.top - 4, tr("score"), AXIS, LIGHT.text2, align="right")
    steps = _steps(box, place, across, up)
    _zones(sheet, box, steps)
    _ahead(sheet, box, place, across, up)
    _limits(sheet, steps)
    draw_marks(sheet, box, place, across)
    _dots(sheet, box, place, across, up)
    frame(sheet, box)
    label_y(sheet, box, up, _TICKS)
    _name_limits(sheet, box, place, up)
    _label_days(sheet, box, across, span, how)


def trend_caption(place: PlaceFacts, how: Printing) -> str:
    """What the figure shows, in sentences."""
    shown = [
        tr_many(
            "Score of {n} visit over time; 1.00 is where abnormal begins.",
            "Score of {n} visits over time; 1.00 is where abnormal begins.",
            len(place.visits),
        )
    ]
    if (drawn := len(place.dots)) < len(place.visits):
        template = later("{count} are drawn: of each stretch the first, the lowest and the worst.")
        shown.append(tr(template, count=words.number(drawn)))
    if place.limits:
        shown.append(tr("The lines are the limits as they were at each visit: watch dashed, abnormal solid."))
    if any(visit.score is None for visit in place.visits):
        shown.append(tr("A visit without a score stands on the floor."))
    if any(visit.score is not None and visit.score > GAUGE_END for visit in place.visits):
        shown.append(tr("A score beyond {end} is drawn at the top.", end=words.score_text(GAUGE_END)))
    if place.happenings:
        shown.append(tr("Letters: repairs and baselines, listed below."))
    if any(dot.number for dot in place.dots):
        shown.append(tr("Numbers: visits with a note or a finding at the machine."))
    if place.forecast and place.forecast.line:
        day = how.day(place.forecast.made_at)
        shown.append(tr("Right of {day} the forecast with its interval, 80 % sure.", day=day))
    return " ".join(shown)


def draw_lane(sheet: Sheet, top: float, lane: ReadingsFacts, span: Span, how: Printing) -> None:
    """The readings of one quantity on the time axis of the trend, `LANE_HEIGHT` high from `top`."""
    with sheet.marked(
        "Figure", tr("Readings over time: {what} in {unit}.", what=tr(lane.quantity.value), unit=tr(lane.unit))
    ):
        _draw_lane(sheet, top, lane, span, how)


def _draw_lane(sheet: Sheet, top: float, lane: ReadingsFacts, span: Span, how: Printing) -> None:
    box = figure_box(sheet, top + 12, LANE_HEIGHT - 12 - _AXIS)
    values = [(one.at, one.drawn) for one in lane.readings]
    points = [(at, value) for at, value in values if value is not None and span.first <= at <= span.last]
    name = f"{tr(lane.quantity.value)}, {tr(lane.unit)}"
    sheet.text(box.left, top + 8, name, CAPTION_STRONG)
    if not points:
        empty(sheet, box, tr("No reading in this stretch of time."))
        return
    low, high = min(value for _, value in points), max(value for _, value in points)
    margin = (high - low) * 0.1 or max(abs(high) * 0.1, 0.5)
    across, up = span.scale(box), Scale(low - margin, high + margin, box.bottom, box.top)
    places = [(across(at.timestamp()), up(value)) for at, value in points]
    if len(places) > 1:
        sheet.line(places, LIGHT.trace, 0.8)
    for x, y in places if len(places) <= _SIGNS[-1][0] else ():
        sheet.disc(x, y, 1.3, fill=LIGHT.trace)
    frame(sheet, box)
    label_y(sheet, box, up, _few_ticks(low - margin, high + margin), name=tick_number)
    _label_days(sheet, box, across, span, how)


def _few_ticks(low: float, high: float) -> list[float]:
    for most in (3, 5, 8):
        if len(ticks := ticks_between(low, high, most)) > 1:
            return ticks
    return [low, high]


def _zones(sheet: Sheet, box: Box, steps: Sequence[Step]) -> None:
    if not steps:
        sheet.box(box, fill=LIGHT.sunken)
    for left, right, watch, abnormal in steps:
        above, between = LIGHT.states[State.ABNORMAL].tint, LIGHT.states[State.WATCH].tint
        sheet.box(Box(left, box.top, right - left, abnormal - box.top), fill=above)
        sheet.box(Box(left, abnormal, right - left, watch - abnormal), fill=between)


def _limits(sheet: Sheet, steps: Sequence[Step]) -> None:
    for left, right, watch, abnormal in steps:
        sheet.rule(left, right, abnormal, LIGHT.states[State.ABNORMAL].text, 0.8)
        sheet.line([(left, watch), (right, watch)], LIGHT.states[State.WATCH].text, 0.8, dash=(3, 2))


def _steps(box: Box, place: PlaceFacts, across: Scale, up: Scale) -> list[Step]:
    """Each step of the limits from its visit to the next step, the first from the beginning on."""
    starts = [box.left, *(across(step.since.timestamp()) for step in place.limits[1:]), box.right]
    return [
        (left, right, up(step.limits.watch), up(step.limits.abnormal))
        for step, left, right in zip(place.limits, starts, starts[1:], strict=False)
    ]


def _ahead(sheet: Sheet, box: Box, place: PlaceFacts, across: Scale, up: Scale) -> None:
    line = place.forecast.line if place.forecast else ()
    end = across.high
    inside = [one for one in line if across.low <= one.when.timestamp() <= end]
    if len(inside) < 2:
        return
    xs = [across(one.when.timestamp()) for one in inside]
    low = [(x, up(one.low)) for x, one in zip(xs, inside, strict=True)]
    high = [(x, up(one.high)) for x, one in zip(xs, inside, strict=True)]
    sheet.area([*high, *reversed(low)], fill=LIGHT.baseline, opacity=0.22)
    for edge in (low, high):
        sheet.line(edge, LIGHT.baseline, 0.5)
    sheet.line([(x, up(one.likely)) for x, one in zip(xs, inside, strict=True)], LIGHT.trace, 1.0, dash=(4, 2))
    if place.forecast:
        x = across(place.forecast.made_at.timestamp())
        sheet.line([(x, box.top), (x, box.bottom)], LIGHT.text3, 0.6, dash=(1, 2))


def _dots(sheet: Sheet, box: Box, place: PlaceFacts, across: Scale, up: Scale) -> None:
    side = next((side for most, side in _SIGNS if len(place.dots) <= most), _SMALLEST)
    new = [one.at for one in place.happenings if one.kind is Kind.REPAIR and one.stands]
    for stretch in _stretches(place, new):
        points = [(across(t), up(score)) for t, score in stretch]
        if len(points) > 1:
            sheet.line(points, LIGHT.text2, 0.6)
    for dot in place.dots:
        y = up(dot.score) if dot.score is not None else box.bottom - side / 2 - 1
        draw_state(sheet, across(dot.when.timestamp()) - side / 2, y - side / 2, side, dot.state)


def _stretches(place: PlaceFacts, breaks: Sequence[datetime]) -> list[list[tuple[float, float]]]:
    """The scores in a row; a repair begins another machine, so no line goes across it."""
    stretches: list[list[tuple[float, float]]] = [[]]
    pending = sorted(breaks)
    for dot in place.dots:
        while pending and dot.when >= pending[0]:
            pending.pop(0)
            stretches.append([])
        if dot.score is not None:
            stretches[-1].append((dot.when.timestamp(), dot.score))
    return stretches


def _name_limits(sheet: Sheet, box: Box, place: PlaceFacts, up: Scale) -> None:
    if not place.limits:
        return
    limits = place.limits[-1].limits
    abnormal, watch = up(limits.abnormal) + 3, up(limits.watch) + 3
    watch = max(watch, abnormal + AXIS.leading - 2)
    names = limit_names(limits)
    sheet.text(box.right + _BESIDE, abnormal, names[0], CAPTION, LIGHT.states[State.ABNORMAL].text)
    sheet.text(box.right + _BESIDE, watch, names[1], CAPTION, LIGHT.states[State.WATCH].text)


def _label_days(sheet: Sheet, box: Box, across: Scale, span: Span, how: Printing) -> None:
    ticks = day_ticks(span.first, span.last, how.zone)
    name: Callable[[float], str] = ticks.name
    label_x(sheet, box, across, [moment.timestamp() for moment in ticks.moments], name=name)
