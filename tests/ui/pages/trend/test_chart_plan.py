"""Where the chart puts things: nothing abnormal is hidden, nothing leaves its bounds, ticks are round."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.forecast import Crossing, Forecast, Outlook
from app.domain.verdict import State
from app.ui.pages.trend.chart_plan import Spot, line_of, nearest, nearest_in_time, spots, worth_a_mark
from app.ui.pages.trend.chart_scale import (
    SHORTEST,
    Span,
    TimeScale,
    ValueScale,
    bounds_of,
    in_reach,
    score_top,
    ticks,
)
from app.ui.pages.trend.values import Chart, Reach
from tests.ui.pages.trend.fakes import DAY, NOW, point, rising, watched, weekly

BOUNDS = Span(NOW - 700 * DAY, NOW)
STATES = st.sampled_from([State.HEALTHY, State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL])


def spot(at: int, x: float, state: State, score: float | None = 0.5, y: float = 50.0) -> Spot:
    made = point(at, NOW + at * timedelta(minutes=1), score)
    return Spot(type(made)(made.inspection_id, made.when, state, score), x, y, False)


@given(st.lists(st.tuples(st.floats(0, 800), STATES, st.floats(0, 3)), max_size=300), st.floats(4, 20))
def test_no_abnormal_visit_is_hidden_by_another_state(visits, apart):
    places = [
        spot(at, x, state, None if state is State.CANNOT_TELL else score)
        for at, (x, state, score) in enumerate(sorted(visits, key=lambda one: one[0]))
    ]
    marks = worth_a_mark(places, apart)
    assert set(marks) <= set(places) and [one.x for one in marks] == sorted(one.x for one in marks)
    for one in places:
        if one.point.state is State.ABNORMAL:
            assert any(m.point.state is State.ABNORMAL and abs(m.x - one.x) <= apart for m in marks)
    assert bool(places) is bool(marks)


def test_the_visit_pointed_at_always_has_its_mark():
    places = [spot(0, 10.0, State.HEALTHY), spot(1, 11.0, State.ABNORMAL)]
    assert [one.point.inspection_id for one in worth_a_mark(places, 14)] == ["i1"]
    assert [one.point.inspection_id for one in worth_a_mark(places, 14, "i0")] == ["i0"]


def test_three_thousand_visits_are_a_line_of_a_few_points_a_pixel_and_keep_their_peak():
    points, time = watched(), TimeScale(40, 700, Span(NOW - 6 * DAY, NOW))
    places = spots(points, time, ValueScale(0, 300, 0.0, 1.5))
    (line,) = line_of(places, ())
    assert len(places) == 3000 and len(line) <= 4 * 702
    assert min(y for _, y in line) == min(one.y for one in places)
    assert all(after[0] >= before[0] - 1 for before, after in pairwise(line))
    assert "i2100" in {one.point.inspection_id for one in worth_a_mark(places, 10)}


def test_the_line_ends_at_a_repair_and_passes_over_what_has_no_score():
    points = weekly([0.3, None, 0.4, 0.5, 0.6])
    places = spots(points, TimeScale(0, 100, Span(NOW - 60 * DAY, NOW)), ValueScale(0, 10, 0, 1.5))
    pieces = line_of(places, [points[3].when - DAY])
    assert [len(piece) for piece in pieces] == [2, 2]


def test_only_what_is_in_sight_is_placed_with_one_beyond_on_either_side():
    places = spots(rising(), TimeScale(0, 100, Span(NOW - 60 * DAY, NOW - 30 * DAY)), ValueScale(0, 10, 0.0, 0.5))
    assert len(places) == 6 and places[0].x < 0 and places[-1].x > 100
    assert all(one.pinned is (one.point.score > 0.5) for one in places)


def test_the_nearest_is_within_reach():
    places = [spot(0, 10.0, State.HEALTHY), spot(1, 30.0, State.HEALTHY)]
    assert nearest(places, 26.0, 52.0, 8) is places[1]
    assert nearest(places, 26.0, 80.0, 8) is None and nearest([], 0, 0, 8) is None
    assert nearest_in_time(places, 16.0) is places[0]


@given(st.floats(0, 700), st.floats(0.001, 700), st.floats(0, 1), st.floats(0.05, 20), st.floats(-2000, 2000))
def test_zoom_and_drag_never_leave_the_bounds(start, length, about, factor, by):
    span = Span(BOUNDS.start + start * DAY, BOUNDS.start + (start + length) * DAY).within(BOUNDS)
    zoomed = span.zoomed(span.start + span.length * about, factor, BOUNDS)
    for one in (zoomed, span.moved(by * DAY, BOUNDS), zoomed.moved(by * DAY, BOUNDS)):
        assert BOUNDS.start <= one.start < one.end <= BOUNDS.end
        assert min(SHORTEST, span.length) - timedelta(seconds=1) <= one.length


def test_zooming_keeps_what_is_under_the_pointer_in_its_place():
    span = Span(NOW - 400 * DAY, NOW - 100 * DAY)
    about = NOW - 200 * DAY
    nearer = span.zoomed(about, 0.5, BOUNDS)
    before, after = TimeScale(0, 900, span), TimeScale(0, 900, nearer)
    assert after.x(about) == pytest.approx(before.x(about)) and nearer.length == 150 * DAY
    assert before.moment(before.x(about)) == about


def ahead(latest: int) -> Forecast:
    crossing = Crossing(State.ABNORMAL, NOW + 5 * DAY, NOW + 20 * DAY, NOW + latest * DAY)
    return Forecast("c0", Outlook.CROSSING, NOW, "", "", crossings=(crossing,))


def test_the_future_is_shown_as_far_as_the_crossing_and_half_the_past_at_most():
    points = tuple(rising())
    near, far = (
        bounds_of(Chart(NOW, points, forecast=ahead(90))),
        bounds_of(Chart(NOW, points, forecast=ahead(3000))),
    )
    assert near.end > NOW + 90 * DAY and far.end < NOW + 400 * DAY
    chart = Chart(NOW, points, forecast=ahead(90))
    quarter = in_reach(Reach.QUARTER, chart, near)
    assert quarter.start == points[-1].when - 91 * DAY
    assert quarter.end - NOW <= timedelta(days=91 / 2)
    assert in_reach(Reach.ALL, chart, near) == near


def test_one_visit_or_none_has_some_days_around_it():
    assert bounds_of(Chart(NOW)).length >= 6 * DAY
    assert bounds_of(Chart(NOW, (point(0, NOW, 0.3),))).length >= 6 * DAY


def test_a_machine_left_alone_for_years_shows_its_last_visits():
    chart = Chart(NOW, tuple(weekly([0.3, 0.4])))
    old = Chart(NOW + 900 * DAY, chart.points)
    span = in_reach(Reach.QUARTER, old, bounds_of(old))
    assert span.start < chart.points[0].when < span.end


@given(st.lists(st.floats(-1e5, 1e5), max_size=30), st.booleans())
def test_ticks_are_round_few_and_around_all_values(values, about_zero):
    steps = ticks(values, about_zero=about_zero)
    assert 2 <= len(steps) <= 5 and all(one < other for one, other in pairwise(steps))
    unseen = 1e-6 * (steps[-1] - steps[0] + 1)
    assert all(steps[0] - unseen <= value <= steps[-1] + unseen for value in values)
    if about_zero:
        assert 0 in steps


def test_the_score_axis_is_as_low_as_all_visits_allow():
    assert [score_top([score]) for score in (None, 0.4, 1.4, 1.41, 2.1, 9.0)] == [1.5, 1.5, 1.5, 2.0, 2.5, 2.5]
    scale = ValueScale(10, 100, 0.0, 1.5)
    assert scale.y(9.0) == 10 and scale.y(-1.0) == 110 and scale.free_y(3.0) == -90 and scale.bottom == 110
