"""Which ranges a finding names."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.acoustics.bands import centre_hz
from app.diagnosis.ranges import MOST_RANGES, telling_ranges

STEADY = np.full(128, 1.0, dtype=np.float32)


def excess(*bumps: tuple[int, int, float]) -> np.ndarray:
    levels = np.zeros(128, dtype=np.float32)
    for low, high, db in bumps:
        levels[low : high + 1] = db
    return levels


def test_a_louder_range_is_named_where_it_is_with_its_amount():
    (found,) = telling_ranges(excess((60, 66, 12.0)), STEADY)
    centres = centre_hz()
    assert found.low_hz <= centres[60] and centres[66] <= found.high_hz
    assert found.high_hz < centres[70] and found.low_hz > centres[56]
    assert 10.0 < found.excess_db <= 12.0


def test_a_missing_sound_is_quieter():
    (found,) = telling_ranges(excess((20, 24, -9.0)), STEADY)
    assert found.excess_db < -7.0


def test_the_most_telling_comes_first_and_no_more_than_three():
    found = telling_ranges(excess((5, 9, 6.0), (30, 34, 12.0), (60, 64, 9.0), (90, 94, 8.0)), STEADY)
    assert len(found) == MOST_RANGES
    assert [round(r.excess_db) for r in found] == sorted((round(r.excess_db) for r in found), reverse=True)


def test_a_range_that_varies_anyway_tells_less_than_a_steady_one():
    spread = STEADY.copy()
    spread[30:35] = 6.0
    found = telling_ranges(excess((30, 34, 12.0), (60, 64, 8.0)), spread)
    assert found[0].low_hz > centre_hz()[50]


def test_small_differences_everywhere_name_one_range_only():
    assert len(telling_ranges(np.full(128, 1.2, dtype=np.float32), STEADY)) == 1


@given(
    arrays(np.float32, 128, elements=st.floats(-60, 60, width=32)),
    arrays(np.float32, 128, elements=st.floats(0, 20, width=32)),
)
def test_ranges_never_overlap_and_stay_in_what_the_ear_hears(levels, spread):
    found = telling_ranges(levels, spread)
    assert 1 <= len(found) <= MOST_RANGES
    by_place = sorted(found, key=lambda r: r.low_hz)
    assert all(0 <= r.low_hz < r.high_hz <= 8000 for r in found)
    assert all(a.high_hz <= b.low_hz for a, b in pairwise(by_place))


def test_what_the_recorders_filter_does_at_the_top_is_not_named():
    found = telling_ranges(excess((124, 127, -19.0), (60, 63, 5.0)), STEADY)
    assert [round(r.excess_db) for r in found] == [5]


def test_the_flank_of_a_range_is_not_another_range():
    found = telling_ranges(excess((60, 66, 9.0), (57, 59, 3.5), (67, 69, 3.5), (90, 94, 6.0)), STEADY)
    assert len(found) == 2
    assert found[0].low_hz < centre_hz()[60] < found[0].high_hz
    assert found[1].low_hz > centre_hz()[86]
