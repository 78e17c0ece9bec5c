"""What the page reads and keeps: both takes, level, offset, and who trades places with whom."""

import subprocess
import sys
from dataclasses import replace

import pytest

from app.domain.problem import Problem
from app.ui.pages.compare.presenter import ComparePresenter
from tests.ui.fakes import FakeBook, FakeListen, InlineJobs
from tests.ui.pages.compare.fakes import LOST, usual
from tests.ui.pages.conftest import Told

FIRST, SECOND, THIRD = (f"id {name}.wav" for name in ("first", "second", "third"))


@pytest.fixture
def compare():
    return usual()


@pytest.fixture
def presenter(compare, jobs: InlineJobs, told: Told):
    return ComparePresenter(compare, FakeListen(FakeBook()), jobs, told)


def faces(told):
    face = told.last("show_face")
    return face.a, face.b


def test_opened_with_another_visit(presenter, compare, told):
    presenter.open(THIRD, FIRST)
    assert compare.asked == [(THIRD, FIRST, None)]
    assert faces(told) == (FIRST, THIRD)
    pair, description = told.of("show_pair")[-1][:2]
    assert (pair.a.letter, pair.length_s) == ("A", 30.0)
    assert "11 dB louder" in description
    assert told.last("show_face").finding.startswith("B is 11 dB louder")


def test_opened_with_the_baseline(presenter, compare, told):
    presenter.open(THIRD, None)
    assert compare.asked == [(THIRD, None, None)]
    assert faces(told)[0].startswith("baseline ") and faces(told)[1] == THIRD
    assert compare.subtracted == [(True, 0.0)]


def test_another_take_of_the_baseline(presenter, compare, told):
    presenter.open(THIRD, None)
    second = told.last("show_face").choices[1].key
    presenter.choose("a", second)
    assert compare.asked[-1] == (THIRD, None, second.removeprefix("baseline "))


def test_choosing_what_the_other_side_shows_trades_places(presenter, told):
    presenter.open(THIRD, FIRST)
    presenter.choose("a", THIRD)
    assert faces(told) == (THIRD, FIRST)
    presenter.choose("b", SECOND)
    assert faces(told) == (THIRD, SECOND)


def test_the_baseline_can_stand_on_either_side_but_not_on_both(presenter, compare, told):
    presenter.open(THIRD, FIRST)
    baseline = told.last("show_face").choices[0].key
    presenter.choose("b", baseline)
    assert faces(told)[0] == FIRST and faces(told)[1].startswith("baseline")
    assert compare.asked[-1][0] == FIRST
    presenter.choose("a", told.last("show_face").choices[1].key)
    assert faces(told)[0].startswith("baseline") and faces(told)[1] == FIRST


def test_swapped_keeps_level_and_turns_the_offset(presenter, compare, told):
    presenter.open(THIRD, FIRST)
    presenter.match_level(False)
    presenter.shift(1.5)
    presenter.swap()
    assert faces(told) == (THIRD, FIRST)
    assert compare.subtracted[-1] == (False, -1.5)
    assert len(compare.asked) == 1


def test_level_and_offset_change_nothing_else(presenter, compare, told):
    presenter.open(THIRD, FIRST)
    presenter.match_level(False)
    assert told.last("show_face").matched is False
    presenter.shift(0.1)
    presenter.shift(0.2)
    assert compare.subtracted[1:] == [(False, 0.0), (False, 0.1), (False, pytest.approx(0.3))]
    assert told.calls[-1][0] == "show_state" or told.of("show_pair")
    assert len(compare.asked) == 1


def test_both_always_overlap(presenter, compare):
    presenter.open(THIRD, FIRST)
    presenter.shift(100.0)
    assert compare.subtracted[-1][1] == pytest.approx(9.5)
    presenter.shift(-100.0)
    assert compare.subtracted[-1][1] == pytest.approx(-29.5)
    count = len(compare.subtracted)
    presenter.shift(-1.0)
    assert len(compare.subtracted) == count


def test_another_pair_begins_at_no_offset_and_at_its_own_level(presenter, compare):
    presenter.open(THIRD, FIRST)
    presenter.match_level(False)
    presenter.shift(2.0)
    presenter.choose("a", SECOND)
    assert compare.subtracted[-1] == (True, 0.0)


def test_nothing_to_compare_with_is_said_on_the_page(presenter, compare, told):
    compare.refuses = Problem("There is nothing to compare this visit with yet.", "Learn a baseline.")
    presenter.open(THIRD, None)
    assert told.last("show_reading") == "There is nothing to compare this visit with yet. Learn a baseline."
    assert not told.of("show_face")


def test_what_fails_later_keeps_what_is_there(presenter, compare, told):
    presenter.open(THIRD, FIRST)
    compare.refuses = Problem("The history is locked.", "Wait.")
    presenter.choose("a", SECOND)
    assert told.problems() == {"compare": "The history is locked."}
    assert faces(told) == (FIRST, THIRD)
    compare.refuses = None
    presenter.choose("a", SECOND)
    assert told.problems() == {} and faces(told) == (SECOND, THIRD)


def test_an_altered_recording_is_told_when_it_was_looked_at(presenter, compare, told):
    compare.found = (None, Problem("It was changed.", "Restore it."))
    presenter.open(THIRD, FIRST)
    assert told.last("show_face").troubles == ("B: It was changed. Restore it.",)
    presenter.swap()
    assert told.last("show_face").troubles == ("A: It was changed. Restore it.",)


def test_a_lost_recording_is_not_played(presenter, compare, told):
    compare.sides[THIRD] = replace(compare.sides[THIRD], problem=LOST)
    presenter.open(THIRD, FIRST)
    assert told.of("show_state")[-1][1:] == ("a", (True, False))
    presenter.hearing.hear("b")
    assert presenter.hearing.side == "a"


def test_sharper_pictures_are_of_what_each_take_has(presenter, compare, told):
    presenter.open(THIRD, FIRST)
    presenter.shift(4.0)
    presenter.look_closer(5.0, 12.0)
    assert compare.looked == [("first.wav", 5.0, 10.0), ("third.wav", 1.0, 8.0)]
    assert len(told.of("show_closer")) == 1
    presenter.look_closer(20.0, 25.0)
    assert told.of("show_closer")[-1][0] is None


def test_who_leaves_hears_nothing_of_it(compare, told):
    jobs = InlineJobs(auto=False)
    presenter = ComparePresenter(compare, FakeListen(FakeBook()), jobs, told)
    presenter.open(THIRD, FIRST)
    presenter.leave()
    jobs.settle()
    assert not told.of("show_face")
    presenter.open(THIRD, FIRST)
    presenter.open(SECOND, FIRST)
    jobs.settle()
    assert [face.b for (face,) in told.of("show_face")] == [SECOND]


def test_the_panel_that_comes_late_is_told_all(presenter, told):
    presenter.show_again()
    assert not told.of("show_pair")
    presenter.open(THIRD, FIRST)
    presenter.show_again()
    assert len(told.of("show_pair")) == 2


def test_it_needs_no_widget_of_its_own():
    code = "import sys, app.ui.pages.compare.presenter as p; print('pyqtgraph' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
