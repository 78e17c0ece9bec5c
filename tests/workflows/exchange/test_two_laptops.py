"""Machines go to another laptop and come back: nothing twice, nothing lost, both say the same in the end."""

from dataclasses import replace

import numpy as np

from app.diagnosis.alerts import alert_id
from app.domain.bin import Thing
from app.domain.fleet import AlertKind
from app.domain.review import Found
from app.workflows.exchange.exchange import Choice, Recordings, Standing, Wish
from tests.history import builders
from tests.history.builders import condition_of, reading, review, same
from tests.workflows.exchange.laptops import Laptop, builders_route, full_machine


def test_all_of_a_machine_arrives_to_the_bit(mine, theirs, tmp_path):
    fan = full_machine(mine)
    out = mine.write(tmp_path / "fan.earshot", fan)
    looked = theirs.exchange.look(out)
    assert [one.standing for one in looked.machines] == [Standing.NEW]
    assert (looked.new.visits, looked.new.reviews, looked.new.notes, looked.new.readings) == (2, 1, 2, 2)
    assert (looked.recordings, looked.recordings_new, looked.routes, looked.own) == (4, 4, 3, False)
    assert theirs.history.machines() == [] and theirs.files() == {}

    taken = theirs.exchange.take_in(out)
    assert taken.machines[0].new == looked.machines[0].new and (taken.recordings, taken.photos) == (4, 1)
    assert theirs.rows() == mine.rows()
    assert theirs.files() == mine.files()
    for visit in mine.history.visits(fan.id):
        ours, other = (one.history.inspection(visit.inspection_id) for one in (mine, theirs))
        assert same(ours, other)
        mine.store.verify(ours.take)
        theirs.store.verify(other.take)
    theirs.history.check()
    assert theirs.history.baseline(condition_of(fan)).bands.dtype == np.float32


def test_taking_in_twice_adds_nothing(mine, theirs, tmp_path):
    out = mine.write(tmp_path / "fan.earshot", full_machine(mine))
    theirs.exchange.take_in(out)
    rows, files = theirs.rows(), theirs.files()
    again = theirs.exchange.look(out)
    assert again.new.total == again.routes == again.recordings_new == 0
    assert again.machines[0].there.visits == 2 and again.machines[0].differing == ()
    taken = theirs.exchange.take_in(out)
    assert taken.added.total == taken.recordings == taken.photos == 0
    assert (theirs.rows(), theirs.files()) == (rows, files)
    assert mine.exchange.look(out).own and mine.exchange.look(out).new.total == 0


def swap(one: Laptop, other: Laptop, tmp_path, *machines) -> None:
    """Each sends what it has, then each takes in what the other sent."""
    sent = [laptop.write(tmp_path / f"{laptop.folder.name}.earshot", *machines) for laptop in (one, other)]
    other.exchange.take_in(sent[0])
    one.exchange.take_in(sent[1])


def test_both_sides_work_on_and_then_say_the_same(mine, tmp_path):
    fan = full_machine(mine)
    first = mine.history.visits(fan.id)[-1].inspection_id
    theirs = mine.copy(tmp_path / "theirs")
    mine.history.change_machine(replace(fan, area="Line 4"), "mine")
    mine.history.add_review(review(first, Found.HEALTHY))
    mine.visit(fan, 10, days=3)
    mine.history.set_note(first, "mine")
    mine.history.repair(condition_of(fan), "new bearing", "mine")
    for name in ("Line 5", "Line 6"):
        theirs.history.change_machine(replace(fan, area=name), "theirs")
    theirs.history.add_review(review(first, Found.FAULTY))
    theirs.history.add_review(review(first, Found.OPEN))
    theirs.visit(fan, 11, days=4)
    theirs.history.readings.add(reading(fan, 3.0))
    theirs.history.set_note(first, "theirs")
    theirs.history.add_placement(builders.placement(fan, "on the right"))

    swap(mine, theirs, tmp_path, fan)
    assert mine.rows() == theirs.rows()
    assert mine.history.machine(fan.id).area == theirs.history.machine(fan.id).area == "Line 6"
    assert next(one.found for one in mine.history.reviews(first)) is Found.OPEN
    assert len(mine.history.reviews(first)) == 4 and mine.history.review(first) is None
    assert len(mine.history.visits(fan.id)) == 4
    assert mine.history.baseline(condition_of(fan)) is theirs.history.baseline(condition_of(fan)) is None
    assert mine.history.visits(fan.id) == theirs.history.visits(fan.id)
    theirs.history.close()


