"""What is thrown away is in no list, comes back whole, and is removed for good only after its time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.domain.bin import KEPT, Thing
from app.domain.identity import new_id, now
from app.domain.model_use import ModelMonth
from app.domain.problem import Problem
from app.domain.review import Found
from app.history.history import History
from tests.history.builders import (
    START,
    add_baseline,
    clips,
    condition_of,
    inspection,
    looked_after,
    machine,
    model,
    placement,
    quality,
    reading,
    review,
    room,
    take,
)

LATER = now() + 2 * KEPT


def busy(history: History, name: str, days: tuple[int, ...] = (1, 2, 3)):
    """A machine with everything that can belong to one, and the ids of its inspections, newest last."""
    fan = history.add_machine(looked_after(machine(name, conditions=2)))
    baseline = add_baseline(history, condition_of(fan))
    history.repair(condition_of(fan), "new bearing")
    history.undo_baseline(condition_of(fan))
    history.add_placement(placement(fan, photo="photos/ef/" + name * 4 + ".jpg"))
    history.add_room(room(fan))
    ids = []
    for day in days:
        given = inspection(
            fan, baseline, recorded_at=START + timedelta(days=day), analysed_at=START, note="a note"
        )
        ids.append(history.add_inspection(given).id)
        history.add_review(review(ids[-1], Found.HEALTHY))
        typed = history.readings.add(reading(fan, inspection_id=ids[-1]))
        history.readings.replace(typed.id, 1.0, "°C")
    history.readings.add(reading(fan))
    return fan, ids


def told(history: History) -> list[object]:
    """All that lists tell of all machines."""
    lists: list[object] = [history.machines(), history.fleet(), history.model_months()]
    lists += [history.state_changes(START), history.inspections_of_type("fan")]
    for fan in history.machines():
        lists += [history.visits(fan.id), history.machine_named(fan.name)]
        for condition in fan.points[0].conditions:
            heard = [one.inspection_id for one in history.heard_visits(condition.id)]
            lists += [heard, history.last_time(condition.id), history.readings.of_condition(condition.id)]
            lists += [history.baseline_changes(condition.id), history.placement(fan.points[0].id)]
    return lists


def counts(history: History) -> dict[str, int]:
    with history._database._raw() as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


@pytest.mark.parametrize("thing", Thing)
def test_what_is_in_the_bin_is_in_no_list_and_comes_back_whole(history, thing):
    busy(history, "A")
    before_b = told(history)
    other, ids = busy(history, "B")
    whole = told(history)
    thing_id = other.id if thing is Thing.MACHINE else ids[1]

    line = history.bin.throw(thing, thing_id, "M. Großmann")

    assert (line.thing, line.thing_id, line.by, line.brought_back) == (thing, thing_id, "M. Großmann", False)
    if thing is Thing.MACHINE:
        assert told(history) == before_b
    else:
        listed = repr(told(history))
        assert thing_id not in listed
        assert ids[0] in listed
        assert sum(sum(month.given.values()) for month in history.model_months()) == 5
    assert history.bin.contents() == [line]
    back = history.bin.bring_back(thing_id, "A. Novak")
    assert (back.brought_back, back.by) == (True, "A. Novak")
    assert history.bin.contents() == []
    assert told(history) == whole


def test_asked_for_by_id_it_is_still_told(history):
    fan, ids = busy(history, "A")
    history.bin.throw(Thing.INSPECTION, ids[0])
    history.bin.throw(Thing.MACHINE, fan.id)

    assert history.machine(fan.id) == fan
    assert history.inspection(ids[0]).machine_id == fan.id
    assert [visit.inspection_id for visit in history.visits(fan.id)] == [ids[2], ids[1]]
    assert [line.name for line in history.bin.contents()] != []


def test_thrown_inspection_is_named_by_machine_and_file(history):
    _, ids = busy(history, "A")

    assert history.bin.throw(Thing.INSPECTION, ids[0]).name == f"A, {take().file_name}"


def test_newest_visit_in_the_bin_gives_way_to_the_one_before(history):
    fan, ids = busy(history, "A")
    history.bin.throw(Thing.INSPECTION, ids[2])

    (line,) = history.fleet()
    assert line.last.inspection_id == ids[1]
    assert [point.when for point in line.trend] == [START + timedelta(days=1), START + timedelta(days=2)]
    assert history.last_time(condition_of(fan)).inspection_id == ids[1]


def test_throwing_twice_is_once_and_bringing_back_twice_is_told(history):
    fan, _ = busy(history, "A")
    first = history.bin.throw(Thing.MACHINE, fan.id)

    assert history.bin.throw(Thing.MACHINE, fan.id) == first
    history.bin.bring_back(fan.id)
    with pytest.raises(Problem, match="not in the bin any more"):
        history.bin.bring_back(fan.id)
    for thing in Thing:
        with pytest.raises(KeyError):
            history.bin.throw(thing, "nobody")


def test_name_of_a_machine_in_the_bin_is_free_and_the_bin_knows_it(history):
    old = history.add_machine(machine("Lüfter 3"))
    line = history.bin.throw(Thing.MACHINE, old.id)
    assert history.machine_named("LÜFTER 3") is None
    assert history.bin.machine_named(" lüfter  3") == line
    assert history.bin.machine_named("Lüfter") is None

    new = history.add_machine(machine("lüfter 3"))
    with pytest.raises(Problem, match="another machine named “lüfter 3” now"):
        history.bin.bring_back(old.id)
    assert history.machines() == [new]

    history.change_machine(replace(new, name="Fan 4"))
    history.bin.bring_back(old.id)
    assert history.machine_named("Lüfter 3") == old
    assert history.bin.machine_named("Lüfter 3") is None


def test_two_machines_of_one_name_may_lie_in_the_bin(history):
    thrown = []
    for _ in range(2):
        thrown.append(history.add_machine(machine("Fan")).id)
        history.bin.throw(Thing.MACHINE, thrown[-1])

    assert {line.thing_id for line in history.bin.contents()} == set(thrown)


def test_nothing_goes_before_its_time(history):
    fan, ids = busy(history, "A")
    line = history.bin.throw(Thing.MACHINE, fan.id)
    history.bin.throw(Thing.INSPECTION, ids[0])
    before = counts(history)

    removed = history.bin.purge(line.gone_at - timedelta(seconds=1))

    assert (removed.things, removed.takes, removed.photos) == ((), (), ())
    assert counts(history) == before


def test_purged_machine_takes_everything_of_it_along_and_nothing_else(history):
    busy(history, "A")
    before, lists = counts(history), told(history)
    fan, ids = busy(history, "B")
    every_take = {history.inspection(one).take.id for one in ids} | set(
        history.baseline(condition_of(fan)).take_ids
    )
    every_take.add(history.room(fan.points[0].id).take.id)
    history.bin.throw(Thing.INSPECTION, ids[0])
    line = history.bin.throw(Thing.MACHINE, fan.id)

    removed = history.bin.purge(line.gone_at)

    assert {one.thing_id for one in removed.things} == {fan.id, ids[0]}
    assert {one.id for one in removed.takes} == every_take
    assert removed.photos == ("photos/ef/" + "B" * 4 + ".jpg",)
    assert counts(history) == before
    assert told(history) == lists
    assert history.bin.contents() == []
    history.check()
    with pytest.raises(KeyError):
        history.machine(fan.id)


def test_purged_inspection_takes_what_was_said_of_it_along(history):
    fan, ids = busy(history, "A", days=(1, 2))
    whole = counts(history)
    third = history.add_inspection(inspection(fan, note="wrong machine"))
    history.set_note(third.id, "wrong fan")
    history.add_review(review(third.id))
    history.readings.add(reading(fan, inspection_id=third.id))
    history.bin.throw(Thing.INSPECTION, third.id)

    removed = history.bin.purge(LATER)

    assert [one.id for one in removed.takes] == [third.take.id]
    assert counts(history) == whole
    assert [visit.inspection_id for visit in history.visits(fan.id)] == ids[::-1]


def test_take_that_is_still_needed_stays(history):
    fan = history.add_machine(machine())
    learnt = history.add_take(take(), clips(), quality())
    with_baseline = replace(inspection(fan), take=learnt)
    twice = inspection(fan)
    history.add_baseline(replace(add_baseline(history, condition_of(fan)), id=new_id(), take_ids=(learnt.id,)))
    for given in (with_baseline, twice, replace(twice, id=new_id())):
        history.add_inspection(given)
    for gone in (with_baseline, twice):
        history.bin.throw(Thing.INSPECTION, gone.id)

    assert history.bin.purge(LATER).takes == ()
    assert history.take(learnt.id) == learnt
    (left,) = history.visits(fan.id)
    assert history.take(history.inspection(left.inspection_id).take.id).sha256 == twice.take.sha256


def test_photo_that_another_machine_shows_stays(history):
    first = history.add_machine(looked_after(machine("A")))
    history.add_machine(looked_after(machine("B")))
    history.bin.throw(Thing.MACHINE, first.id)

    assert history.bin.purge(LATER).photos == ()


def test_machine_listened_to_after_it_was_thrown_away_stays(history):
    fan = history.add_machine(machine())
    line = history.bin.throw(Thing.MACHINE, fan.id)
    history.add_inspection(inspection(fan, analysed_at=line.at + timedelta(seconds=1)))

    assert history.bin.purge(LATER).things == ()
    assert history.bin.contents() == [line]
    history.bin.bring_back(fan.id)
    assert len(history.visits(fan.id)) == 1


def test_purge_that_breaks_off_removes_nothing(history, monkeypatch):
    fan, _ = busy(history, "A")
    history.bin.throw(Thing.MACHINE, fan.id)
    before = counts(history)
    monkeypatch.setattr("app.history.purge._takes", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        history.bin.purge(LATER)

    assert counts(history) == before


def test_month_with_nothing_but_what_is_in_the_bin_is_no_month(history):
    fan = history.add_machine(machine())
    kept = history.add_inspection(inspection(fan))
    history.add_review(review(kept.id))
    (month,) = history.model_months()
    assert (month.right, month.model) == (1, model())

    history.bin.throw(Thing.MACHINE, fan.id)
    assert history.model_months() == []
    history.bin.bring_back(fan.id)
    assert history.model_months() == [month]
    assert isinstance(month, ModelMonth)


def test_removing_a_row_finds_what_refers_to_it_by_index(history):
    """Without one, each row that is removed would read a whole table of inspections through."""
    found = 0
    with history._database._raw() as raw:
        for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for _, _, _, column, *_ in raw.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                plan = raw.execute(f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 'x'").fetchall()
                assert plan[0][3].startswith("SEARCH"), (table, column)
                found += 1
    assert found > 20


class Throwing(RuleBasedStateMachine):
    """Any order of throwing, bringing back and purging, against sets of ids."""

    history: History

    def __init__(self) -> None:
        super().__init__()
        # What an earlier example left in the bin is none of this one's business.
        self.history.bin.purge(LATER)
        self.visits: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}
        self.binned: dict[str, Thing] = {}
        for number in range(3):
            fan = self.history.add_machine(machine(new_id()))
            self.names[fan.id] = fan.name
            add_baseline(self.history, condition_of(fan))
            given = [inspection(fan, recorded_at=START + timedelta(days=day)) for day in range(number + 1)]
            self.visits[fan.id] = [self.history.add_inspection(one).id for one in given]
        self.mine = set(self.visits)

    def _all(self) -> list[tuple[Thing, str]]:
        inspections = [one for ids in self.visits.values() for one in ids]
        return [*((Thing.MACHINE, one) for one in self.visits), *((Thing.INSPECTION, one) for one in inspections)]

    @rule(data=st.data())
    def throw(self, data: st.DataObject) -> None:
        if self.visits:
            thing, thing_id = data.draw(st.sampled_from(self._all()))
            self.history.bin.throw(thing, thing_id)
            self.binned[thing_id] = thing

    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        if self.binned:
            thing_id = data.draw(st.sampled_from(list(self.binned)))
            self.history.bin.bring_back(thing_id)
            del self.binned[thing_id]

    @rule(data=st.data(), late=st.booleans())
    def purge(self, data: st.DataObject, late: bool) -> None:
        removed = self.history.bin.purge(LATER if late else now())
        assert {line.thing_id for line in removed.things} == (set(self.binned) if late else set())
        if late:
            left = {one: ids for one, ids in self.visits.items() if one not in self.binned}
            self.visits = {one: [i for i in ids if i not in self.binned] for one, ids in left.items()}
            self.binned = {}

    @invariant()
    def agree(self) -> None:
        machines = {one.id for one in self.history.machines()} & self.mine
        assert machines == {one for one in self.visits if one not in self.binned}
        fleet = {line.machine.id: line for line in self.history.fleet()}
        for machine_id, ids in self.visits.items():
            told = self.history.visits(machine_id)
            assert {visit.inspection_id for visit in told} == set(ids) - set(self.binned)
            if machine_id in machines:
                line = fleet[machine_id]
                assert line.last == (told[0] if told else None)
                assert [point.when for point in reversed(line.trend)] == [visit.when for visit in told]
            named = self.history.machine_named(self.names[machine_id])
            assert (named is not None) == (machine_id in machines)
        lying = {line.thing_id for line in self.history.bin.contents()}
        assert lying & {thing_id for _, thing_id in self._all()} == set(self.binned)


def test_whatever_is_thrown_and_brought_back_lists_tell_what_is_left(history):
    Throwing.history = history
    run_state_machine_as_test(
        Throwing,
        settings=settings(
            max_examples=6, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    history.check()
