"""The plan and the walk past the machines, on a real history."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from app.domain.bin import Thing
from app.domain.identity import now
from app.domain.machine import Machine, MeasuringPoint, OperatingCondition
from app.domain.plan import Route, StopState, Timing
from app.domain.problem import Problem
from app.history.history import History
from app.workflows.walk_route import WalkRoute
from app.workflows.walk_stops import DUE_TODAY, RouteNow
from tests.history.builders import add_baseline, inspection, machine

DAY = timedelta(days=1)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History.open(tmp_path / "history") as opened:
        yield opened


@pytest.fixture
def walk(history: History) -> WalkRoute:
    return WalkRoute(history)


def add(history: History, name: str, days: int | None = 14, area: str = "", points: int = 1) -> Machine:
    made = machine(name)
    where = tuple(
        MeasuringPoint(f"P{at}", (OperatingCondition("full"), OperatingCondition("half"))) for at in range(points)
    )
    return history.add_machine(replace(made, area=area, points=where, interval_days=days))  # fmt: skip


def visit(history: History, one: Machine, ago: timedelta = timedelta(), point: int = 0, condition: int = 0) -> str:
    moment = now() - ago
    made = inspection(one, recorded_at=moment, analysed_at=moment)
    return history.add_inspection(replace(made, condition_id=one.points[point].conditions[condition].id)).id


def names(walk: RouteNow) -> list[str]:
    return [stop.machine.name for stop in walk.stops]


def only(walk: WalkRoute) -> RouteNow:
    (route,) = walk.plan().routes
    return route


# The plan


def test_plan_tells_the_most_overdue_first_and_the_unplanned_last(history, walk):
    add(history, "unplanned", None)
    for name, ago in (("late", 17), ("today", 14), ("soon", 13.5), ("later", 2)):
        visit(history, add(history, name), ago * DAY)

    plan = walk.plan()

    assert [one.machine.name for one in plan.machines] == ["late", "today", "soon", "later", "unplanned"]
    told = [one.timing for one in plan.machines]
    assert told == [Timing.OVERDUE, Timing.OVERDUE, Timing.DUE, Timing.LATER, Timing.UNPLANNED]
    assert plan.machines[0].due_at == plan.machines[0].summary.visited_at + 14 * DAY


def test_machine_never_visited_is_due_since_it_was_planned_not_since_it_was_made(history, walk):
    old = add(history, "old", None)
    assert old.created_at < now() - 30 * DAY
    before = now()
    walk.set_intervals({old.id: 30})
    walk.set_intervals({old.id: 7})

    (one,) = walk.plan().machines

    assert before <= one.due_at <= now()


def test_a_thousand_machines_are_planned_with_as_many_statements_as_ten(history, walk):
    said: list[str] = []
    event.listen(history._database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))

    def statements() -> int:
        said.clear()
        walk.plan()
        return len(said)

    for number in range(3):
        add(history, f"fan {number}")
    few = statements()
    for number in range(3, 40):
        add(history, f"fan {number}")
        history.routes.start_run(history.routes.add(Route(f"route {number}", ())).id)
    assert statements() == few


def test_interval_of_many_is_set_at_once_and_given_back_it_is_undone(history, walk):
    fans = [add(history, name, days) for name, days in (("a", 7), ("b", None), ("c", 30))]

    before = walk.set_intervals(dict.fromkeys([one.id for one in fans], 30), by="M. Großmann")

    assert before == {fans[0].id: 7, fans[1].id: None}
    assert [history.machine(one.id).interval_days for one in fans] == [30, 30, 30]
    assert history.machine_log.versions(fans[0].id)[0].by == "M. Großmann"
    assert len(history.machine_log.versions(fans[2].id)) == 1
    history.change_machine(replace(history.machine(fans[0].id), notes="new belt"))
    walk.set_intervals(before)
    assert [history.machine(one.id).interval_days for one in fans] == [7, None, 30]
    assert history.machine(fans[0].id).notes == "new belt"


def test_interval_of_a_machine_that_is_gone_meanwhile_is_left_out(history, walk):
    fan, gone = add(history, "a"), add(history, "b")
    history.bin.throw(Thing.MACHINE, gone.id)

    assert walk.set_intervals({gone.id: 7, "nobody": 7, fan.id: 7}) == {fan.id: 14}


def test_suggested_is_what_is_due_until_that_day_by_place_or_as_on_a_route(history, walk):
    areas = {"x": "B", "fan 10": "A", "fan 9": "A", "y": "C"}
    fans = {name: add(history, name, area=area) for name, area in areas.items()}
    for name, ago in (("x", 20), ("fan 10", 15), ("fan 9", 12), ("y", 3)):
        visit(history, fans[name], ago * DAY)
    today = now().astimezone().date()

    def suggested(days: int, like: str | None = None) -> list[str]:
        return [history.machine(one).name for one in walk.suggest(today + days * DAY, like)]

    assert suggested(0) == ["fan 10", "x"]
    assert suggested(3) == ["fan 9", "fan 10", "x"]
    route = walk.keep(Route("mine", (fans["y"].id, fans["x"].id, fans["fan 10"].id)))
    assert suggested(3, route.id) == ["x", "fan 10", "fan 9"]
    assert suggested(3, "nobody") == suggested(3)


# Routes


def test_route_is_made_renamed_reordered_and_dropped_and_each_taken_back(history, walk):
    a, b = add(history, "a"), add(history, "b")
    first = walk.keep(Route("Monday", (a.id, b.id, a.id)), by="A. Novak")
    assert (names(only(walk)), first.by) == (["a", "b"], "A. Novak")

    walk.keep(replace(first, name="Friday", machine_ids=(b.id, a.id)))
    assert (only(walk).route.name, names(only(walk))) == ("Friday", ["b", "a"])
    walk.keep(first)
    assert (only(walk).route.name, names(only(walk))) == ("Monday", ["a", "b"])
    before = walk.drop(first.id)
    assert walk.plan().routes == ()
    walk.keep(before)
    assert only(walk).route.machine_ids == (a.id, b.id)


def test_name_taken_is_told_and_nothing_is_kept(history, walk):
    walk.keep(Route("Monday", ()))
    with pytest.raises(Problem, match="Monday"):
        walk.keep(Route("monday", ()))
    assert len(walk.plan().routes) == 1


# Walks


@pytest.fixture
def three(history: History, walk: WalkRoute) -> tuple[list[Machine], RouteNow]:
    """A walk past three machines that were heard before, just begun."""
    fans = [add(history, name) for name in "abc"]
    for one in fans:
        visit(history, one, 3 * DAY)
    route = walk.keep(Route("Monday", tuple(one.id for one in fans)))
    walk.start(route.id)
    return fans, only(walk)


def told(walk: WalkRoute) -> list[StopState]:
    return [stop.state for stop in only(walk).stops]


LEFT, DONE, SKIPPED = StopState.LEFT, StopState.DONE, StopState.SKIPPED


def test_visit_after_the_start_makes_a_stop_done_and_leads_on(history, walk, three):
    fans, route = three
    assert (told(walk), route.next.machine.name, route.share) == ([LEFT] * 3, "a", 0.0)

    visit(history, fans[0])

    assert (told(walk), only(walk).next.machine.name) == ([DONE, LEFT, LEFT], "b")
    assert only(walk).share == pytest.approx(1 / 3)


def test_who_begins_in_the_middle_goes_on_from_there_and_comes_back_at_the_end(history, walk, three):
    fans, _ = three
    visit(history, fans[1])
    assert only(walk).next.machine.name == "c"
    visit(history, fans[2])
    assert only(walk).next.machine.name == "a"
    visit(history, fans[0])
    assert (only(walk).next, only(walk).share) == (None, 1.0)


def test_recording_made_before_the_start_and_filed_after_it_is_no_visit_of_the_walk(history, walk, three):
    fans, _ = three
    made = inspection(fans[0], recorded_at=now() - DAY, analysed_at=now())
    history.add_inspection(replace(made, condition_id=fans[0].points[0].conditions[0].id))
    assert told(walk) == [LEFT] * 3


def test_skipped_stop_is_passed_and_taken_up_again(walk, three):
    fans, route = three
    walk.pass_over(route.run.id, fans[0].id)
    assert (told(walk), only(walk).next.machine.name) == ([SKIPPED, LEFT, LEFT], "b")
    walk.take_up(route.run.id, fans[0].id)
    assert (told(walk), only(walk).next.machine.name) == ([LEFT] * 3, "a")


def test_every_point_ever_heard_is_wanted_in_whichever_condition_it_runs(history, walk):
    fan = add(history, "a", points=4)
    for point in (0, 1):
        visit(history, fan, 3 * DAY, point)
    add_baseline(history, fan.points[2].conditions[1].id)
    route = walk.keep(Route("Monday", (fan.id,)))
    run = walk.start(route.id)

    (stop,) = only(walk).stops
    assert (stop.points_heard, stop.points_wanted, stop.condition_id) == (0, 3, fan.points[0].conditions[0].id)
    visit(history, fan, point=0, condition=1)
    (stop,) = only(walk).stops
    assert (stop.state, stop.points_heard, stop.condition_id) == (LEFT, 1, fan.points[1].conditions[0].id)
    visit(history, fan, point=1)
    (stop,) = only(walk).stops
    assert (stop.state, stop.points_heard, stop.condition_id) == (LEFT, 2, fan.points[2].conditions[1].id)
    walk.pass_over(run.id, fan.id)
    assert told(walk) == [DONE]


def test_next_take_belongs_to_the_condition_heard_last(history, walk):
    fan = add(history, "a")
    visit(history, fan, 9 * DAY, condition=0)
    visit(history, fan, 3 * DAY, condition=1)
    route = walk.keep(Route("Monday", (fan.id,)))
    assert route.id == only(walk).route.id
    assert only(walk).stops[0].condition_id == fan.points[0].conditions[1].id


def test_machine_never_heard_is_done_with_its_first_take(history, walk):
    fan = add(history, "new", points=3)
    walk.start(walk.keep(Route("Monday", (fan.id,))).id)
    visit(history, fan, point=2)
    assert told(walk) == [DONE]


def test_starting_again_goes_on_and_after_the_end_begins_anew(history, walk, three):
    fans, route = three
    visit(history, fans[0])
    assert walk.start(route.route.id).id == route.run.id
    walk.end(route.run.id)
    assert not only(walk).running
    walk.reopen(route.run.id)
    assert told(walk) == [DONE, LEFT, LEFT]
    walk.end(route.run.id)
    again = walk.start(route.route.id)
    assert again.id != route.run.id
    assert only(walk).run == again


def test_walk_goes_on_after_a_restart(history, walk, three, tmp_path):
    fans, route = three
    walk.pass_over(route.run.id, fans[0].id)
    visit(history, fans[1])
    history.close()
    with History.open(tmp_path / "history") as again:
        assert told(WalkRoute(again)) == [SKIPPED, DONE, LEFT]


def test_machine_that_went_into_the_bin_is_no_stop_until_it_comes_back(history, walk, three):
    fans, _ = three
    history.bin.throw(Thing.MACHINE, fans[0].id)
    assert (names(only(walk)), only(walk).next.machine.name) == (["b", "c"], "b")
    history.bin.bring_back(fans[0].id)
    assert names(only(walk)) == ["a", "b", "c"]


def test_setting_out_on_what_is_due_words_one_route_anew(history, walk):
    a, b = add(history, "a"), add(history, "b")
    first = walk.start_on([a.id])
    second = walk.start_on([b.id, a.id])

    assert (first.id, first.name) == (second.id, DUE_TODAY)
    assert (names(only(walk)), told(walk)) == (["b", "a"], [LEFT, LEFT])
    assert sum(run.ended_at is None for run in history.routes.runs(first.id)) == 1


def test_what_comes_after_a_machine(history, walk, three):
    fans, _ = three
    visit(history, fans[0])

    after = walk.next_stop_after(fans[0].id)

    assert (after.machine_id, after.condition_id) == (fans[1].id, fans[1].points[0].conditions[0].id)
    assert (after.name, after.where, after.gone, after.stops, after.same_machine) == (
        "b",
        "P0 · full",
        1,
        3,
        False,
    )
    assert walk.next_stop_after(add(history, "elsewhere").id) is None
    for one in fans[1:]:
        visit(history, one)
    assert walk.next_stop_after(fans[2].id) is None


def test_next_is_another_point_of_the_same_machine_while_one_is_left(history, walk):
    fan = add(history, "a", points=2)
    for point in (0, 1):
        visit(history, fan, 3 * DAY, point)
    walk.start(walk.keep(Route("Monday", (fan.id,))).id)
    visit(history, fan)
    after = walk.next_stop_after(fan.id)
    assert (after.same_machine, after.condition_id) == (True, fan.points[1].conditions[0].id)


def test_of_two_walks_under_way_along_a_route_the_last_started_counts(history, walk, three, monkeypatch):
    """As when two laptops that both set out are merged."""
    _, route = three
    monkeypatch.setattr("app.history.routes.now", lambda: now() + timedelta(minutes=5))
    later = history.routes.start_run(route.route.id)
    assert only(walk).run == later
