"""What the bin's section shows and does, without a widget."""

from datetime import timedelta

import pytest

from app.domain.bin import Thing
from app.domain.problem import Problem
from app.ui.pages.bin.presenter import BinPresenter
from app.ui.pages.bin.words import brought_back, gone_in, size
from tests.ui.fakes import InlineJobs
from tests.ui.pages.bin.fakes import NOON, FakeBin, View, things

DAY = timedelta(days=1)


def opened(count: int = 30, auto: bool = True):
    bin_, view, jobs = FakeBin(things(count)), View(), InlineJobs(auto)
    presenter = BinPresenter(bin_, jobs, view, lambda: NOON)  # type: ignore[arg-type]
    presenter.open()
    return presenter, bin_, view, jobs


def test_rows_say_what_who_when_and_how_long():
    _, _, view, _ = opened()
    first, fifth = view.shown.rows[0], view.shown.rows[4]
    assert first.name == "Supply fan 1"
    assert first.about == "Machine · 14 visits · thrown away by M. Großmann on 22 Nov 2026"
    assert (first.left, first.soon, view.shown.rows[-1].soon) == ("gone in 90 days", False, True)
    assert fifth.about.startswith("Inspection · thrown away by A. Novak")
    assert view.shown.line == "24 machines and 6 inspections"


def test_rows_come_before_their_visits_are_counted():
    presenter, _, view, jobs = opened(auto=False)
    jobs.settle(at_most=1)
    assert "– visits" in view.shown.rows[0].about
    presenter.ask()
    assert view.loss == "24 machines and 6 inspections, visits being counted"
    jobs.settle()
    assert "14 visits" in view.shown.rows[0].about
    assert view.loss == "24 machines and 6 inspections, 342 visits, 992 MB"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("supply", 5),
        ("FAN 3", 4),
        ("inspection", 6),
        ("novak pump", 0),
        ("großmann pump", 5),
        ("nobody", 0),
        ("", 30),
    ],
)
def test_search_is_by_name_kind_and_thrower(typed, found):
    presenter, _, view, _ = opened()
    presenter.seek(typed)
    assert (len(view.shown.rows), view.shown.lying) == (found, 30)


def test_several_come_back_at_once_and_go_again():
    presenter, bin_, view, _ = opened()
    for thing_id in ("thing-0", "thing-4", "thing-9"):
        presenter.choose(thing_id)
    presenter.choose("thing-9")
    assert view.shown.chosen == 2
    presenter.bring_back()
    assert len(bin_.lines) == 28
    assert view.said == "Supply fan 1, Cooling tower fan 1, 2026-08-05 take.wav are back."
    assert (view.changed, view.shown.chosen, view.shown.lying) == (1, 0, 28)
    view.undo()
    assert {line.thing_id for line in bin_.lines[:2]} == {"thing-0", "thing-4"}
    assert view.changed == 2


def test_a_name_that_is_taken_is_told_in_one_sentence():
    presenter, bin_, view, _ = opened()
    bin_.taken = {"Supply fan 1"}
    presenter.choose("thing-0")
    presenter.bring_back()
    assert view.said == (
        "There is another machine named Supply fan 1 by now, so this one is back as Supply fan 1 (2)."
    )


def test_all_that_are_found_are_chosen_and_none_again():
    presenter, _, view, _ = opened()
    presenter.seek("supply")
    presenter.choose_all()
    assert view.shown.chosen == 5
    presenter.choose_all()
    assert view.shown.chosen == 0


def test_one_press_removes_nothing_and_two_remove_all():
    presenter, bin_, view, _ = opened()
    presenter.empty()
    assert len(bin_.lines) == 30
    presenter.ask()
    assert view.loss.endswith("342 visits, 992 MB")
    presenter.think_better()
    assert view.loss == ""
    presenter.empty()
    assert len(bin_.lines) == 30
    presenter.ask()
    presenter.empty()
    assert bin_.lines == []
    assert view.told == "Removed for good: 24 machines and 6 inspections. 992 MB come free in a few minutes."
    assert (view.rests, view.changed, view.shown.removing, view.shown.rows) == ([121.0], 1, False, ())
    presenter.tidy()
    assert bin_.tidied == 1


def test_leaving_the_section_is_thinking_better_of_it():
    presenter, bin_, view, _ = opened()
    presenter.ask()
    presenter.leave()
    presenter.empty()
    assert (len(bin_.lines), view.loss) == (30, "")


def test_what_stayed_is_told():
    presenter, bin_, view, _ = opened(4)
    bin_.kept = {"thing-0"}
    presenter.ask()
    presenter.empty()
    assert view.told == ("Removed for good: 3 machines. 1 machine stayed: somebody has listened there since.")


def test_a_problem_is_told_and_nothing_is_half_done():
    presenter, bin_, view, _ = opened()
    bin_.refuses = Problem("The disk is full.", "Free some space.")
    presenter.ask()
    presenter.empty()
    assert view.problems == {"bin change": "The disk is full. Free some space."}
    assert (len(bin_.lines), view.shown.working, view.shown.removing) == (30, False, False)
    bin_.refuses = None
    presenter.choose("thing-0")
    presenter.bring_back()
    assert view.problems == {}


def test_while_it_works_nothing_is_done_twice():
    presenter, bin_, view, jobs = opened(auto=False)
    jobs.settle()
    presenter.choose("thing-0")
    presenter.bring_back()
    presenter.bring_back()
    presenter.ask()
    assert view.shown.working
    jobs.settle()
    assert (len(bin_.lines), view.shown.removing, view.changed) == (29, False, 1)


def test_an_empty_bin_weighs_nothing():
    _, bin_, view, _ = opened(0)
    assert (view.shown.rows, view.shown.line, bin_.weighed) == ((), "", 0)


@pytest.mark.parametrize(
    ("left", "told"),
    [(90 * DAY, "gone in 90 days"), (DAY, "gone in 1 day"), (DAY / 24, "gone in 1 day"),
     (0 * DAY, "gone at one of the next starts"), (-5 * DAY, "gone at one of the next starts")],
)  # fmt: skip
def test_how_long_it_stays(left, told):
    assert gone_in(left) == told


@pytest.mark.parametrize(
    ("size_bytes", "told"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (999_600, "1 MB"), (340_000_000, "340 MB"),
     (1_234_000_000, "1.2 GB"), (312_000_000_000, "312 GB"), (4_100_000_000_000, "4.1 TB")],
)  # fmt: skip
def test_sizes_as_people_say_them(size_bytes, told):
    assert size(size_bytes) == told


def test_several_new_names_are_listed():
    assert brought_back([("A", "A (2)"), ("B", "B (2)"), ("C", "C")]) == (
        "2 machines came back under other names: A (2), B (2)."
    )
    assert brought_back([("A", "A")]) == "A is back."
    assert {line.thing for line in things(5)} == set(Thing)
