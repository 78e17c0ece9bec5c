"""A and B for the ear: the position stays, the level is one, a short take goes on from its start."""

import pytest

from app.domain.problem import Problem
from app.domain.verdict import ExcessRange
from app.ui.pages.compare.hearing import Audible, Hearing
from app.ui.pages.compare.player import matched_gains_db
from tests.ui.fakes import FakeBook, FakeListen, InlineJobs, take
from tests.ui.pages.conftest import Told

RANGES = (ExcessRange(90.0, 170.0, 11.0), ExcessRange(300.0, 400.0, 6.0))


@pytest.fixture
def listen():
    return FakeListen(FakeBook())


@pytest.fixture
def hearing(listen, jobs: InlineJobs, told: Told):
    made = Hearing(listen, jobs, told)
    made.show(Audible(take("a.wav", 10.0), 0.0, 4.0, True), Audible(take("b.wav", 30.0), 2.0, 0.0, True), RANGES)
    return made


def last(listen):
    return listen.loads[-1]


def test_b_plays_from_the_head_in_its_own_time(hearing, listen, told):
    hearing.move_head(12.0)
    hearing.play()
    assert last(listen) == ("b.wav", 10.0, None, None)
    assert hearing.state.playing and hearing.state.head_s == 12.0
    listen.playback.position_s = 1.5
    hearing.player.tick()
    assert hearing.state.head_s == 13.5
    hearing.play()
    assert not hearing.state.playing and not listen.playback.playing


def test_the_other_one_goes_on_at_the_same_moment_equally_loud(hearing, listen):
    hearing.move_head(5.0)
    hearing.play()
    hearing.hear("")
    assert last(listen)[:2] == ("a.wav", 5.0)
    assert listen.playback.played[-1]["gain_db"] == 4.0
    hearing.hear("")
    assert last(listen)[:2] == ("b.wav", 3.0)
    assert listen.playback.played[-1]["gain_db"] == 0.0


def test_silent_it_only_changes_sides(hearing, listen):
    hearing.hear("a")
    assert hearing.side == "a" and not listen.loads


def test_a_moment_that_a_take_does_not_have_is_heard_further_on_in_it(hearing, listen):
    hearing.move_head(24.0)
    hearing.hear("a")
    hearing.play()
    assert last(listen)[:2] == ("a.wav", 4.0)
    assert hearing.state.head_s == 4.0
    hearing.player.stop()
    hearing.hear("b")
    hearing.move_head(0.5)
    hearing.play()
    assert last(listen)[0] == "b.wav" and 0.0 <= last(listen)[1] < 30.0


def test_a_stretch_is_played_and_looped_as_a_whole(hearing, listen):
    hearing.select(4.0, 6.0, True)
    hearing.loop(True)
    hearing.move_head(5.0)
    hearing.play()
    assert last(listen)[:2] == ("b.wav", 2.0)
    assert listen.playback.played[-1]["n"] == 2000 and listen.playback.played[-1]["loop"]
    hearing.move_head(9.0)
    assert hearing.state.selection_s is None


def test_a_stretch_a_take_does_not_have_is_no_hindrance(hearing, listen):
    hearing.select(15.0, 20.0, True)
    hearing.hear("a")
    hearing.play()
    assert last(listen)[0] == "a.wav" and listen.playback.played[-1]["n"] > 0


def test_only_the_range_and_the_next_one(hearing, listen):
    hearing.hear_only(True)
    assert last(listen)[2:] == (90.0, 170.0)
    hearing.hear_range(-1)
    assert last(listen)[2:] == (300.0, 400.0) and hearing.state.loop
    hearing.hear_range(-1)
    assert last(listen)[2:] == (90.0, 170.0)
    hearing.hear_only(False)
    assert last(listen)[2:] == (None, None)


def test_a_long_take_goes_on_with_its_next_piece_and_ends(hearing, listen):
    listen.longest_s = 8.0
    hearing.move_head(2.0)
    hearing.play()
    for start_s in (8.0, 16.0, 24.0):
        listen.playback.playing = False
        hearing.player.tick()
        assert last(listen)[:2] == ("b.wav", start_s)
    listen.playback.playing = False
    hearing.player.tick()
    assert not hearing.state.playing and not hearing.player.active


def test_a_lost_loudspeaker_is_told(hearing, listen, told):
    hearing.play()
    listen.playback.lose_device()
    hearing.player.tick()
    assert told.problems() == {"compare playback": "The loudspeaker is gone."}
    assert not hearing.state.playing
    listen.playback.no_device = Problem("There is no loudspeaker.", "Connect one.")
    hearing.play()
    assert told.problems() == {"compare playback": "There is no loudspeaker."}


def test_the_same_pair_otherwise_keeps_the_place_and_another_does_not(hearing, listen):
    a, b = hearing._sides["a"], hearing._sides["b"]
    hearing.select(4.0, 6.0, True)
    hearing.play()
    hearing.show(a, b, RANGES[:1], again=True)
    assert hearing.state.selection_s == (4.0, 6.0) and not hearing.state.playing
    assert not listen.playback.playing
    hearing.show(a, b, RANGES)
    assert hearing.state.selection_s is None and hearing.state.head_s == 0.0


def test_what_is_lost_is_not_asked_for(hearing, listen, told):
    hearing.show(Audible(take("a.wav"), 0.0, 0.0, False), Audible(take("b.wav"), 0.0, 0.0, False), ())
    hearing.play()
    hearing.hear_only(True)
    hearing.hear_range(0)
    assert not listen.loads
    assert told.of("show_state")[-1][2] == (False, False)


@pytest.mark.parametrize(
    ("levels", "peaks", "gains"),
    [
        ((-40.0, -28.0), (-20.0, -10.0), (12.0, 0.0)),
        ((-28.0, -40.0), (-10.0, -20.0), (0.0, 12.0)),
        ((-40.0, -28.0), (-5.0, -10.0), (5.0, -7.0)),
        ((-80.0, -20.0), (-60.0, -3.0), (20.0, -20.0)),
        ((-30.0, -30.0), (0.0, 0.0), (0.0, 0.0)),
        ((-30.0, -20.0), (3.0, 0.0), (0.0, -10.0)),
    ],
)
def test_gains_make_both_equally_loud_without_clipping(levels, peaks, gains):
    found = matched_gains_db(levels, peaks)
    assert found == pytest.approx(gains)
    for gain, peak in zip(found, peaks, strict=True):
        assert gain <= max(-peak, 0.0)
