"""Which machines are shown in which order: nothing is lost, doubled or shown that was not asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.machine import Criticality, MachineType
from app.domain.spelling import folded, natural
from app.domain.verdict import State
from app.ui.pages.fleet.entries import entries
from app.ui.pages.fleet.sifting import counted, days_until, divided, ordered, places, sift
from app.ui.pages.fleet.values import Group, Sieve, Sort
from tests.ui.pages.fleet.fakes import NOON, fleet, machine, standing

EVERY = entries(fleet(60).machines, NOON)
names = st.text(alphabet="Fanü ß12-É中\u0301ﬁ ", max_size=12)


@st.composite
def made(draw):
    """One machine of any kind."""
    of = machine(
        draw(names),
        draw(st.sampled_from(("", "Plant 2", "plant 2", "Harbour"))),
        draw(st.sampled_from(("", "Hall A", "Hall B"))),
        code=draw(names),
        notes=draw(names),
        type=draw(st.sampled_from(MachineType)),
        criticality=draw(st.sampled_from(Criticality)),
        interval_days=draw(st.sampled_from((None, 1, 28))),
    )
    state = draw(st.sampled_from(State))
    score = draw(st.one_of(st.none(), st.floats(0, 5)))
    return standing(of, state, score, draw(st.floats(0, 900)))


fleets = st.lists(made(), max_size=12).map(lambda many: entries(many, NOON))


@settings(max_examples=40)
@given(fleets, st.sampled_from(Sort), st.booleans())
def test_an_order_loses_and_doubles_nothing_and_puts_the_unknown_last(every, sort, reverse):
    found = ordered(every, sort, reverse=reverse)
    assert sorted(one.id for one in found) == sorted(one.id for one in every)
    if sort is Sort.SCORE:
        known = [one.score is not None for one in found]
        assert known == sorted(known, reverse=True)
        scores = [one.score for one in found if one.score is not None]
        assert scores == sorted(scores, reverse=not reverse)


@settings(max_examples=40)
@given(fleets, st.sampled_from(Group), st.booleans())
def test_sections_hold_every_machine_once_in_its_order(every, group, urgent):
    sections = divided(every, group, NOON, urgent_first=urgent)
    held = [one.id for section in sections for one in section.entries]
    assert sorted(held) == sorted(one.id for one in every)
    place = {one.id: at for at, one in enumerate(every)}
    for section in sections:
        assert section.entries
        at = [place[one.id] for one in section.entries]
        assert at == sorted(at)
    titles = [(section.above, section.title, section.place) for section in sections]
    assert len(set(titles)) == len(titles)


@settings(max_examples=40)
@given(fleets, names)
def test_every_sought_word_is_found_in_any_order_case_and_accent(every, text):
    found = sift(every, Sieve(text))
    assert found == sift(every, Sieve(" ".join(reversed(text.upper().split()))))
    for one in found:
        assert all(word in one.haystack for word in folded(text).split())
    assert sift(every, Sieve("  ")) == list(every)


@given(names)
def test_folding_is_the_same_a_second_time_and_any_name_has_an_order(text):
    assert folded(folded(text)) == folded(text)
    assert natural(text) <= natural(text)


@settings(max_examples=40)
@given(fleets)
def test_counts_add_up_and_shares_to_one(every):
    counts = counted(every)
    assert sum(one.number for one in counts) == len(every)
    assert sum(one.share for one in counts) == pytest.approx(1.0 if every else 0.0)
    assert set(places(every)) == {one.place for one in every}


def test_accents_and_capitals_do_not_hide_a_machine():
    every = entries([standing(machine("Lüfter 3", area="Südhalle", code="ÄHU-7", notes="squeals when wet"))], NOON)
    for text in ("lufter", "LÜFTER", "sudhalle 3", "3 lüf", "ahu-7", "wet squeals", "plant 2"):
        assert sift(every, Sieve(text)), text
    assert not sift(every, Sieve("lüfter 4"))


def test_the_sieve_holds_back_by_state_lateness_place_and_alert():
    abnormal = sift(EVERY, Sieve(states=frozenset({State.ABNORMAL})))
    assert abnormal and all(one.state is State.ABNORMAL for one in abnormal)
    late = sift(EVERY, Sieve(overdue=True))
    assert late and all(one.now.overdue for one in late)
    there = sift(EVERY, Sieve(place=("Plant 2", "Roof")))
    assert there and {one.place for one in there} == {("Plant 2", "Roof")}
    assert [one.id for one in sift(EVERY, Sieve(machine_ids=frozenset({"machine-0004"})))] == ["machine-0004"]
    assert not sift(EVERY, Sieve(machine_ids=frozenset())), "an alert about nobody shows nobody"


def test_by_urgency_the_cards_come_first_then_red_then_amber_then_what_is_well():
    first = [EVERY[30].id, EVERY[2].id]
    found = ordered(EVERY, Sort.URGENCY, first=first)
    assert [one.id for one in found[:2]] == first
    states = [one.state for one in found[2:] if not one.now.overdue and one.state is not State.NO_BASELINE]
    order = [State.ABNORMAL, State.WATCH, State.CANNOT_TELL, State.HEALTHY]
    assert [order.index(state) for state in states] == sorted(order.index(state) for state in states)
    assert not found[-1].wanted


def test_names_are_ordered_as_people_count():
    many = [standing(machine(f"Fan {number}")) for number in (10, 2, 1)]
    found = ordered(entries(many, NOON), Sort.NAME)
    assert [one.now.machine.name for one in found] == ["Fan 1", "Fan 2", "Fan 10"]


def test_areas_are_headed_by_their_site_only_where_there_are_several():
    one_site = divided(entries(fleet(23).machines, NOON), Group.AREA, NOON)
    assert {section.above for section in one_site} == {""}
    assert [section.title for section in one_site] == ["Boiler house", "Hall A", "Hall B", "Roof"]
    several = divided(EVERY, Group.AREA, NOON)
    assert {section.above for section in several} == {"Plant 2", "Harbour works"}


def test_an_area_with_an_abnormal_machine_comes_before_those_that_are_well():
    well = [standing(machine(f"Fan {at}", area="Hall A")) for at in range(3)]
    ill = standing(machine("Fan 9", area="Roof"), State.ABNORMAL, 1.3)
    sections = divided(entries([*well, ill], NOON), Group.AREA, NOON, urgent_first=True)
    assert [section.title for section in sections] == ["Roof", "Hall A"]


def test_due_is_divided_as_it_presses():
    of = [standing(machine(f"Fan {at}"), days_ago=at) for at in (60, 27.5, 24, 10)]
    never = standing(machine("Fan 0", interval_days=None))
    sections = divided(entries([*of, never], NOON), Group.DUE, NOON)
    assert [one.title for one in sections] == ["Overdue", "Due now", "Within a week", "Within a month", "No date"]


def test_days_are_counted_by_midnights():
    assert days_until(NOON + timedelta(days=3), NOON) == 3
    assert days_until(NOON - timedelta(days=1), NOON) == -1
    assert days_until(replace_hour(23), replace_hour(1)) == 0


def replace_hour(hour: int):
    return NOON.astimezone().replace(hour=hour)


def test_sieves_know_whether_they_hold_anything_back():
    assert not Sieve().active and not Sieve(text="  ").active
    assert Sieve(machine_ids=frozenset()).active
    assert replace(Sieve(), overdue=True).active