def test_points_listened_to_on_either_side_stay_whoever_changed_last(mine, tmp_path):
    fan = mine.history.add_machine(builders.machine())
    theirs = mine.copy(tmp_path / "theirs")
    more = replace(fan, points=(*fan.points, replace(builders.machine().points[0], name="Outlet")))
    mine.history.change_machine(more, "mine")
    mine.visit(replace(more, points=more.points[1:]), 1)
    theirs.history.change_machine(replace(fan, area="A"), "theirs")
    theirs.history.change_machine(replace(fan, area="B"), "theirs")
    swap(mine, theirs, tmp_path, fan)
    merged = mine.history.machine(fan.id)
    assert (merged.area, [point.name for point in merged.points]) == ("B", ["Inlet", "Outlet"])
    assert theirs.history.machine(fan.id) == merged
    assert mine.rows() == theirs.rows()
    assert mine.history.machine_log.versions(fan.id)[0].machine == merged
    theirs.history.close()


def test_a_machine_thrown_away_there_is_in_the_bin_here_and_comes_back(mine, tmp_path):
    fan = full_machine(mine)
    theirs = mine.copy(tmp_path / "theirs")
    theirs.history.bin.throw(Thing.MACHINE, fan.id, "theirs")
    out = tmp_path / "x.earshot"
    mine.exchange.take_in(_sent_from_bin(theirs, out, fan))
    assert mine.history.machines() == [] and mine.rows() == theirs.rows()
    mine.history.bin.bring_back(fan.id)
    theirs.exchange.take_in(mine.write(out, fan))
    assert theirs.history.machines() == mine.history.machines() == [fan]
    theirs.history.close()


def _sent_from_bin(laptop: Laptop, out, fan):
    """What is in the bin can't be chosen; it was sent a moment before."""
    laptop.history.bin.bring_back(fan.id)
    laptop.history.bin.throw(Thing.MACHINE, fan.id)
    machines = laptop.history.machines
    laptop.history.machines = lambda: [fan]
    try:
        return laptop.write(out, fan)
    finally:
        laptop.history.machines = machines


def test_the_same_recording_brought_to_both_is_one_recording(mine, theirs, tmp_path):
    fan = mine.history.add_machine(builders.machine("A"))
    pump = theirs.history.add_machine(builders.machine("B"))
    ours, other = mine.visit(fan, 5), theirs.visit(pump, 5)
    assert ours.take.sha256 == other.take.sha256 and ours.take.id != other.take.id
    mine.exchange.take_in(theirs.write(tmp_path / "x.earshot", pump))
    assert mine.history.inspection(other.id).take.id == ours.take.id
    assert len(mine.rows()["takes"]) == len(mine.files()) == 1
    assert same(mine.history.inspection(other.id).clips, other.clips)
    mine.history.check()


def test_two_machines_of_one_name_are_kept_apart_under_clear_names(mine, theirs, tmp_path):
    ours = mine.history.add_machine(replace(builders.machine("Fan 3"), code=""))
    other = theirs.history.add_machine(replace(builders.machine("fan 3"), code="AHU-07"))
    out = theirs.write(tmp_path / "x.earshot", other)
    told = mine.exchange.look(out).machines[0]
    assert (told.standing, told.name_here) == (Standing.NAMESAKE, "fan 3 (AHU-07)")
    assert mine.exchange.take_in(out).machines[0].name_here == "fan 3 (AHU-07)"
    assert [one.name for one in mine.history.machines()] == ["Fan 3", "fan 3 (AHU-07)"]
    theirs.exchange.take_in(mine.write(tmp_path / "y.earshot", ours, other))
    assert theirs.history.machines() == mine.history.machines()
    assert mine.exchange.take_in(out).added.total == 0


