"""What the fleet page decides, without a widget."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.pages.fleet.presenter import READING, TRENDS, FleetPresenter
from app.ui.pages.fleet.remembering import recalled, remembered
from app.ui.pages.fleet.values import Arrangement, Choices, Group, Sort
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.fleet.fakes import NOON, FakeFleet, fleet, machine, standing

GONE = Problem("The history is gone.", "Connect the drive again.")


def presented(made: FakeFleet, told: Told, jobs: InlineJobs | None = None) -> FleetPresenter:
    return FleetPresenter(made, jobs or InlineJobs(), told, clock=lambda: NOON)


def test_three_cards_come_first_and_all_others_stand_below(told):
    made = fleet(23)
    presented(made, told).refresh()
    shown = told.last("show_fleet")
    assert shown.total == 23 and len(shown.cards) == 3
    below = [one.id for section in shown.sections for one in section.entries]
    assert len(below) == 20 and not {one.now.machine.id for one in shown.cards} & set(below)
    assert {one.state: one.number for one in shown.counts}[State.ABNORMAL] == 3


def test_what_is_sought_is_shown_in_one_list_without_cards(told):
    presenter = presented(fleet(23), told)
    presenter.refresh()
    presenter.choose_states({State.ABNORMAL}, False)
    shown = told.last("show_fleet")
    assert not shown.cards and len(shown.entries) == 3 == sum(len(one.entries) for one in shown.sections)
    presenter.seek("zebra")
    assert not told.last("show_fleet").entries
    presenter.show_all()
    assert len(told.last("show_fleet").cards) == 3


def test_an_alert_about_several_lets_go_of_what_was_sought(told):
    presenter = presented(fleet(23), told)
    presenter.refresh()
    presenter.seek("zebra")
    presenter.choose_machines(["machine-0001", "machine-0002"], "2 machines worse")
    shown = told.last("show_fleet")
    assert {one.id for one in shown.entries} == {"machine-0001", "machine-0002"}
    presenter.forget_machines()
    assert len(told.last("show_fleet").entries) == 23


def test_a_quiet_fleet_says_so_and_what_is_due_next(told):
    made = FakeFleet([standing(machine("Fan 1"), days_ago=20), standing(machine("Fan 2"), days_ago=24)])
    presented(made, told).refresh()
    shown = told.last("show_fleet")
    assert shown.calm == "All 2 machines are as they should be. Next due: Fan 2, in 4 days."
    assert not shown.cards


def test_the_table_holds_all_machines_the_first_ones_first(told):
    presenter = presented(fleet(23), told)
    presenter.refresh()
    cards = [one.now.machine.id for one in told.last("show_fleet").cards]
    presenter.arrange(Arrangement.TABLE)
    shown = told.last("show_fleet")
    assert [one.id for one in shown.entries][:3] == cards and len(shown.entries) == 23


def test_trends_are_asked_for_once_until_the_fleet_is_read_anew(told):
    made = fleet(23)
    presenter = presented(made, told)
    presenter.refresh()
    presenter.want_trends(["machine-0001", "machine-0002"])
    presenter.want_trends(["machine-0002", "machine-0003"])
    presenter.want_trends(["machine-0001"])
    assert made.asked == [("machine-0001", "machine-0002"), ("machine-0003",)]
    presenter.refresh()
    presenter.want_trends(["machine-0001"])
    assert made.asked[-1] == ("machine-0001",)


def test_a_page_that_would_look_the_same_is_not_shown_again(told):
    made, clock = fleet(23), [NOON]
    presenter = FleetPresenter(made, InlineJobs(), told, clock=lambda: clock[0])
    presenter.refresh()
    presenter.want_trends(["machine-0001"])
    times = len(told.of("show_fleet"))
    clock[0] += timedelta(hours=1)
    presenter.refresh()
    assert len(told.of("show_fleet")) == times
    assert made.asked == [("machine-0001",), ("machine-0001",)], "a trend may have changed though no state did"
    clock[0] += timedelta(days=1)
    presenter.refresh()
    assert told.last("show_fleet").at == clock[0], "every age is another"
    made.machines[5] = standing(made.machines[5].machine, State.ABNORMAL, 3.1)
    presenter.refresh()
    assert len(told.of("show_fleet")) == times + 2


def test_trends_that_could_not_be_read_are_asked_for_again(told):
    made = fleet(23)
    presenter = presented(made, told)
    presenter.refresh()
    made.refuses["trends"] = GONE
    presenter.want_trends(["machine-0001"])
    assert told.problems() == {TRENDS: GONE.what}
    made.refuses.clear()
    presenter.want_trends(["machine-0001"])
    assert told.problems() == {} and made.asked == [("machine-0001",)]


def test_a_history_that_cannot_be_read_is_told_and_the_page_keeps_what_it_has(told):
    made = fleet(23)
    presenter = presented(made, told)
    made.refuses["overview"] = GONE
    presenter.refresh()
    shown = told.last("show_fleet")
    assert shown.total is None and shown.failed and told.problems() == {READING: GONE.what}
    made.refuses.clear()
    presenter.refresh()
    made.refuses["overview"] = GONE
    presenter.refresh()
    assert told.last("show_fleet").total == 23 and told.problems() == {READING: GONE.what}


def test_a_reading_that_was_left_is_never_shown(told):
    made, jobs = fleet(23), InlineJobs(auto=False)
    presenter = presented(made, told, jobs)
    presenter.refresh()
    presenter.leave()
    jobs.settle()
    assert told.last("show_fleet").total is None
    presenter.refresh()
    presenter.refresh()
    jobs.settle()
    assert made.overviews == 1, "the first was dropped before it began"


def test_what_was_chosen_stays_over_a_reading(told):
    presenter = presented(fleet(23), told)
    presenter.refresh()
    presenter.seek("fan")
    presenter.order(Sort.SCORE)
    presenter.divide(Group.NONE)
    before = told.last("show_fleet")
    presenter.refresh()
    assert told.last("show_fleet") == before


@given(st.builds(Choices, sort=st.sampled_from(Sort), reverse=st.booleans(), group=st.sampled_from(Group)))
def test_choices_are_remembered_but_no_filter(choices):
    assert recalled(remembered(choices)) == choices
    assert recalled(remembered(replace(choices, sieve=replace(choices.sieve, text="fan")))) == choices


@pytest.mark.parametrize("kept", [{}, {"sort": 7, "group": "moon", "reverse": True, "arrangement": None}])
def test_what_a_settings_file_may_hold_never_hurts(kept):
    assert recalled(kept) == Choices()
