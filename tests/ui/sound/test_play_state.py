from app.ui.sound.play_state import PlayState, Wish
from tests.ui.sound.samples import RANGES

STATE = PlayState(30.0, RANGES)


def test_play_goes_on_from_the_head():
    assert STATE.at(12.5).wish == Wish(12.5, None, None, "take", False)


def test_at_the_end_it_starts_again():
    assert STATE.at(30.0).wish.start_s == 0.0
    assert STATE.at(99.0).head_s == 30.0
    assert STATE.at(-1.0).head_s == 0.0


def test_a_stretch_starts_at_its_start_unless_the_head_is_in_it():
    chosen = STATE.select(5.0, 8.0)
    assert chosen.wish.start_s == 5.0
    assert chosen.at(6.0).wish.start_s == 6.0
    assert chosen.at(8.0).wish.start_s == 5.0
    assert chosen.at(20.0).wish.start_s == 5.0


def test_a_stretch_is_cut_to_the_take_and_an_empty_one_is_none():
    assert STATE.select(-4.0, 99.0).selection_s == (0.0, 30.0)
    assert STATE.select(40.0, 50.0).selection_s is None


def test_a_range_is_heard_alone_and_over_and_over():
    wish = STATE.at(3.0).hear_range(1).wish
    assert wish == Wish(3.0, RANGES[1].low_hz, RANGES[1].high_hz, "take", True)


def test_without_ranges_there_is_nothing_to_hear_alone():
    assert PlayState(30.0).range is None
    assert PlayState(30.0, only=True).wish.low_hz is None
