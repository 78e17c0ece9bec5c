from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.acoustics.bands import centre_hz
from app.domain.verdict import ExcessRange
from app.ui.sound.curves import band_curves, excess, place_labels
from tests.ui.sound.samples import RANGES, fault_db, inspection


def test_the_baseline_is_drawn_at_the_takes_own_level():
    broad = (ExcessRange(400.0, 7000.0, 10.0),)
    curves = band_curves(inspection(level_db=17.0, ranges=broad))
    difference = curves.take - curves.healthy.mean
    np.testing.assert_allclose(difference, fault_db(centre_hz(), broad), atol=2.0)


def test_without_the_judges_figures_the_mean_level_is_taken():
    found = inspection(level_db=17.0)
    found = replace(found, verdict=replace(found.verdict, excess_db=None))
    curves = band_curves(found)
    assert abs(np.mean(curves.take - curves.healthy.mean)) < 1e-6


def test_no_baseline_no_healthy_curve_and_no_clips_no_curves():
    assert band_curves(inspection(healthy=False)).healthy is None
    assert band_curves(inspection(clips=0)) is None


def test_the_axis_holds_all_that_is_drawn():
    curves = band_curves(inspection())
    low, high = curves.span_db()
    seen = curves.hz >= 50
    assert low < min(curves.take[seen].min(), curves.healthy.low[seen].min())
    assert high > max(curves.take[seen].max(), curves.healthy.high[seen].max())


def test_only_what_leaves_the_healthy_range_is_filled():
    curves = band_curves(inspection(ranges=RANGES[:1]))
    at = np.log10(curves.hz)
    (fine, inner, outer), (_, low, below) = excess(at, curves.take, curves.healthy)
    filled = outer - inner > 1.0
    hz = 10 ** fine[filled]
    assert hz.min() > 60
    assert hz.max() < 220
    assert np.all(outer >= inner)
    assert np.all(below <= low)
    assert not np.any(low - below > 1.0)


wanted = st.lists(st.floats(-50, 400), min_size=0, max_size=8)


@given(wanted)
def test_labels_never_overlap_and_stay_inside(places):
    placed = place_labels(places, 16.0, 8.0, 200.0)
    assert len(placed) == len(places)
    gaps = np.diff(np.sort(placed))
    assert np.all(gaps >= 16.0 - 1e-6)
    assert all(8.0 - 1e-6 <= y <= 200.0 + 1e-6 for y in placed)


@given(wanted)
def test_labels_keep_the_order_of_their_ranges(places):
    placed = place_labels(places, 16.0, 8.0, 200.0)
    for i in range(len(places)):
        for k in range(len(places)):
            if places[i] < places[k]:
                assert placed[i] <= placed[k]


def test_labels_with_room_stay_where_they_want_to_be():
    assert place_labels([100.0, 20.0, 60.0], 16.0, 8.0, 200.0) == [100.0, 20.0, 60.0]


def test_too_many_labels_are_spread_over_what_room_there_is():
    placed = place_labels([50.0] * 5, 16.0, 10.0, 50.0)
    np.testing.assert_allclose(placed, [10, 20, 30, 40, 50])
