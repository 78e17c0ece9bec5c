"""The long view reads each visit once, with its newest note and review, and leaves out what is in the bin."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from app.domain.bin import Thing
from app.domain.review import Found
from app.domain.verdict import ExcessRange, State
from app.history.history import History
from tests.history import builders
from tests.history.builders import START

DAY = timedelta(days=1)


@pytest.fixture
def history(folder):
    with History.open(folder) as opened:
        yield opened


@pytest.fixture
def fan(history):
    return history.add_machine(builders.machine(conditions=2))


def visit(history, fan, at: int, state: State = State.HEALTHY, **how):
    return history.add_inspection(builders.inspection(fan, state=state, recorded_at=START + at * DAY, **how))


def test_points_are_oldest_first_and_say_who_by_what_and_how_sure(history, fan):
    later, first = visit(history, fan, 9, State.ABNORMAL), visit(history, fan, 2)
    visit(history, fan, 3, condition=1)
    sure = replace(builders.inspection(fan, recorded_at=START + 5 * DAY), verdict=builders.explained())
    history.add_inspection(sure)
    history.add_review(builders.review(later.id))
    points = history.stories.points(builders.condition_of(fan))
    assert [one.inspection_id for one in points] == [first.id, sure.id, later.id]
    assert points[1].confidence == 0.94 and points[0].confidence is None
    assert (points[2].state, points[2].score, points[2].found) == (State.ABNORMAL, 1.37, Found.FAULTY)
    assert (points[0].watch, points[0].abnormal) == (0.8, 1.0)
    assert points[0].by == "M. Großmann" and points[0].device == "Røde NT-USB"
    assert [one.when for one in history.stories.points(builders.condition_of(fan), START + 5 * DAY)] == [
        START + 5 * DAY,
        START + 9 * DAY,
    ]


def test_the_newest_note_counts_and_an_empty_one_is_none(history, fan):
    kept, emptied = visit(history, fan, 1, note="Belt slips"), visit(history, fan, 2, note="Noisy")
    history.set_note(kept.id, "Belt slips, wet")
    history.set_note(emptied.id, "")
    assert history.stories.notes(builders.condition_of(fan)) == {kept.id: "Belt slips, wet"}
    assert history.stories.notes_of([kept.id, emptied.id]) == {kept.id: "Belt slips, wet"}
    assert history.stories.notes_of([]) == {}


def test_a_fault_that_was_taken_back_is_none(history, fan):
    faulty, open_again = visit(history, fan, 1), visit(history, fan, 2)
    for one in (faulty, open_again):
        history.add_review(builders.review(one.id))
    history.add_review(builders.review(open_again.id, Found.OPEN))
    faults = history.stories.faults(builders.condition_of(fan))
    assert [*faults] == [faulty.id] and faults[faulty.id].cause == "Lager – Käfig"


def test_differences_from_healthy_and_the_ranges_of_the_newest_finding(history, fan):
    condition_id = builders.condition_of(fan)
    assert history.stories.excesses(condition_id) == [] and history.stories.ranges(condition_id) == ()
    found = visit(history, fan, 1, State.ABNORMAL)
    quiet = replace(
        builders.inspection(fan, state=State.HEALTHY, recorded_at=START + 4 * DAY),
        verdict=replace(builders.verdict(State.HEALTHY, 0.3), ranges=()),
    )
    history.add_inspection(quiet)
    history.add_inspection(builders.bare_inspection(fan))
    excesses = history.stories.excesses(condition_id)
    assert [one.inspection_id for one in excesses] == [found.id, quiet.id]
    assert np.array_equal(excesses[0].db, builders.levels(1, seed=5)[0])
    assert history.stories.ranges(condition_id)[0] == ExcessRange(2100.0, 2600.0, 12.0)


def test_what_is_in_the_bin_is_in_none_of_it(history, fan):
    gone = visit(history, fan, 1, State.ABNORMAL, note="Knock")
    history.add_review(builders.review(gone.id))
    history.bin.throw(Thing.INSPECTION, gone.id)
    condition_id, stories = builders.condition_of(fan), history.stories
    assert stories.points(condition_id) == [] and stories.excesses(condition_id) == []
    assert stories.notes(condition_id) == {} and stories.faults(condition_id) == {}
    assert stories.ranges(condition_id) == ()


def test_an_unknown_condition_is_a_key_error(history):
    for read in (history.stories.points, history.stories.excesses):
        with pytest.raises(KeyError):
            read("nowhere")