def test_a_machine_may_be_taken_for_one_here_and_is_recognised_afterwards(mine, theirs, tmp_path):
    ours = mine.history.add_machine(builders.machine("Fan 3"))
    other = full_machine(theirs, "AHU three")
    out = theirs.write(tmp_path / "x.earshot", other)
    told = mine.exchange.look(out).machines[0]
    assert told.standing is Standing.NEW and told.same_code == ours
    taken = mine.exchange.take_in(out, {other.id: ours.id}).machines[0]
    assert (taken.standing, taken.name_here) == (Standing.MATCHED, "Fan 3")
    assert [one.name for one in mine.history.machines()] == ["Fan 3"]
    visits = mine.history.visits(ours.id)
    # Stage 0 is there on both laptops, stage 1 came along.
    assert {one.condition_id for one in visits} == {condition_of(ours), condition_of(other, 1)}
    assert mine.history.baseline(condition_of(ours)).clip_count == 6
    assert [one.machine_ids for one in mine.history.routes.all()] == [(ours.id,)]
    mine.history.check()

    theirs.visit(other, 12, days=9)
    again = theirs.write(tmp_path / "y.earshot", other)
    looked = mine.exchange.look(again)
    assert looked.machines[0].standing is Standing.MATCHED and looked.new.visits == looked.new.total == 1
    mine.exchange.take_in(again)
    assert len(mine.history.visits(ours.id)) == 3
    assert mine.exchange.take_in(again).added.total == 0


def test_routes_travel_only_when_they_are_about_these_machines_alone(mine, theirs, tmp_path):
    fan, other = (mine.history.add_machine(builders.machine(name)) for name in ("A", "B"))
    mine.history.routes.add(builders_route(fan, name="Only A"))
    mine.history.routes.add(builders_route(fan, other, name="Both"))
    theirs.history.routes.add(builders_route(name="only a"))
    theirs.exchange.take_in(mine.write(tmp_path / "x.earshot", fan))
    names = [one.name for one in theirs.history.routes.all()]
    assert len(names) == 2 and "only a" in names and names[1].startswith("Only A (")


def test_only_wanted_recordings_travel_and_later_ones_fill_the_gaps(mine, theirs, tmp_path):
    full_machine(mine)
    wishes = {
        Wish(Recordings.NONE): 0,
        Wish(Recordings.NEWEST, 1): 2,
        Wish(Recordings.BASELINES): 3,
        Wish(Recordings.ALL): 4,
    }
    out = tmp_path / "x.earshot"
    for wish, count in wishes.items():
        assert mine.exchange.estimate(Choice(), wish).recordings == count
        written = mine.exchange.write(out, Choice(), wish)
        assert (written.recordings, written.visits) == (count, 2)
        theirs.exchange.take_in(out)
    assert theirs.files() == mine.files() and theirs.rows() == mine.rows()


def test_a_recording_that_was_altered_or_lost_is_named_and_left_out(mine, theirs, tmp_path):
    fan = full_machine(mine)
    gone, altered = sorted((mine.folder / "takes").rglob("*.wav"))[:2]
    gone.unlink()
    altered.write_bytes(altered.read_bytes()[:-2] + b"xx")
    written = mine.exchange.write(tmp_path / "x.earshot", Choice([fan.id]), Wish(Recordings.ALL))
    assert written.recordings == 2
    assert sorted(word in " ".join(one.reason for one in written.left_out) for word in ("missing", "changed")) == [
        True,
        True,
    ]
    theirs.exchange.take_in(tmp_path / "x.earshot")
    assert len(theirs.history.visits(fan.id)) == 2


def test_what_was_noted_of_alerts_travels_with_the_machines_they_are_about(mine, theirs, tmp_path):
    fan, other = (mine.history.add_machine(builders.machine(name)) for name in ("A", "B"))
    visits = [mine.visit(one, seed) for seed, one in enumerate((fan, other))]
    state, foreign = (alert_id(AlertKind.STATE, one.id) for one in visits)
    drift = alert_id(AlertKind.DRIFT, condition_of(fan), builders.EAR, "")
    for one in (state, foreign, drift, alert_id(AlertKind.SURGE, "Hall 2")):
        mine.history.alerts.seen(one, "looked at", "me")
    theirs.exchange.take_in(mine.write(tmp_path / "x.earshot", fan))
    assert set(theirs.history.alerts.seen_of([state, foreign, drift])) == {state, drift}
