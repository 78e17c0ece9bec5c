"""The sentences: how much, where, against what, and what has to be known with it."""

from dataclasses import replace

import numpy as np
import pytest

from app.domain.problem import Problem
from app.domain.verdict import ExcessRange
from app.ui.pages.compare import words
from tests.ui.pages.compare.fakes import FAN, LOST, FakeCompare, compared, healthy, louder, side, visit

ONE = (ExcessRange(90.0, 170.0, 11.0),)


def found(ranges=ONE, pair=None, rest_within=True, matched=True, **more):
    fake = FakeCompare(ranges=ranges, **more)
    return replace(fake.difference(pair or compared(), matched=matched), rest_within=rest_within)


def test_one_range_is_one_sentence():
    assert words.finding(compared(), found()) == "B is 11 dB louder at 0.09–0.17 kHz, the rest within the spread."


def test_several_ranges_are_listed():
    many = (*ONE, ExcessRange(300.0, 400.0, -6.0), ExcessRange(2000.0, 3000.0, 4.0))
    text = words.finding(compared(), found(many, rest_within=False))
    assert text == (
        "B is 11 dB louder at 0.09–0.17 kHz, 6 dB quieter at 0.30–0.40 kHz and 4 dB louder at 2.0–3.0 kHz, "
        "and more differs elsewhere."
    )


def test_nothing_is_said_plainly():
    assert words.finding(compared(), found(())) == "A and B sound alike: no range differs by more than the spread."
    assert "in many places" in words.finding(compared(), found((), rest_within=False))


def test_without_a_baseline_no_spread_is_claimed():
    pair = replace(compared(side("a.wav")), spread_db=None)
    assert words.finding(pair, found()).endswith("the rest differs by less than 3 dB.")
    assert any("no baseline yet" in note for note in words.notes(pair, found()))


def test_as_recorded_another_level_is_named_before_all_else():
    loud = found(matched=False, excess_db=np.full(128, 9.0))
    loud = replace(loud, overall_db=12.0)
    assert words.finding(compared(), loud).startswith("B is 12 dB louder overall")
    assert "12 dB" not in words.notes(compared(), loud)[0]
    quiet = found(matched=False, excess_db=louder(90, 170, 11.0))
    assert "at 0.09" in words.finding(compared(), replace(quiet, overall_db=1.0))


@pytest.mark.parametrize("matched", [True, False])
@pytest.mark.parametrize("match", [True, False])
def test_the_level_is_always_accounted_for(match, matched):
    pair = compared(match=match, why="the microphones differ (X and Y)")
    (first, *_) = words.notes(pair, found(matched=matched))
    assert ("Level-matched" in first) is matched
    assert ("microphones differ" in first) is (match or not matched)
    assert matched is ("B was 3 dB louder overall" in first)


def test_another_condition_or_machine_is_told():
    other = replace(FAN.points[0].conditions[0], id="other", name="Half speed")
    notes = words.notes(compared(side(), replace(side(), condition=other)), found())
    assert any("Half speed" in note for note in notes)
    twin = replace(FAN, id="twin", name="Twin")
    assert any("A is Twin" in note for note in words.notes(compared(replace(side(), machine=twin)), found()))


def test_what_only_one_has_is_told():
    pair = compared(b=replace(side(), reach_hz=3500.0))
    assert any(note == "Above 3.5 kHz only A has sound: hatched." for note in words.notes(pair, found(pair=pair)))


def test_levels_of_two_ears_are_explained():
    assert any("of the pictures" in note for note in words.notes(compared(from_pictures=True), found()))
    nothing = replace(found(), levels_db=None)
    assert words.finding(compared(), nothing) == "The levels of these takes can't be compared."


def test_troubles_name_the_side():
    pair = compared(b=replace(side(), problem=LOST))
    later = Problem("It was changed.", "Restore it.")
    assert words.troubles(pair, (later, later)) == (
        "A: It was changed. Restore it.",
        f"B: {LOST.what} {LOST.to_do}",
    )
    assert words.troubles(compared(), (None, None)) == ()


def test_choices_hold_what_is_compared_even_where_the_list_ends_before():
    pair = compared(side("old.wav"), side("new.wav"), visits=(visit(side("new.wav")),))
    keys = [one.key for one in words.choices(pair)]
    assert keys == ["id new.wav", "id old.wav"]
    assert words.key(healthy()).startswith(words.BASELINE)


def test_the_frame_says_why_it_is_empty_and_when_a_take_ends():
    lost = replace(side(), picture=None, problem=LOST)
    assert words.side_shown("B", lost, found()).note == LOST.what
    shown = words.side_shown("A", side(), found())
    assert shown.note == "A ends after 10.0 s"
    assert shown.levels_db[0] == side().levels_db[0] + 3.0 and shown.raised_db == 3.0
    assert words.side_shown("B", side(), found()).raised_db == 0.0


def test_all_of_it_is_told_to_screen_readers():
    text = words.spoken(compared(), found())
    assert "A: Baseline, take of" in text and "Abnormal 1.84" in text and "11 dB louder" in text
