from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.acoustics.bands import centre_hz, to_db
from app.domain.verdict import State, Thresholds
from app.look.colour_map import colour_map
from app.reports.axes import Scale, tick_number, ticks_between
from app.reports.figure_bands import curves_of, spaced
from app.reports.figure_scores import state_of
from app.reports.figure_sound import nice_reach
from app.reports.gauge import on_scale
from app.reports.sound_picture import MOST_BYTES, spectrogram_jpeg
from tests.reports.facts_for_tests import clips, facts, healthy_curve, inspection, picture


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(data)).convert("RGB")).astype(int)


def test_the_picture_is_at_most_300_kb_whatever_was_heard():
    noise = np.random.default_rng(3).uniform(-80, -20, (256, 5000)).astype(np.float32)
    data = spectrogram_jpeg(replace(picture(), level_db=noise))
    assert len(data) <= MOST_BYTES
    assert Image.open(BytesIO(data)).format == "JPEG"


def test_low_frequencies_stand_at_the_foot_of_the_picture():
    level = np.full((256, 64), -80, np.float32)
    level[10:20] = -20
    seen = pixels(spectrogram_jpeg(replace(picture(), level_db=level))).sum(axis=2).mean(axis=1)
    assert seen.argmax() in range(236, 246)


def test_a_picture_of_other_rows_is_brought_to_the_log_axis():
    rows_hz = np.linspace(0, 8000, 513).astype(np.float32)
    level = np.full((513, 64), -80, np.float32)
    level[(rows_hz > 950) & (rows_hz < 1050)] = -20
    seen = pixels(spectrogram_jpeg(replace(picture(), level_db=level, frequency_hz=rows_hz)))
    share = 1 - seen.sum(axis=2).mean(axis=1).argmax() / 255
    assert 50 * (8000 / 50) ** share == pytest.approx(1000, rel=0.08)


def test_what_is_no_number_is_drawn_as_silence():
    level = np.full((256, 64), np.nan, np.float32)
    level[:, 32:] = -np.inf
    seen = pixels(spectrogram_jpeg(replace(picture(), level_db=level)))
    assert np.abs(seen - colour_map("magma")[0]).max() < 6


def test_curves_are_the_stored_levels_with_the_baseline_moved_to_the_takes_level():
    these = facts(inspection=inspection(clips=clips(4, louder=0.0)))
    curves = curves_of(these)
    shown = (centre_hz() >= 50) & (centre_hz() <= 8000)
    assert curves is not None
    assert curves.mean is not None
    np.testing.assert_allclose(curves.take, to_db(these.inspection.clips.bands).mean(axis=0)[shown], atol=1e-4)
    assert np.ptp(curves.mean - healthy_curve().mean[shown]) < 1e-4
    assert curves.shift_db == pytest.approx(float(np.mean(curves.mean - healthy_curve().mean[shown])), abs=1e-4)


def test_one_clip_has_no_spread_and_no_clip_no_curve():
    one = curves_of(facts(inspection=inspection(healthy=healthy_curve(1))))
    assert one is not None
    assert one.spread is None
    assert curves_of(facts(inspection=inspection(clips=clips(0)))) is None


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_no_score_leaves_the_gauge(score):
    assert 0 <= on_scale(score) <= 1


@pytest.mark.parametrize(("score", "state"), [(0.69, State.HEALTHY), (0.7, State.WATCH), (1.0, State.ABNORMAL)])
def test_a_clip_gets_the_shape_of_its_side_of_the_thresholds(score, state):
    assert state_of(score, Thresholds(0.7, 1.0)) is state


@given(st.lists(st.floats(0, 100), max_size=5))
def test_labels_keep_their_distance_and_their_order(wanted):
    places = spaced(sorted(wanted), 12, 0, 100)
    assert all(after - before >= 12 - 1e-6 for before, after in pairwise(places))
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in places)


def test_labels_with_room_stay_where_they_belong():
    assert spaced([20.0, 60.0], 12, 0, 100) == [20.0, 60.0]


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4), st.integers(2, 8))
def test_ticks_are_few_and_inside(low, span, most):
    ticks = ticks_between(low, low + span, most)
    assert len(ticks) <= most + 1
    assert all(low - span * 1e-6 <= tick <= low + span * (1 + 1e-6) for tick in ticks)


def test_tick_numbers_have_no_idle_zeros():
    assert [tick_number(value) for value in (0.0, 0.05, 100.0, -0.35, 7200.0)] == [
        "0",
        "0.05",
        "100",
        "−0.35",
        "7,200",
    ]


def test_a_scale_pins_what_lies_outside():
    scale = Scale(50, 8000, 100, 0, logarithmic=True)
    assert (scale(20), scale(50), scale(8000), scale(20000)) == (100, 100, 0, 0)
    assert scale(632.4555) == pytest.approx(50)


@pytest.mark.parametrize(("peak", "reach"), [(0.28, 0.3), (1.0, 1.0), (0.0, 0.001), (float("nan"), 1.0)])
def test_the_waveform_axis_ends_at_a_round_number(peak, reach):
    assert nice_reach(peak) == pytest.approx(reach)
