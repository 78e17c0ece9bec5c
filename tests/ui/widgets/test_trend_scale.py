"""Where visits lie in the trend, and which of many are shown."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.verdict import State
from app.ui.widgets.date_axis import date_ticks
from app.ui.widgets.trend_scale import TrendScale, score_top, span_of, worth_a_mark
from tests.ui.widgets.samples import NOW, visit, year_of_visits


def scale(visits, top=2.5):
    start, end = span_of(visits, ())
    return TrendScale(30.0, 10.0, 600.0, 100.0, start, end, top)


def test_first_and_last_visit_stand_at_the_ends_and_scores_grow_upwards():
    visits = year_of_visits()
    places = [scale(visits).place(v) for v in visits]
    assert (places[0].x, places[-1].x) == (30.0, 630.0)
    assert places[-1].y < places[0].y
    assert scale(visits).y(0.0) == 110.0


def test_a_visit_without_a_score_stands_on_the_axis():
    assert scale([visit(NOW, None)]).place(visit(NOW, None)).y == 110.0


def test_a_score_off_the_scale_is_pinned_and_known_to_be():
    place = scale([visit(NOW, 9.0)]).place(visit(NOW, 9.0))
    assert place.pinned
    assert place.y == 10.0


def test_the_scale_is_as_low_as_the_visits_allow():
    assert score_top([]) == 1.5
    assert score_top([visit(NOW, 1.45)]) == 2.0
    assert score_top([visit(NOW, 1.84)]) == 2.0
    assert score_top([visit(NOW, 40.0)]) == 2.5


def test_a_single_visit_and_visits_of_one_minute_get_a_span():
    start, end = span_of([visit(NOW, 0.3)], ())
    assert start < NOW < end
    start, end = span_of([visit(NOW, 0.3), visit(NOW + timedelta(seconds=5), 0.3)], ())
    assert end - start >= timedelta(days=1)


def test_an_afternoon_at_one_machine_reads_as_dates_and_a_day_of_visits_as_hours():
    for learnt in (timedelta(minutes=4), timedelta(hours=5), timedelta(days=-1)):
        start, end = span_of([visit(NOW, 0.3)], [NOW - learnt])
        for most in (4, 10, 24):
            assert all(":" not in tick.text for tick in date_ticks(start, end, most))
    day = span_of([visit(NOW, 0.3), visit(NOW + timedelta(hours=9), 0.3)], ())
    assert day == (NOW, NOW + timedelta(hours=9))


def test_of_crowded_visits_the_most_urgent_is_shown():
    crowd = [visit(NOW + timedelta(seconds=i), 0.3) for i in range(500)]
    crowd[250] = visit(NOW + timedelta(seconds=250), 1.4)
    wide = [*crowd, visit(NOW + timedelta(days=300), 0.4)]
    shown = worth_a_mark([scale(wide).place(v) for v in wide], 14.0, None)
    assert [p.visit.state for p in shown] == [State.ABNORMAL, State.HEALTHY]


def test_the_open_visit_is_always_shown():
    crowd = [visit(NOW + timedelta(seconds=i), 1.4) for i in range(50)] + [visit(NOW + timedelta(days=9), 0.1)]
    crowd[7] = visit(NOW + timedelta(seconds=7), 0.2)
    chosen = crowd[7].inspection_id
    shown = worth_a_mark([scale(crowd).place(v) for v in crowd], 14.0, chosen)
    assert chosen in {p.visit.inspection_id for p in shown}


@given(st.lists(st.tuples(st.integers(0, 10**7), st.none() | st.floats(0, 100)), min_size=1, max_size=60))
def test_marks_are_inside_and_in_order(entries):
    visits = sorted((visit(NOW + timedelta(seconds=s), score) for s, score in entries), key=lambda v: v.when)
    places = worth_a_mark([scale(visits).place(v) for v in visits], 14.0, None)
    assert places
    assert all(30.0 <= p.x <= 630.0 and 10.0 <= p.y <= 110.0 for p in places)
    assert [p.x for p in places] == sorted(p.x for p in places)
