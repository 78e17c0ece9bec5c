"""Where the microphone is held and what the room sounds like: the newest counts, none is lost."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.identity import new_id
from app.domain.machine import MeasuringPoint, OperatingCondition
from app.domain.problem import Problem
from app.history.history import History
from tests.history.builders import START, clips, inspection, levels, machine, placement, quality, room, same


@pytest.fixture
def fan(history):
    return history.add_machine(machine(conditions=2))


def point_of(machine):
    return machine.points[0].id


def test_placement_comes_back_as_it_was_given(history, fan):
    given = placement(fan, "0,5 m vom Gitter – links\n✓", "photos/ab/ab.jpg")

    assert history.add_placement(given) == given
    assert history.placement(point_of(fan)) == given


def test_point_nobody_placed_a_microphone_at_has_none(history, fan):
    assert history.placement(point_of(fan)) is None
    assert history.room(point_of(fan)) is None


def test_placement_added_last_counts_and_the_earlier_ones_are_kept(history, folder, fan):
    for note in ("first", "second", "third"):
        history.add_placement(placement(fan, note))

    assert history.placement(point_of(fan)).note == "third"
    with closing(sqlite3.connect(folder / "earshot.db")) as raw:
        kept = raw.execute("SELECT note FROM placements ORDER BY revision").fetchall()
    assert kept == [("first",), ("second",), ("third",)]


def test_clock_set_back_does_not_bring_an_old_placement_to_the_top(history, fan):
    history.add_placement(placement(fan, "before"))
    history.add_placement(replace(placement(fan, "after"), placed_at=START - timedelta(days=900)))

    assert history.placement(point_of(fan)).note == "after"


def test_placement_of_a_moment_is_the_newest_noted_until_then(history, fan):
    for day in (1, 3, 5):
        history.add_placement(replace(placement(fan, f"day {day}"), placed_at=START + timedelta(days=day)))

    notes = [history.placement(point_of(fan), at=START + timedelta(days=day)) for day in (0, 1, 2, 4, 9)]

    assert [kept and kept.note for kept in notes] == [None, "day 1", "day 1", "day 3", "day 5"]


def test_each_point_has_its_own(history):
    points = tuple(MeasuringPoint(name, (OperatingCondition("full"),)) for name in ("inlet", "motor"))
    fan = history.add_machine(replace(machine(), points=points))
    history.add_placement(placement(fan, "at the inlet"))
    history.add_room(room(fan))

    assert history.placement(points[0].id).note == "at the inlet"
    assert history.placement(points[1].id) is None
    assert history.room(points[1].id) is None


def test_unknown_point_is_a_key_error_and_nothing_is_kept(history, fan):
    nowhere = replace(room(fan), point_id="nowhere")

    for ask in (
        lambda: history.placement("nowhere"),
        lambda: history.room("nowhere"),
        lambda: history.add_placement(replace(placement(fan), point_id="nowhere")),
        lambda: history.add_room(nowhere),
    ):
        with pytest.raises(KeyError):
            ask()

    assert history.take_with(nowhere.take.sha256) is None


def test_room_comes_back_as_it_was_given_even_after_closing(folder):
    with History.open(folder) as history:
        fan = history.add_machine(machine())
        given = room(fan)
        assert same(history.add_room(given), given)
    with History.open(folder) as history:
        assert same(history.room(point_of(fan)), given)
        assert history.take(given.take.id) == given.take


def test_room_added_last_counts_and_the_earlier_ones_are_kept(history, folder, fan):
    kept = [history.add_room(replace(room(fan, seed), heard_at=START - timedelta(days=seed))) for seed in (1, 2)]

    assert same(history.room(point_of(fan)), kept[-1])
    with closing(sqlite3.connect(folder / "earshot.db")) as raw:
        assert raw.execute("SELECT id FROM room_sounds ORDER BY revision").fetchall() == [(r.id,) for r in kept]


def test_room_of_a_take_that_is_there_already_shares_it_and_its_quality(history, fan):
    given = room(fan)
    first = history.add_take(given.take, given.clips, quality())
    again = replace(given, take=replace(given.take, id=new_id()))

    kept = history.add_room(again)

    assert kept.take == first
    assert same(history.quality(first.id), quality())


def test_silent_room_keeps_its_level_and_one_that_is_no_number_is_our_mistake(history, fan):
    silent = replace(room(fan), level_dbfs=float("-inf"), clips=clips(0))

    assert history.add_room(silent).level_dbfs == float("-inf")
    with pytest.raises(ValueError, match="not a number"):
        history.add_room(replace(room(fan), level_dbfs=float("nan")))


def test_room_heard_with_another_ear_keeps_its_own_levels(history, fan):
    first = room(fan)
    history.add_take(first.take, clips(1, seed=3, ear="d" * 64), quality())

    kept = history.add_room(first)

    assert kept.clips.ear_sha256 == first.clips.ear_sha256
    assert kept.clips.bands.tobytes() == levels(1, seed=7).tobytes()


@pytest.mark.parametrize("kept", ["placement", "room"])
def test_point_with_a_placement_or_a_room_is_never_removed(history, kept):
    points = tuple(MeasuringPoint(name, (OperatingCondition("full"),)) for name in ("Inlet", "Motor"))
    fan = history.add_machine(replace(machine(), points=points))
    if kept == "placement":
        history.add_placement(placement(fan))
    else:
        history.add_room(room(fan))

    with pytest.raises(Problem, match="“Inlet”"):
        history.change_machine(replace(fan, points=points[1:]))

    assert history.machine(fan.id) == fan
    renamed = replace(points[0], name="Suction side")
    assert history.change_machine(replace(fan, points=(points[1], renamed))).points == (points[1], renamed)
    assert history.change_machine(replace(fan, points=(renamed,))).points == (renamed,)


def test_inspection_of_a_recording_keeps_how_it_came_about(history, fan):
    given = inspection(fan)

    kept = history.add_inspection(given)

    assert (kept.overruled, kept.above_room_db, kept.ending) == (
        given.overruled,
        given.above_room_db,
        given.ending,
    )
