"""When it is heard: for a while or all through, whatever knocks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acoustics.picture import PictureMaker
from app.diagnosis.moments import all_through, in_words, moments
from app.domain.take import SoundPicture
from app.domain.verdict import ExcessRange
from app.domain.why import Moment
from tests.diagnosis.machines import RATE_HZ, fan, noise

HZ = np.geomspace(50, 8000, 256).astype(np.float32)
HISS = ExcessRange(2000.0, 3000.0, 5.0)


def picture_of(samples: np.ndarray) -> SoundPicture:
    maker = PictureMaker(RATE_HZ, 0.0, len(samples) / RATE_HZ, 1200)
    maker.add(samples)
    return maker.picture()


def burst(start_s: float, end_s: float, rms: float, of: np.ndarray) -> np.ndarray:
    louder = of.copy()
    hiss = noise(2000, 3000, rms, end_s - start_s)
    louder[round(start_s * RATE_HZ) :][: len(hiss)] += hiss
    return louder


def excess(samples: np.ndarray, healthy: np.ndarray) -> ExcessRange:
    """The mean over time of what differs, as the ear hears it."""
    inside = (HZ >= 2000) & (HZ <= 3000)
    level = [picture_of(one).level_db[inside].mean() for one in (samples, healthy)]
    return ExcessRange(2000.0, 3000.0, float(level[0] - level[1]))


def test_a_burst_is_heard_when_it_is_there():
    healthy, louder = fan(22), burst(4.0, 7.0, 0.03, fan(22))
    (found,) = moments(picture_of(louder), (excess(louder, healthy),))
    assert (found.start_s, found.end_s) == (pytest.approx(4.0, abs=0.3), pytest.approx(7.0, abs=0.3))
    assert found.excess_db > 12
    assert in_words([found], 10.0) == "The difference is heard for 3 s from 0:04 of the take."


def test_two_bursts_are_two():
    louder = burst(6.0, 9.0, 0.03, burst(1.0, 3.0, 0.03, fan(22)))
    found = moments(picture_of(louder), (excess(louder, fan(22)),))
    assert len(found) == 2
    assert in_words(found, 10.0).startswith("The difference is heard for 5 s in 2 stretches, first at 0:01")


@pytest.mark.parametrize("knock", [False, True])
def test_a_steady_difference_is_heard_all_through_though_something_falls(knock: bool):
    louder = burst(0.0, 10.0, 0.006, fan(22))
    one = excess(louder, fan(22))
    if knock:
        louder[80_000:88_000] += noise(300, 6000, 0.3, 0.5)
    found = moments(picture_of(louder), (one,))
    assert all_through(found, 10.0)
    assert found[0].excess_db == pytest.approx(one.excess_db, abs=1.5)


def test_a_knock_alone_is_no_moment():
    knocked = fan(22).copy()
    knocked[80_000:88_000] += noise(300, 6000, 0.5, 0.5)
    assert not any(
        one.end_s - one.start_s < 9 for one in moments(picture_of(knocked), (excess(knocked, fan(22)),))
    )


def test_what_has_become_quieter_has_moments_too():
    quieter = fan(22).copy()
    quieter[:96_000] *= 0.15
    (found,) = moments(picture_of(quieter), (excess(quieter, fan(22)),))
    assert found.excess_db < -12
    assert (found.start_s, found.end_s) == (0.0, pytest.approx(6.0, abs=0.3))


def test_nothing_is_said_of_a_range_that_the_picture_lacks():
    picture = picture_of(fan(22))
    assert moments(picture, ()) == ()
    assert moments(picture, (ExcessRange(12.0, 40.0, 9.0),)) == ()
    assert moments(picture, (ExcessRange(2000.0, 3000.0, 0.4),)) == ()
    assert in_words((), 10.0) == ""


@given(
    st.integers(0, 60),
    st.sampled_from([0.5, 3.0, 60.0, 86_400.0]),
    st.lists(st.tuples(st.floats(1, 9000), st.floats(1, 9000), st.floats(-60, 60)), max_size=3),
    st.none() | st.floats(0, 1e5),
    st.integers(0, 9),
)
@settings(max_examples=80, deadline=None)
def test_any_picture_gives_moments_inside_it_in_order(columns, end_s, ends, until_s, seed):
    level = np.random.default_rng(seed).uniform(-120, 0, (256, columns)).astype(np.float32)
    wave = np.zeros(columns, np.float32)
    ranges = tuple(ExcessRange(min(a, b), max(a, b), db) for a, b, db in ends)
    found = moments(SoundPicture(0.0, end_s, wave, wave, level, HZ), ranges, until_s)
    times = [moment for one in found for moment in (one.start_s, one.end_s)]
    assert times == sorted(times)
    assert all(0.0 <= at <= end_s for at in times)
    assert in_words(found, end_s) == "" if not found else in_words(found, end_s).endswith("take.")


def test_minutes_are_told_as_such():
    assert "for 12 s from 2:05 of" in in_words([Moment(125.2, 137.0, 5.0)], 600.0)
